/*
 * Drains the log, then starts the application.
 */
#include "drain.h"

/* APPLICATION, where the application is linked to, comes from build.mk. */
#define APPLICATION_VERSION 3u
#define SCB_VTOR REGISTER(0xE000ED08u)

/* Neither has anything to do here. */
void SysTick_Handler(void) {}

void HardFault_Handler(void)
{
    board_reset();
}

/* An image begins with its stack's top and its reset handler. */
static void start(uint32_t image)
{
    const volatile uint32_t *vectors = (const volatile uint32_t *)image;
    uint32_t stack = vectors[0];
    uint32_t entry = vectors[1];

    SCB_VTOR = image;
    __asm__ volatile("msr msp, %0\n\tisb\n\tbx %1" : : "r"(stack), "r"(entry) : "memory");
}

int main(void)
{
    plog_init(PLOG_CAUSE_UNKNOWN);
    log_boot_image(APPLICATION_VERSION, APPLICATION);
    if (!drain_to_host())
        semihosting_exit(1u);
    start(APPLICATION);
    return 1;
}
