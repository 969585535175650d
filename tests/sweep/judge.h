/*
 * What the parts of the judge share: the sweep as it was read, what is known of each ring, and the verdicts.
 *
 *   judge.c         reads the sweep, and keeps what is known at each state for the boots that begin there
 *   judge_calls.c   what the journal tells of the calls that the ring has to do with
 *   judge_match.c   which call each record that is shown is of
 *   judge_ring.c    whether what a ring shows is right
 *   judge_stream.c  whether what was drained is right
 *   judge_frame.c   takes what was polled out of its frames
 */
#ifndef JUDGE_H
#define JUDGE_H

#include "../../decoder/chunks.h"
#include "journal.h"
#include "shown.h"

#define LEVELS 3
#define BOOTS_MOST 8
#define RINGS_MOST 4
#define STREAM_MOST 65536
#define COMPLAINTS_MOST 10

/* A place in the row of records. */
struct place {
    unsigned item;
    unsigned bytes; /* of it, where a chunk ends inside a record */
};

/* What is known of the calls besides the journal, of one ring at one state. */
struct knowledge {
    uint8_t committed[JOURNAL_ITEMS]; /* the record was seen */
    uint8_t evicted[JOURNAL_ITEMS];
    uint8_t cleared[JOURNAL_ITEMS];   /* or may have been, by a clear that a reset cut off */
    uint16_t sizes[JOURNAL_ITEMS];
    uint16_t boots[BOOTS_MOST];       /* numbers, by run; 0 unknown */
    uint16_t lost_least[JOURNAL_ITEMS], lost_most[JOURNAL_ITEMS]; /* of an evicted record: bytes that were not drained */
    unsigned run_begins;              /* first item of the boot that runs */
    struct place drained, taken;      /* up to where records were released for sure; and up to where the sink took them */
    struct header chunk;              /* the last one's */
    unsigned block_begins;            /* first item of the chunk's block */
    size_t stream_shown;              /* what its chunks showed */
    unsigned stream_next;             /* item behind the last of these */
    unsigned gone;                    /* the ring was lost: of the items before this one, only what the backup had can be there */
    bool gone_before;                 /* and once more before */
    bool cut;                         /* when it was lost, the stream had a part of a record */
    unsigned came_back;               /* the first of these that the backup had */
    unsigned kept_end;                /* behind the block that a crash loop was seen to keep; 0: none yet */
};

struct moment {
    struct knowledge of[RINGS_MOST];
    size_t stream; /* bytes of chunks, or of frames */
    size_t frame;  /* where the frame begins that is on its way */
};

extern const struct table *table;
extern size_t size;             /* of the dump, in bytes */
extern bool loops;              /* the log keeps the first crash of a row */
extern bool polls;              /* what is drained comes in frames, a piece at a time */

extern uint8_t items[JOURNAL_ITEMS];
extern unsigned count;          /* of items */
extern struct moment now;
extern uint32_t ring;           /* the one that is judged */
extern struct knowledge *known; /* of it */
extern struct showing shown;
extern unsigned level;          /* how many resets lie behind this boot */

/* What was drained, all chunks in a row; each level begins with what the boots before it drained. */
extern uint8_t streams[LEVELS][STREAM_MOST];

/* What the workload must have done, or nothing was shown of it. */
struct done {
    uint32_t messages; /* a bit each */
    bool overwrote, drained, cleared, restored;
};
extern struct done done;

extern uint64_t states, boots, moving, lost, wrong, complaints; /* moving: states in which a block stands in two places */

/* Tells where the sweep is, and what is wrong there; not if much is. */
void complain(const char *what, unsigned item);

/* Counts it, too. False. */
bool is_wrong(const char *what, unsigned item);

void enter_ring(uint32_t which);

/* What each item is to each ring: before anything else is asked of new items. */
void read_kinds(void);

/* ITEM_NONE for what another ring has to do with. */
unsigned kind_of(unsigned item);

bool is_record(unsigned item);
bool has_returned(unsigned item);

/* A call that a reset cut off never becomes a record later. */
bool in_flight(unsigned item);

/* Whether item must be a record; what was committed once stays so. */
bool is_certain(unsigned item);

unsigned run_of(unsigned item);
bool matches(const struct shown *s, unsigned item);

/* The first item that no completed clear has removed. */
unsigned floor_of(void);

/* Behind the last clear that a reset cut off, or that runs; what was before it may be gone, in any part. */
unsigned fuzzy_of(unsigned floor);

/* Which item each thing shown is. */
struct match {
    unsigned item[SHOWN_MOST];
    unsigned oldest;              /* items before it were evicted, but for those that are kept */
    unsigned kept_from, kept_end; /* those of the block that a crash loop keeps */
    bool whole;                   /* all that is shown has its item */
};

/* `with_flying` says whether the one in flight is there. From the newest on. */
void match_all(struct match *m, unsigned floor, unsigned fuzzy, bool with_flying);

/* All rings of a dump. */
void judge_state(const uint8_t *image);

/* What was drained now, behind what was before: a chunk, or a piece of a frame. */
void judge_drained(const uint8_t *bytes, size_t length);

#endif
