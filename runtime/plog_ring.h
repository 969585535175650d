/*
 * plog_ring.h: the ring's types, the writer's state, and the store that commits. Included by the .c that plogen writes, after it has defined
 * what is constant for the project:
 *
 *   PLOG_GENERATED        the interface the generated code was written for
 *   PLOG_PORT             the port's file, for #include
 *   PLOG_MCU_...          1, with the name of the AVR; not on others
 *   PLOG_SCHEMA           fingerprint of the spec
 *   PLOG_POINTER          bytes of a pointer
 *   PLOG_REGION_SIZE      bytes of the spec's "buffer"
 *   PLOG_REGION           in quotes, the linker's name for the region's begin; not on hosted targets
 *   PLOG_BLOCK_SIZE       bytes of a block, a multiple of 4
 *   PLOG_RINGS            number of rings that share the region
 *   PLOG_PARTS            { blocks of ring 0, blocks of ring 1, ... }
 *   PLOG_STATES           { PLOG_CLOSED, PLOG_CLOSED, ... }, one each
 *   PLOG_CORES            number of cores, each with rings of its own; 1, or not defined: the rings are the program's
 *   PLOG_KEEP             of a core's rings the one for what ordinary records must not evict, also crashes and resets; 0, or not defined: there is none
 *   PLOG_DROP             1: a full ring keeps the oldest records, 0: the newest
 *   PLOG_COUNT            1: number the records (overwrite only)
 *   PLOG_LAST_ID          the greatest of the spec's ids
 *   PLOG_SMALL            1: one routine for the begin of all records, 0: inlined
 *   PLOG_RETRY            1: log functions make room by calling another one at their end; or not defined: in their middle
 *   PLOG_LONG_NUMBERS     1: log functions write numbers of 64 bits; or not defined
 *   PLOG_NULLS            arguments up to this number, from 1, may be null pointers; or not defined: none
 *   PLOG_LOCK             PLOG_LOCK_...; with PLOG_LOCK_BASEPRI also PLOG_LOCK_PRIORITY
 *   PLOG_CLOCK            PLOG_CLOCK_...
 *   PLOG_SPILL            bytes that stores may go past a record's end, 0 or 7; counted in the sizes
 *   PLOG_CLOCK_BITS       its width, with any clock but none
 *   PLOG_CLOCK_SHIFT      a block's base time is kept in units of 2^this ticks
 *   PLOG_BACKUP           bytes of the spec's "backup", or not defined
 *   PLOG_PARITY           bytes of parity at a block's end, or not defined: none
 *   PLOG_CHECK            bytes of the check that each record ends with, 1 or 2; or not defined: none
 *   PLOG_CRASH_LOOP       the spec's "crash_loop", or not defined
 *   PLOG_ECC              32, 64: bits of a word of the RAM, which has ECC; or not defined
 *   PLOG_REORDERS         1, or not defined: the core's stores may reach the RAM out of order
 *
 * How a record becomes real: it is written behind the committed end of the open block, and then one store moves that end. That
 * store is also the ring's cursor, so there is no second place that could disagree after a reset.
 */
#ifndef PLOG_RING_H
#define PLOG_RING_H

#include "plog.h"

#if defined(__STRICT_ANSI__) && !defined(__cplusplus) && (!defined(__STDC_VERSION__) || __STDC_VERSION__ < 199901L)
#error "plog is written in C99: compile the generated .c with -std=c99 or a later one"
#endif

#if PLOG_GENERATED < 1
#error "the generated .c is older than this runtime: run plogen again, the plogen that came with the runtime"
#elif PLOG_GENERATED > PLOG_RUNTIME
#error "the generated .c is newer than this runtime: take the runtime/ folder that came with your plogen"
#endif

/* A piece of the decoder's table. Its section is not allocated: it takes no memory of the target, and --gc-sections leaves it. */
#define PLOG_TABLE(piece) __asm__(".pushsection .plog_table,\"\",%progbits\n\t.ascii \"" piece "\"\n\t.popsection")

#define PLOG_LOCK_IRQ 1
#define PLOG_LOCK_BASEPRI 2
#define PLOG_LOCK_NONE 3
#define PLOG_LOCK_USER 4
#define PLOG_LOCK_THREADS 5

