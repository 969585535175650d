/*
 * The two Cortex-M33 of mps2-an521. The first one's start-up is the motor's.
 * Sources: Arm CoreLink SSE-200 Subsystem for Embedded (101104): CPU_IDENTITY, system control registers INITSVTOR1 and CPUWAIT.
 */
#include "../../examples/motor/board.h"
#include "cores.h"
#include "semihosting.h"
#include "two_cores.h"

#define CPU_ID     REGISTER(0x5001F000u)
#define INITSVTOR1 REGISTER(0x50021114u)
#define CPUWAIT    REGISTER(0x50021118u)

uint32_t plog_user_core(void)
{
    return CPU_ID;
}

void SysTick_Handler(void)
{
}

void HardFault_Handler(void)
{
    semihosting_exit(1u);
}

static uint32_t second_stack[256];

static const struct {
    uint32_t *stack;
    void (*handlers[15])(void);
} second_vectors __attribute__((aligned(128))) = {
    &second_stack[256], { second_main, HardFault_Handler, HardFault_Handler }
};

void board_start_second(void)
{
    INITSVTOR1 = (uint32_t)&second_vectors;
    CPUWAIT = 0u;
}

void board_reset_both(void)
{
    board_reset();
    for (;;) {
        /* the reset takes some cycles */
    }
}
