/*
 * One record, decoded and checked (docs/FORMAT.md, sections 3, 4 and 7).
 *
 * Nothing is copied: strings and bytes point into the dump. A record has at most one value a byte, so the room for
 * TABLE_BLOCK_MAX values that struct record brings is enough for every block.
 */
#ifndef RECORD_H
#define RECORD_H

#include "table.h"

/* One element of an argument; before those of T[<=N] stands one with their number. str and bytes are one value. */
struct value {
    union {
        uint64_t number;      /* signed ones as two's complement */
        double real;
        const uint8_t *bytes;
    } as;
    uint32_t length;
    bool cut;
    bool null;
};

enum record_kind { RECORD_MESSAGE, RECORD_BOOT, RECORD_RESET, RECORD_REFUSED, RECORD_CRASH, RECORD_SILENCE, RECORD_BACKUP, RECORD_LOOP };

enum crash_origin { ORIGIN_ASKED, ORIGIN_FAULT, ORIGIN_WATCHDOG, ORIGIN_PANIC, ORIGIN_ASSERT, ORIGIN_SIGNAL, ORIGIN_COUNT };

/* A crash or a trace. Each pair is two values of the record: the words on the stack before it, of
   which `length` is its link; and the address. See crash.h. */
struct crash {
    const struct table *table;
    enum crash_origin origin;
    uint8_t count;                  /* registers */
    const struct registers *more;   /* names of those behind the table's first */
    const uint8_t *registers;
    uint64_t text, place;           /* ORIGIN_PANIC, ORIGIN_ASSERT */
    uint64_t frame;                 /* these, and ORIGIN_ASKED */
    uint64_t sp, room;
    uint32_t pairs;
    bool cut;
};

struct record {
    enum record_kind kind;
    size_t size;                    /* bytes, those of a nulls record before it included */
    uint64_t delta;                 /* 0 with "clock none" and for a boot */
    const struct message *message;  /* RECORD_MESSAGE */
    uint64_t nulls;                 /* bit i: argument i was a null pointer */
    bool any_cut;
    uint64_t place;                 /* RECORD_MESSAGE with a place: behind the call, as linked, but see place.h */
    uint16_t boot;                  /* RECORD_BOOT */
    uint8_t cause;                  /* RECORD_BOOT, RECORD_RESET */
    uint32_t schema;                /* RECORD_BOOT */
    uint64_t refused;               /* RECORD_REFUSED: records that could not be written */
    uint8_t row;                    /* RECORD_LOOP: boots in a row that crashed */
    uint8_t backup;                 /* RECORD_BACKUP: what became of it */
    struct crash crash;             /* RECORD_CRASH */
    uint32_t starts[TABLE_BLOCK_MAX + 1]; /* first value of each argument, and the end */
    struct value values[TABLE_BLOCK_MAX + 1];
};

enum fault {
    FAULT_NONE,
    FAULT_SHORT,    /* the bytes end before the record does */
    FAULT_VARINT,   /* longer than it need be */
    FAULT_RANGE,    /* a number too large for its type */
    FAULT_BOOL,     /* neither 0 nor 1 */
    FAULT_CODE,     /* of a length, above N + 2 */
    FAULT_ID,       /* not in the table */
    FAULT_KIND,     /* not one of the ring's own */
    FAULT_CAUSE,
    FAULT_BACKUP,
    FAULT_SCHEMA,   /* a boot record's, other than the block's */
    FAULT_NULLS,    /* a null pointer for what is no pointer, or with bytes */
    FAULT_DELTA,    /* longer than the clock is wide */
    FAULT_CHECK,    /* the record's check is not right */
    FAULT_CRASH     /* a crash record that the table does not allow */
};

/* What a fault is, in words; in record_words.c, as all that are. */
const char *fault_text(enum fault fault);

/* Decodes the record at `bytes`, of which there are `size`. `seed` is the check of the block's header, which is in each record's.
   On a fault the record is undefined. */
enum fault record_decode(struct record *r, const struct table *t, uint16_t seed, const uint8_t *bytes, size_t size);

/* Whether an argument was a null pointer by a nulls record. */
static inline bool record_is_null(const struct record *r, size_t argument)
{
    return r->nulls && argument < 64 && r->nulls >> argument & 1;
}

/* The value behind all those of a field that starts at v. */
const struct value *value_after(const struct field *f, const struct value *v);

/* What became of a backup, in words; NULL above BACKUP_MAX. */
#define BACKUP_MAX 3
const char *backup_text(unsigned backup);

/* A cause's name; NULL above CAUSE_MAX. */
#define CAUSE_MAX 9
#define CAUSE_LOCKUP 7
const char *cause_name(unsigned cause);

#endif