#define PLOG_CLOCK_NONE 1
#define PLOG_CLOCK_CYCLES 2
#define PLOG_CLOCK_TICK 3
#define PLOG_CLOCK_NS 4
#define PLOG_CLOCK_USER 5

#ifndef PLOG_CORES
#define PLOG_CORES 1
#endif

#if PLOG_CORES == 1
#define plog_core() 0u
#endif

#include PLOG_PORT

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "plog writes its numbers as they are in memory and works on little-endian targets only"
#endif

#if UINTPTR_MAX >> (8 * PLOG_POINTER - 1) != 1
#error "pointers of this compiler are not as wide as the spec's target has them: change the target in the spec, or the compiler"
#endif

#define PLOG_INLINE static inline __attribute__((always_inline))
#define PLOG_SHARED static __attribute__((noinline, unused))
#define PLOG_RARE static __attribute__((cold, noinline))
#if PLOG_BACKTRACE
/* Where a function that is PLOG_CALLED was called: the address behind the call, as the program was linked. */
#define PLOG_CALLED __attribute__((noinline))
#define PLOG_CALLER plog_as_linked(__builtin_return_address(0))
#ifndef plog_as_linked
#define plog_as_linked(address) (address)
#endif
#endif

#define PLOG_NOT_NULL __attribute__((returns_nonnull)) /* else each place where it was inlined looks for the NULL of a record without room */
#define PLOG_LIKELY(x) __builtin_expect(!!(x), 1)

/* With "optimize size" the encoders of numbers are called, too, and what each record begins with is, unless it has one caller. */
#if PLOG_SMALL
#define PLOG_NUMBER PLOG_SHARED
#define PLOG_STEP static __attribute__((unused))
#else
#define PLOG_NUMBER PLOG_INLINE
#define PLOG_STEP PLOG_INLINE
#endif

#if PLOG_LOCK == PLOG_LOCK_NONE
PLOG_INLINE plog_mask plog_lock(void)
{
    plog_barrier();
    return 0;
}

PLOG_INLINE void plog_unlock(plog_mask mask)
{
    (void)mask;
    plog_barrier();
}
#elif PLOG_LOCK == PLOG_LOCK_USER
PLOG_INLINE plog_mask plog_lock(void)
{
    plog_mask mask = (plog_mask)plog_user_lock();

    plog_barrier();
    return mask;
}

PLOG_INLINE void plog_unlock(plog_mask mask)
{
    plog_barrier();
    plog_user_unlock(mask);
}
#endif

/* RAM with ECC holds back the last store that did not fill a word, until another such store comes to another word; a reset
   loses it, and a store that fills a word overtakes it (ST, FAQ "STM32H7 SRAM/Backup SRAM content is not preserved after reset"). A byte
   stored to a word that is used for nothing else pushes it out. A data cache that is cleaned writes whole lines. */
#if PLOG_ECC
static volatile uint8_t plog_push_word[PLOG_ECC / 8] __attribute__((section(".plog_push"), used, aligned(PLOG_ECC / 8)));
#endif

#if PLOG_ECC && !PLOG_CACHED
static inline void plog_push(void)
{
    plog_barrier();
    plog_push_word[0] = 0;
}

#define plog_clean(from, to) ((void)(from), (void)(to), plog_push())
/* With PLOG_CACHED the port writes what was stored from the data cache to the RAM, in this order among others. */
#elif !PLOG_CACHED && !defined(plog_clean)
#define plog_clean(from, to) ((void)(from), (void)(to))
#endif

#ifndef PLOG_KEEP
#define PLOG_KEEP 0
#endif

#define PLOG_PER_CORE (PLOG_RINGS / PLOG_CORES) /* rings */

/* Of the core that runs this, the ring with that number: 0, or PLOG_KEEP. With the lock held, or the core could be another one soon. */
#define plog_here(ring) (plog_core() * PLOG_PER_CORE + (ring))

#if PLOG_HOSTED || PLOG_CORES == 1
#define plog_reaches(ring) true /* whether this core may read the ring out */
#else
#define plog_reaches(ring) ((ring) / PLOG_PER_CORE == plog_core())
#endif

/* Holds off those who write to the ring. A microcontroller's core holds off its own interrupts, and reaches no other's rings. */
#ifdef PLOG_LOCKS_CORES
#define plog_lock_ring(ring) plog_lock_of((ring) / PLOG_PER_CORE)
#else
#define plog_lock_ring(ring) plog_lock()
#endif

