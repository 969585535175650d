/*
 * plog_crash.c: crash records and traces, docs/FORMAT.md section 10. Included at the end of plog.c with "backtrace N".
 *
 *   PLOG_BACKTRACE        most return addresses in a record
 *   PLOG_CRASH_PORT       the port's file for this, for #include
 *   PLOG_CRASH_REGISTERS  number of registers the table names
 *   PLOG_CRASH_SIZE       bytes of the largest record and of the one behind it
 *
 * A crash may have destroyed anything in RAM. So nothing that the program can write is used before it was checked, but the blocks, which
 * are checked one by one as at a boot.
 *
 * A port has:
 *   PLOG_REGISTERS               number of its registers
 *   PLOG_ALWAYS                  how many of them come with a trace that nothing crashed for
 *   plog_stack_pointer()         the stack pointer
 *   plog_stack_end(&sp)          where the stack's readable memory ends; moves sp to the first word that can be read
 *   plog_after_call(word)        whether the word is the address behind a call in the program's code
 *   plog_interrupted(...)        whether the word at an address of the stack is where an exception came
 *   plog_seize()                 holds everyone off for good
 *   plog_plain(word)             a word of the stack, without what the core adds to return addresses there; left out if it adds nothing
 */
#ifndef PLOG_RING_H
#error "plog_crash.c is compiled as a part of the .c that plogen writes: leave it out of your build, and add that file"
#endif

/* What a record tells, gathered by the port. */
typedef struct {
    uint8_t origin;             /* PLOG_ORIGIN_... */
    uint8_t cause;              /* of the reset that follows, or PLOG_CAUSE_UNKNOWN: none does */
    uint8_t count;              /* registers known, the first ones of the table's */
    const uintptr_t *registers;
    uintptr_t pc;               /* that which the registers have, or 0 */
    uintptr_t sp;
    uintptr_t text, place;      /* PLOG_ORIGIN_PANIC, PLOG_ORIGIN_ASSERT */
    uintptr_t frame;            /* these, and PLOG_ORIGIN_ASKED: the register that frames are addressed by, where sp was read */
} plog_trace;

enum { PLOG_ORIGIN_ASKED, PLOG_ORIGIN_FAULT, PLOG_ORIGIN_WATCHDOG, PLOG_ORIGIN_PANIC, PLOG_ORIGIN_ASSERT, PLOG_ORIGIN_SIGNAL };

/* Logs a crash and holds everyone off. */
static void plog_log_crash(const plog_trace *trace);

/* A second crash came from logging the first: its record is lost, but not that it came to this. */
static void plog_log_second(void);

#if !PLOG_HOSTED
/* Returns if this is the first crash since the reset. A second one comes from logging the first, or from plog_reset(): it is told, and resets. A
   watchdog's warning is none where all is told and plog_reset() waits for the watchdog. */
static void plog_crash_once(uint32_t origin);

/* The end of a handler: logs what it has found of the crash, and resets. */
__attribute__((noreturn)) static void plog_crashed(uint32_t origin, const uintptr_t *registers, unsigned count, uintptr_t pc, uintptr_t sp);
#endif

#include PLOG_CRASH_PORT

#ifndef plog_plain
#define plog_plain(word) (word)
#endif

#define PLOG_RESET_SIZE (4u + PLOG_CHECK)                     /* bytes of the record of the reset */
#define PLOG_PAIR_SIZE ((int)(10 + sizeof(uintptr_t) * 5 / 4)) /* of the largest pair: 15, or 20 */

PLOG_INLINE uint8_t *plog_put_address(uint8_t *at, uintptr_t value)
{
    return plog_put_raw(at, &value, sizeof value);
}

/* The difference of two addresses, zigzagged. */
static uint8_t *plog_put_difference(uint8_t *at, uintptr_t difference)
{
    uintptr_t sign = 0u - (difference >> (8 * sizeof difference - 1));

    difference = difference << 1 ^ sign;
    return sizeof difference == 4 ? plog_put_u32(at, (uint32_t)difference) : plog_put_u64(at, difference);
}

