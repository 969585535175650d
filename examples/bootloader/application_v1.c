/*
 * The first version crashes before it drained anything.
 */
#include "application_v1.h"
#include "drain.h"

/* A device that isn't there. */
#define RADIO REGISTER(0x60000000u)

void SysTick_Handler(void) {}

void HardFault_Handler(void)
{
    log_crashed((uint32_t)&RADIO);
    plog_going_down(PLOG_CAUSE_FAULT);
    APPLICATION_CRASHES++;
    board_reset();
}

int main(void)
{
    plog_init(PLOG_CAUSE_SOFTWARE);
    log_running();
    (void)RADIO;
    return 0;
}