#ifndef PLOG_SYSTEM
#define PLOG_SYSTEM 0 /* 1: the port knows the operating system: plog_hosted.c has what uses it */
#endif

#ifndef PLOG_NARROW
#define PLOG_NARROW 0 /* 1: the committing store is a byte, for the narrow layout of docs/FORMAT.md */
#endif

#ifndef PLOG_CHECK
#define PLOG_CHECK 0
#endif

#ifndef PLOG_PARITY
#define PLOG_PARITY 0u
#endif
#define PLOG_BLOCK_END (PLOG_BLOCK_SIZE - PLOG_PARITY) /* where records end at most */

PLOG_INLINE plog_clock_t plog_now(void)
{
#if PLOG_CLOCK == PLOG_CLOCK_CYCLES
    return plog_cycles();
#elif PLOG_CLOCK == PLOG_CLOCK_NS
    return plog_ns();
#elif PLOG_CLOCK == PLOG_CLOCK_TICK
    return plog_ticks;
#elif PLOG_CLOCK == PLOG_CLOCK_USER
    return plog_user_clock();
#else
    return 0;
#endif
}

/* A block, as docs/FORMAT.md section 2 has it. */
typedef struct {
    plog_used used; /* committed end */
#if PLOG_COUNT
    plog_used records; /* records in the block; one store moves it together with used */
#else
    plog_used read; /* released end */
#endif
    uint16_t check;
    uint16_t boot;
    uint32_t word; /* bits 0-3 lap, 4-7 boots appended, 8-31 schema */
    uint32_t time;
    uint32_t lost;
#if PLOG_COUNT
    uint32_t first;
    plog_used read;
    plog_used released; /* records that lie wholly before read, as far as is known; one store moves it together with read */
    uint32_t lost_records;
#endif
} plog_header;

typedef union {
    plog_header header;
    uint8_t bytes[PLOG_BLOCK_SIZE];
    uint32_t words[PLOG_BLOCK_SIZE / 4];
} plog_block;

/* A message's id, as it is handed on: a core of 8 bits has none to spare. */
#if PLOG_NARROW && PLOG_LAST_ID < 128
typedef uint8_t plog_id;
#else
typedef unsigned plog_id;
#endif

/* The most bytes that a record can have. */
#if PLOG_NARROW
typedef uint8_t plog_room;
#else
typedef unsigned plog_room;
#endif

#define PLOG_HEADER_SIZE ((unsigned)sizeof(plog_header))
#define PLOG_REPLACED (1u << (8 * sizeof(plog_used) - 1)) /* top bit of used */
#define PLOG_SEALED (PLOG_PARITY > 0 ? 0x4000u : 0u)      /* the bit below: the parity is there */

/* The committed end of a block that may be sealed. */
PLOG_INLINE plog_used plog_used_of(const plog_header *block)
{
    return (plog_used)(block->used & ~PLOG_SEALED);
}

/* 1: with "optimize size" what the lock was is kept in the state, where a record's end finds it beside the open block. Not with more rings, as the end is
   not told which it is; nor on a core of 8 bits, which needs no address in a register; nor where a child that is forked in the middle of a record
   gets a new state. */
#define PLOG_HELD_IN_STATE (PLOG_SMALL && PLOG_LOCK != PLOG_LOCK_NONE && PLOG_RINGS == 1 && !PLOG_NARROW && !PLOG_HOSTED)

/* What the writer keeps in ordinary RAM. All of it is rebuilt from the blocks at boot. */
typedef struct {
    plog_header *open;   /* the header of the block being filled, or what stands in its place: a plog_closed */
    plog_clock_t last;   /* clock at the last record */
    plog_clock_t origin; /* clock when the last unit of `time` was complete; at boot there were none */
    uint32_t time;       /* as a header has it: whole units of 2^PLOG_CLOCK_SHIFT ticks since boot, up to when the clock was last looked at */
#if PLOG_DROP
    uint16_t boot;       /* the boot that runs; no block tells it while it has found no room */
#endif
#if PLOG_HELD_IN_STATE
    plog_mask held;      /* what the lock was before the record that is being written */
#endif
} plog_state;