/* Where functions have a register for their frame, they save their caller's right below the return address: then the word there is an address of the
   stack. Returns how many words it is above `at`, or 0. */
static uint32_t plog_link_below(uintptr_t first, uintptr_t at, uintptr_t stop)
{
    uintptr_t word;

    if (at == first)
        return 0;
    word = *(const volatile uintptr_t *)(at - sizeof word);
    return word > at && word <= stop && word % sizeof word == 0 ? (uint32_t)((word - at) / sizeof word) : 0;
}

/* The words from sp to stop that may be return addresses, as many as there is room for. Their number comes first, so it is written last. */
static uint8_t *plog_put_pairs(uint8_t *at, const uint8_t *end, const plog_trace *trace, uintptr_t from, uintptr_t stop)
{
    uint8_t *next = at + 1;
    uintptr_t first = from;
    uintptr_t before = trace->sp;
    uintptr_t address = trace->pc;
    uint32_t pairs = 0;

    for (; stop - from >= sizeof from; from += sizeof from) {
        uintptr_t word = plog_plain(*(const volatile uintptr_t *)from);
        uint32_t link;

        if (!plog_after_call(word) && !plog_interrupted(trace, from, word))
            continue;
        if (pairs == 2 * PLOG_BACKTRACE || end - next <= PLOG_PAIR_SIZE) {
            pairs++;
            break;
        }
        link = plog_link_below(first, from, stop);
        next = plog_put_u32(next, (uint32_t)((from - before) / sizeof from) << 1 | (link != 0));
        if (link != 0)
            next = plog_put_u32(next, link);
        next = plog_put_difference(next, word - address);
        before = from + sizeof from;
        address = word;
        pairs += 2;
    }
    if (pairs >= 0x80) {
        uint8_t *last;

        for (last = next++; last > at; last--)
            *last = last[-1];
    }
    plog_put_u32(at, pairs);
    return next;
}

/* When it is, from the boot on and modulo what the clock counts to: the time of the record before may be that of one that the crash has kept from
   being committed. */
static uint8_t *plog_put_time(uint8_t *at, unsigned ring)
{
#if PLOG_CLOCK != PLOG_CLOCK_NONE
    plog_state *state = plog_state_of(plog_here(ring));

    plog_take_delta(state);
    return plog_put_ticks(at, (state->last - plog_kept.origin) & PLOG_CLOCK_MASK);
#else
    (void)ring;
    return at;
#endif
}

/* The record of the reset that follows, at the same time as the one before. */
static uint8_t *plog_put_reset(uint8_t *at, const plog_header *block, uint8_t cause)
{
    const uint8_t *start = at;

    *at++ = 0;
    *at++ = 2;
#if PLOG_CLOCK != PLOG_CLOCK_NONE
    *at++ = 0;
#endif
    *at++ = cause;
    return plog_put_own_sum(at, block, start);
}

/* Writes the record behind what is committed, and that of the reset. Returns their end. */
static uint8_t *plog_log_trace(const plog_trace *trace, unsigned ring, plog_header *block)
{
    uint8_t *start = (uint8_t *)block + block->used;
    const uint8_t *end = (uint8_t *)block + PLOG_BLOCK_END;
    uint8_t *at = start;
    uintptr_t from = trace->sp;
    uintptr_t stop = plog_stack_end(&from);
    bool told = trace->origin == PLOG_ORIGIN_PANIC || trace->origin == PLOG_ORIGIN_ASSERT;
    unsigned i;

    at[0] = 0;
    at[1] = 5;
    at = plog_put_time(at + 2, ring);
    at = plog_put_u8(at, trace->origin);
    at = plog_put_u8(at, trace->count);
    for (i = 0; i < trace->count; i++)
        at = plog_put_address(at, trace->registers[i]);
    if (told) {
        at = plog_put_address(at, trace->text);
        at = plog_put_address(at, trace->place);
    }
    if (told || trace->origin == PLOG_ORIGIN_ASKED)
        at = plog_put_address(at, trace->frame);
    at = plog_put_address(at, trace->sp);
    at = plog_put_u32(at, stop > from ? (uint32_t)(stop - trace->sp) : 0);
    at = plog_put_pairs(at, end - (PLOG_CHECK + PLOG_RESET_SIZE + PLOG_SPILL), trace, from, stop);
    at = plog_put_own_sum(at, block, start);
    return trace->cause == PLOG_CAUSE_UNKNOWN ? at : plog_put_reset(at, block, trace->cause);
}

