/*
 * The application that crashes: boot 1 comes to the scenario through functions inside one another, and crashes there. Boot 2
 * finds the record and drains it to the host.
 */
#include "crash.c"

#include "board.h"
#include "kinds.h"
#include "scenarios.h"
#include "semihosting.h"

#define CRASHED 0x64656164u
#define INNER __attribute__((noinline, noclone)) static

/* Kept over a reset: CRASHED from the first boot on; and what to do, from the emulator. */
static uint32_t history __attribute__((section(".noinit")));
volatile uint32_t scenario __attribute__((section(".noinit")));

static volatile uint32_t sink;  /* what is added after a call keeps it from being a jump */
#if !defined(__XTENSA__)
static volatile float load;     /* a core with an FPU puts its registers on the stack, too */
#endif
static volatile bool clock_fails;
static volatile bool clock_crashes;

/* What a handler of the application's knows of a crash here: nothing. */
static void crash_again(void)
{
#if defined(__arm__)
    plog_crash(NULL, 0u);
#elif defined(__riscv)
    static const uintptr_t registers[25];

    plog_crash(registers, 0u);
#endif
}

__typeof__(plog_user_clock()) plog_user_clock(void)
{
    static plog_clock_t now;

    if (clock_fails)
        board_undefined();
    if (clock_crashes)
        crash_again();
    return now += 10u;
}

/* Nothing on the stack: its caller is known by the register alone. */
INNER void leaf(void)
{
    board_undefined();
}

/* Spoils the return addresses of all that lies within so many words of the stack. */
INNER void smash(unsigned words)
{
    volatile uintptr_t *word = (volatile uintptr_t *)__builtin_frame_address(0);

    while (words-- > 0)
        *word++ = NOTHING_THERE + 1u;
    sink++;
}

INNER uint32_t recurse(uint32_t depth)
{
    volatile uint32_t frame[8] = {depth};

    if (depth == UINT32_MAX)
        return 0u;
    return recurse(depth + 1u) + frame[depth % 8u];
}

/* All that the log keeps in ordinary RAM. */
static void trample(void)
{
    __builtin_memset(plog_states, 0xA5, sizeof plog_states);
}

/* Until no record of a reset fits. */
static void fill_block(void)
{
    plog_header *block = plog_states[0].open;

    while (block->used <= PLOG_BLOCK_END - PLOG_RESET_SIZE)
        plog_set_end(block, plog_put_reset((uint8_t *)block + block->used, block, PLOG_CAUSE_PIN), 0u);
}

void app_interrupt(void)
{
    board_undefined();
    sink++;
}

static void call(uintptr_t address)
{
    void (*volatile function)(void) = (void (*)(void))address;

    function();
}

/* Its call is its last instruction: were it a jump, this function would not be seen. */
INNER void give_up(void)
{
    log_gave_up();
}

INNER void innermost(void)
{
    switch (scenario) {
    case BAD_POINTER: sink = *(volatile uint32_t *)NOTHING_THERE; break;
    case NULL_CALL: call(0u); break;
    case WILD_CALL: call(NOTHING_THERE + 1u); break;
    case LEAF: leaf(); break;
    case IN_INTERRUPT: board_interrupt(); break;
    case SMASHED: smash(SMASHED_WORDS); break;
    case BAD_SP: board_bad_sp(); break;
    case OVERFLOW: sink = recurse(0); break;
    case ASKED: plog_backtrace(); log_went_on(); break;
    case PANIC: plog_panic("the innermost panics"); break;
    case ASSERT: plog_assert(sink == 12345u); break;
    case TRAMPLED: trample(); board_undefined(); break;
    case TWICE: clock_fails = true; board_undefined(); break;
    case TWICE_FULL: fill_block(); clock_fails = true; board_undefined(); break;
    case TWICE_EARLY: clock_fails = true; board_undefined(); break;
    case CALLED_TWICE: clock_crashes = true; board_own_handler(); break;
    case WATCHDOG: board_watchdog(); break;
    case IN_LOG: log_named((const char *)NOTHING_THERE); break;
#if defined(__arm__)
    case NESTED: board_nested(); break;
#endif
    case OWN_HANDLER: board_own_handler(); break;
    case FATAL: give_up(); break;
    default:
        if (scenario >= MPU_DATA)
            board_provoke(scenario);
        board_undefined();
    }
    sink++;
}

INNER void middle(uint32_t count)
{
    volatile uint32_t locals[6] = {count};

#if !defined(__XTENSA__) /* its floats are in the ROM of a chip */
    load = load * 1.5f + (float)count;
#endif
    innermost();
    sink += locals[count % 4u];
}

INNER void outer(uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        middle(i);
        sink += i;
    }
}

INNER void workload(void)
{
    outer(sink + 1u);
    sink++;
}

/* A plog_sink. */
static bool to_file(void *user, const void *bytes, size_t length)
{
    return semihosting_write(*(const int32_t *)user, bytes, length);
}

static void drain(void)
{
    int32_t file = semihosting_create("crash.bin");

    if (file < 0)
        semihosting_exit(1u);
    plog_drain(to_file, &file, SIZE_MAX);
    semihosting_close(file);
    semihosting_exit(0u);
}

int main(void)
{
    bool again = history == CRASHED;

    history = CRASHED;
    board_start();
    if ((scenario == EARLY || scenario == TWICE_EARLY) && !again)
        workload();
    plog_init(PLOG_CAUSE_UNKNOWN);
    if (again)
        drain();
    log_ready(scenario);
#if defined(__arm__)
    if (scenario == TASK)
        board_on_task_stack(workload);
#endif
    workload();
    plog_reset();
}
