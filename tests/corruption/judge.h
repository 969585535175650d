/*
 * What must hold of a ring after damage:
 *
 *   plogcat    shows all of every block that was not hit, as it was; with ecc, also of one that was hit if it can be corrected
 *   the target boots on it, logs on, and what it logs is shown behind what was there
 */
#ifndef JUDGE_H
#define JUDGE_H

#include <stdbool.h>
#include <stdint.h>

#include "observe.h"
#include "rings.h"

#define LOGGED 4u /* records that are logged behind the damage */

extern uint8_t image[RING_MAX];                           /* the damaged ring */
extern struct observed reference, other_reference, seen; /* of `good`, `other`, and of what is looked at now */

/* In blocks that were hit: records with wrong values, records that are not shown, bytes that were corrected, and blocks with too many wrong
   bytes that were corrected nevertheless. */
extern unsigned long false_shown, lost_hit, corrected, mistaken;
extern unsigned long failures;

/* The case that runs, for what is printed of one that fails. */
extern const char *scenario_name;
extern unsigned long case_number;

/* Rings and references. */
void judge_begin(void);

void fail(const char *what);

/* hit has a bit set for each block of `image` that was damaged. Looks at what is shown of it, and lets the target log on. */
void check_damage(uint64_t hit);

/* The same if nothing of the ring was damaged, but what is beside it. */
void check_damage_beside(void);

/* Loses the ring, and lets the target log on: whether all records of the backup came back, or none. */
void check_restored(void);

/* Boots the target on its region as it is and logs: until a block has been opened (what comes behind damage in the same block shares its fate),
   then LOGGED records more. Returns the blocks that were written to. */
uint64_t log_on(void);

/* Whether those are shown last. */
void check_logged(void);

/* Whether several rings merged, as plogcat shows them, show the same messages as were seen of each in these bytes. */
void check_merged(const uint8_t *base, size_t from, size_t size);

/* Whether what is seen at this place, up to so many records, is what `where` has there. */
bool same_block(const struct observed *where, unsigned place, unsigned count);
bool was_logged(const struct observed *where, unsigned place, const struct shown *s);

#endif
