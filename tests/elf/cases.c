/* Chains of which the end is known: the first boot comes to a crash, the second drains its record. CASE comes from run.sh. */
#include "board.h"
#include "plog.h"
#include "semihosting.h"

#define APART __attribute__((noinline, noclone)) static

#if defined(__arm__)
#define CRASH() __asm__ volatile("udf #0")
#else
#define CRASH() __asm__ volatile("unimp")
#endif

enum {
    LEAF, TAIL, ALLOCA, BEHIND_ALLOCA, INLINED, INTERRUPT, NESTED, FLOATS, TASK, IN_TASK, NULL_CALL, WILD_CALL, SMASHED, DEEP, NORETURN, TRACE
};

static uint32_t boots __attribute__((section(".noinit")));
static volatile uint32_t sink;

void in_interrupt(void);

APART void crash_in_leaf(void)
{
    CRASH();
}

/* Its last call is a jump: it is not on the stack any more. */
APART void jumps(void)
{
    sink++;
    crash_in_leaf();
}

/* Uses the registers that a frame is addressed by, so that they are saved. */
APART void uses_registers(uint32_t x)
{
    uint32_t a = x, b = sink, c = sink, d = sink, e = sink, f = sink, g = sink, h = sink;

    crash_in_leaf();
    sink = a + b * c + d * e + f * g + h;
    crash_in_leaf();
    sink = a ^ b ^ c ^ d ^ e ^ f ^ g ^ h;
}

APART void has_alloca(uint32_t size, void (*inner)(uint32_t))
{
    volatile uint8_t *room = (volatile uint8_t *)__builtin_alloca(size);

    room[0] = 1;
    inner(size);
    sink = room[0];
}

APART void crashes(uint32_t x)
{
    sink = x;
    crash_in_leaf();
    sink++;
}

__attribute__((always_inline)) static inline void is_inlined(void)
{
    crash_in_leaf();
    sink++;
}

APART void has_inlined(void)
{
    is_inlined();
    sink++;
}

/* Called by a timer's interrupt of the application's own. */
void in_interrupt(void)
{
    if (CASE == NESTED)
        board_interrupt();
    else
        crash_in_leaf();
    sink++;
}

/* Called by an interrupt that comes in the other's handler. */
void in_nested_interrupt(void)
{
    crash_in_leaf();
    sink++;
}

APART void call(uintptr_t address)
{
    void (*volatile function)(void) = (void (*)(void))address;

    function();
    sink++;
}

/* Spoils the return addresses of all that lies within so many words of the stack. */
APART void smash(unsigned words)
{
    volatile uintptr_t *word = (volatile uintptr_t *)__builtin_frame_address(0);

    while (words-- > 0)
        *word++ = 0xA0000001u;
    sink++;
}

APART void smashes(void)
{
    smash(10);
    sink++;
}

APART void calls_smashes(void)
{
    smashes();
    sink++;
}

APART void deep(uint32_t depth)
{
    if (depth == 0)
        crash_in_leaf();
    else
        deep(depth - 1u);
    sink++;
}

APART void returns(void)
{
    sink++;
}

/* Compilers don't save the link register in such a function: what it holds is the last call's. */
__attribute__((noinline, noclone, noreturn)) static void never_returns(void)
{
    returns();
    sink++;
    CRASH();
    for (;;)
        sink++;
}

APART void waits(void)
{
    while (sink != 12345u)
        sink++;
    for (;;)
        sink = 0;
}

#if defined(__arm__)
static volatile float load;

/* The interrupt's frame has the FPU's registers, too. */
APART void waits_with_floats(void)
{
    for (;;)
        load = load * 1.5f + 1.0f;
}
#endif

APART void run(void)
{
    switch (CASE) {
    case LEAF: crash_in_leaf(); break;
    case TAIL: jumps(); break;
    case ALLOCA: has_alloca(sink + 100u, crashes); break;
    case BEHIND_ALLOCA: has_alloca(sink + 100u, uses_registers); break;
    case INLINED: has_inlined(); break;
    case INTERRUPT: board_start_timer(100u); waits(); break;
    case NESTED: board_start_timer(100u); waits(); break;
#if defined(__arm__)
    case FLOATS: board_start_timer(100u); waits_with_floats(); break;
    case TASK: board_on_task_stack(has_inlined); break;
    case IN_TASK: board_start_timer(100u); board_on_task_stack(waits); break;
#endif
    case NULL_CALL: call(0u); break;
    case WILD_CALL: call(0xA0000001u); break;
    case SMASHED: calls_smashes(); break;
    case DEEP: deep(60u); break;
    case NORETURN: never_returns(); break;
    case TRACE: plog_backtrace(); sink++; plog_reset(); break;
    }
    sink++;
}

/* A plog_sink. */
static bool to_file(void *user, const void *bytes, size_t length)
{
    return semihosting_write(*(const int32_t *)user, bytes, length);
}

int main(void)
{
    int32_t file;

    plog_init(PLOG_CAUSE_UNKNOWN);
    if (boots++ == 0u)
        run();
    file = semihosting_create("samples.bin");
    plog_drain(to_file, &file, SIZE_MAX);
    semihosting_close(file);
    semihosting_exit(0u);
}
