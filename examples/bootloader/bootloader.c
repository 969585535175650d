/*
 * Drains the log, whoever wrote it, then starts the application: the first version, and once that has crashed, the second.
 */
#include "bootloader.h"
#include "drain.h"

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
    /* Where the applications are linked to; from build.mk. */
    static const uint32_t images[2] = {APPLICATION_V1, APPLICATION_V2};
    uint32_t version = APPLICATION_CRASHES == 0u ? 1u : 2u;

    plog_init(PLOG_CAUSE_UNKNOWN);
    log_image((uint16_t)version, images[version - 1u]);
    if (!drain_to_host())
        semihosting_exit(1u);
    start(images[version - 1u]);
    return 1;
}
