/*
 * Logs what DWT's cycle counter reads while it wraps, and drains by the ITM meanwhile.
 * Source: ARMv7-M Architecture Reference Manual (DDI 0403E), C1.6.5 DEMCR, C1.7 ITM.
 */
#include "../../examples/motor/board.h"

#include "coresight.h"
#include "plog_sinks.h"
#include "semihosting.h"

#define DEMCR      REGISTER(0xE000EDFCu)
#define DWT_CYCCNT REGISTER(0xE0001004u)
#define ITM_TER    REGISTER(0xE0000E00u)
#define ITM_TCR    REGISTER(0xE0000E80u)
#define ITM_LAR    REGISTER(0xE0000FB0u)

void SysTick_Handler(void)
{
}

void HardFault_Handler(void)
{
    semihosting_exit(1u);
}

/* What a debugger does, or the firmware that sets up the trace pins. */
static void start_itm(void)
{
    DEMCR |= 1u << 24;
    ITM_LAR = 0xC5ACCE55u;
    ITM_TCR = 1u;
    ITM_TER = 1u << 1;
}

static void wait(uint32_t loops)
{
    while (loops-- > 0)
        __asm__ volatile("");
}

int main(void)
{
    plog_init(PLOG_CAUSE_UNKNOWN);
    start_itm();
    for (uint32_t n = 0; n < 60u; n++) {
        log_beat(DWT_CYCCNT);
        wait(n * n * 50u);
        plog_tick();
        if (n % 4u == 3u)
            plog_poll(plog_itm, (void *)1, 40);
    }
    while (plog_poll(plog_itm, (void *)1, SIZE_MAX) > 0u) {
        /* until there is nothing left */
    }
    semihosting_exit(0u);
}