/* Whether what the clock told when the boot was logged is still there. */
static bool plog_knows_boot(void)
{
    return plog_kept.origin == (plog_clock_t)~plog_kept.inverse;
}

/* Whether the ring has no block open, and so its state alone may tell the boot and the time. Of a state that may be destroyed. */
static bool plog_is_closed(const plog_state *state)
{
    return state->open == PLOG_NO_BLOCK || state->open == PLOG_SILENT;
}

/* The boot that runs. The crash may have come when only the first ring had logged it. */
static unsigned plog_boot_of_crash(unsigned ring, const plog_header *newest)
{
    const plog_header *first = PLOG_CORES == 1 && PLOG_RING(ring) != 0 ? plog_newest(0) : NULL;
#if PLOG_DROP
    const plog_state *state = &plog_states[first != NULL ? 0 : PLOG_RING(ring)];

    if (plog_is_closed(state))
        return state->boot;
#endif
    return plog_boot_of(first != NULL ? first : newest);
}

/* Makes the writer's state good for records of so many bytes, from the blocks. It is believed only if it agrees with them: else they go into
   a block of their own, which has its own time. Returns the block, or NULL if there is no room. */
static plog_header *plog_rebuild(unsigned size)
{
    unsigned ring = plog_here(PLOG_KEEP);
    plog_state *state = &plog_states[PLOG_RING(ring)];
    plog_header *newest = plog_newest(ring);
    plog_header *block;

#if PLOG_CORES > 1
    if (!plog_take_over(ring) || newest == NULL)
        return NULL; /* another core may be starting the log */
#endif
    if (newest == NULL || !plog_running()) {
        plog_states[0].open = PLOG_NOT_STARTED;
        plog_start(PLOG_CAUSE_UNKNOWN, 0);
        newest = plog_newest(ring);
    } else if (state->open != newest || !plog_knows_boot()) {
        if (!plog_knows_boot())
            plog_blind = true;
        if (!plog_is_closed(state)) {
            state->time = PLOG_TIME_AT_BOOT;
#if PLOG_DROP
            state->boot = (uint16_t)plog_boot_of(newest);
#endif
        }
        state->open = PLOG_NO_BLOCK;
    }
#if PLOG_CLOCK != PLOG_CLOCK_NONE
    state->origin = plog_kept.origin + ((plog_clock_t)(state->time >> 1) << PLOG_CLOCK_SHIFT); /* a crash between storing the one and the other */
#endif
    if (state->open->used <= PLOG_BLOCK_END - size)
        return state->open;
    if (newest == NULL)
        return NULL;
    block = plog_open(ring, newest, plog_boot_of_crash(ring, newest));
    if (block != NULL)
        state->open = block;
    else
        plog_drop(newest);
    return block;
}

#if !PLOG_HOSTED
/* In RAM, where anything may stand: only these count. */
static volatile uint32_t plog_crashes;
#define PLOG_CRASHED 0xC4A5F1E2u       /* it is being logged */
#define PLOG_CRASH_TOLD 0x5CE2961Bu    /* it is logged: the reset comes */
#define PLOG_CRASHED_TWICE 0x3B5A0E1Du
#endif