#define PLOG_TIME_UNKNOWN 0xFFFFFFFFu /* a header's time that is not known */
#define PLOG_FOLLOWED 1u /* the lowest bit of a header's time: no wrap of the clock was missed; the units stand above it */
#if PLOG_CLOCK != PLOG_CLOCK_NONE && PLOG_CLOCK_BITS == 64
#define PLOG_TIME_AT_BOOT PLOG_FOLLOWED
#else
#define PLOG_TIME_AT_BOOT 0u
#endif

/* Stands in the place of the open block while there is none. It has no room, so that a record comes to plog_make_room(), which calls resume().
   What it shares with a header is the first field: nobody looks at the rest. */
typedef struct {
    plog_used used; /* PLOG_NO_ROOM */
    plog_status (*resume)(plog_cause cause, unsigned ring); /* the cause is the boot's, if that is still to be logged */
} plog_closed;

#define PLOG_NO_ROOM PLOG_REPLACED /* no open block has that bit */

/* Before the first record, and before plog_init(): logs the boot. */
static plog_status plog_start(plog_cause cause, unsigned ring);
static const plog_closed plog_not_started = { PLOG_NO_ROOM, plog_start };

#define PLOG_NOT_STARTED ((plog_header *)(uintptr_t)&plog_not_started)
#if PLOG_DROP && PLOG_HELD_IN_STATE
#define PLOG_CLOSED { PLOG_NOT_STARTED, 0, 0, 0, 0, 0 }
#elif PLOG_DROP || PLOG_HELD_IN_STATE
#define PLOG_CLOSED { PLOG_NOT_STARTED, 0, 0, 0, 0 }
#else
#define PLOG_CLOSED { PLOG_NOT_STARTED, 0, 0, 0 }
#endif

/* With one ring, the compiler need not find out that there is no other. */
#define PLOG_RING(ring) (PLOG_RINGS > 1 ? (ring) : 0u)

static plog_state plog_states[PLOG_RINGS] = PLOG_STATES;

PLOG_INLINE plog_state *plog_state_of(unsigned ring)
{
    plog_state *state = &plog_states[PLOG_RING(ring)];

#if PLOG_SMALL && !PLOG_NARROW
    __asm__("" : "+r"(state)); /* what is behind a pointer takes shorter instructions than what has an address */
#endif
    return state;
}

#ifndef PLOG_LOCK_REFUSES
#define PLOG_LOCK_REFUSES 0 /* 1: plog_lock() may return false, and then the record is dropped */
#endif

/* 1: a record may be dropped for want of room. */
#define PLOG_MAY_DROP (PLOG_DROP || PLOG_HOSTED || PLOG_CORES > 1)

/* Opens the next block, or the whole ring if nobody has. Call without the lock. False if the record must be dropped; it is counted. */
PLOG_RARE bool plog_open_next(unsigned ring, plog_room size);

/* A port may have a call that keeps the registers which functions may change, so that a log function need not save those that it uses. */
#ifndef plog_call_rare
#define plog_call_rare(function, ring, size) function(ring, size)
#endif

/* Makes room for a record of at most size bytes, in the same way. */
PLOG_INLINE bool plog_make_room(unsigned ring, plog_room size)
{
    return plog_call_rare(plog_open_next, ring, size) || !PLOG_MAY_DROP;
}

/* Moves the committed end, and the number of records before it, in one store. */
PLOG_INLINE void plog_set_used(plog_header *block, uint32_t used, uint32_t records)
{
#if PLOG_COUNT
    used |= records << 16;
    __builtin_memcpy(__builtin_assume_aligned(block, 4), &used, 4);
#else
    (void)records;
    block->used = (plog_used)used;
#endif
    plog_clean(block, &block->check);
    plog_barrier();
}

/* The committing store: everything up to end is in memory when it is. records counts those of the spec in the block. */
PLOG_INLINE void plog_set_end(plog_header *block, const uint8_t *end, uint32_t records)
{
    plog_clean((const uint8_t *)block + block->used, end);
    plog_barrier();
#if PLOG_NARROW
    plog_set_used(block, (plog_used)((plog_used)(uintptr_t)end - (plog_used)(uintptr_t)block), records);
#else
    plog_set_used(block, (uint32_t)(end - (const uint8_t *)block), records);
#endif
}

#if PLOG_COUNT
#define PLOG_RECORDS(block) ((block)->records)
#define PLOG_RELEASED(block) ((block)->released)
#else
#define PLOG_RECORDS(block) 0u
#define PLOG_RELEASED(block) 0u
#endif

#include "plog_record.h"

#endif
