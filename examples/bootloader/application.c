/*
 * Crashes the first time, before it drained anything. The second time it ends well, and drains what is left.
 */
#include "drain.h"

/* A word that a reset leaves alone, as a backup register would be. */
#define CRASHES REGISTER(0x21000000u)

/* A device that isn't there. */
#define MISSING_DEVICE REGISTER(0x60000000u)

void SysTick_Handler(void) {}

void HardFault_Handler(void)
{
    log_app_crashed((uint32_t)&MISSING_DEVICE);
    plog_going_down(PLOG_CAUSE_FAULT);
    CRASHES++;
    board_reset();
}

int main(void)
{
    plog_init(PLOG_CAUSE_SOFTWARE);
    log_app_running();
    if (CRASHES == 0u)
        (void)MISSING_DEVICE;
    semihosting_exit(drain_to_host() ? 0u : 1u);
}