static void plog_log_crash(const plog_trace *trace)
{
    plog_header *block;

    plog_seize();
#if PLOG_HOSTED
    if (!plog_given)
        return;
#endif
    block = plog_rebuild(PLOG_CRASH_SIZE);
    if (block != NULL) {
        plog_set_end(block, plog_log_trace(trace, PLOG_KEEP, block), PLOG_RECORDS(block));
#if PLOG_PARITY
        plog_seal_open();
#endif
    }
    plog_loop_note((plog_cause)trace->cause);
#if PLOG_BACKUP
    plog_copy_out();
#endif
#if !PLOG_HOSTED
    plog_crashes = PLOG_CRASH_TOLD;
#endif
}

/* From the blocks once more, without the clock. */
static void plog_log_second(void)
{
    plog_header *block;

#if PLOG_HOSTED
    if (!plog_given)
        return;
#endif
    plog_loop_note(PLOG_CAUSE_LOCKUP);
    plog_blind = true;
    block = plog_rebuild(PLOG_RESET_SIZE);
    if (block != NULL)
        plog_set_end(block, plog_put_reset((uint8_t *)block + block->used, block, PLOG_CAUSE_LOCKUP), PLOG_RECORDS(block));
}

#if !PLOG_HOSTED
static void plog_crash_once(uint32_t origin)
{
    uint32_t before = plog_crashes;

    if (before == PLOG_CRASHED_TWICE || (before == PLOG_CRASH_TOLD && origin == PLOG_ORIGIN_WATCHDOG))
        plog_reset();
    if (before == PLOG_CRASHED || before == PLOG_CRASH_TOLD) {
        plog_crashes = PLOG_CRASHED_TWICE;
        plog_log_second();
        plog_reset();
    }
    plog_crashes = PLOG_CRASHED;
}

static void plog_crashed(uint32_t origin, const uintptr_t *registers, unsigned count, uintptr_t pc, uintptr_t sp)
{
    plog_cause cause = origin == PLOG_ORIGIN_WATCHDOG ? PLOG_CAUSE_WATCHDOG : PLOG_CAUSE_FAULT;
    plog_trace trace = { (uint8_t)origin, (uint8_t)cause, (uint8_t)count, registers, pc, sp, 0, 0, 0 };

    plog_log_crash(&trace);
    plog_reset();
}
#endif

/* What the register has that the function's frame is addressed by, which it is in one that asks for it. */
#define plog_frame() ((uintptr_t)__builtin_frame_address(0))

__attribute__((noinline)) void plog_backtrace(void)
{
    plog_trace trace = { PLOG_ORIGIN_ASKED, PLOG_CAUSE_UNKNOWN, PLOG_ALWAYS, plog_always(), 0, plog_stack_pointer(), 0, 0, plog_frame() };
    plog_claimed in;
    uint8_t *at;

    do
        at = plog_claim(0, PLOG_CRASH_SIZE, &in);
    while (!at && plog_make_room(0, PLOG_CRASH_SIZE));
    if (!at)
        return;
    plog_finish(in.block, plog_log_trace(&trace, 0, in.block), PLOG_RECORDS(in.block), in.mask);
}

__attribute__((noreturn)) static void plog_end_here(uint8_t origin, const char *text, const void *place, uintptr_t sp, uintptr_t frame)
{
    plog_trace trace = { origin, PLOG_CAUSE_PANIC, PLOG_ALWAYS, plog_always(), 0, sp, (uintptr_t)text, (uintptr_t)place, frame };

    plog_log_crash(&trace);
    plog_reset();
}

__attribute__((noinline)) void plog_panic(const char *text)
{
    plog_end_here(PLOG_ORIGIN_PANIC, text, __builtin_return_address(0), plog_stack_pointer(), plog_frame());
}

__attribute__((noinline)) void plog_assert_failed(const char *text)
{
    plog_end_here(PLOG_ORIGIN_ASSERT, text, __builtin_return_address(0), plog_stack_pointer(), plog_frame());
}
