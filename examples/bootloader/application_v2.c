/*
 * The second version does without the radio, and drains what is left.
 */
#include "application_v2.h"
#include "drain.h"

void SysTick_Handler(void) {}

void HardFault_Handler(void)
{
    log_crashed(0u);
    plog_going_down(PLOG_CAUSE_FAULT);
    APPLICATION_CRASHES++;
    board_reset();
}

int main(void)
{
    plog_init(PLOG_CAUSE_SOFTWARE);
    log_missing(LOG_DEVICE_RADIO);
    log_running(1);
    semihosting_exit(drain_to_host() ? 0u : 1u);
}
