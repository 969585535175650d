/* Start-up of QEMU's virt board. */
#include <stdint.h>

#include "board.h"

extern uint32_t _sidata[], _sdata[], _edata[], _sbss[], _ebss[]; /* link.ld */

void board_main(void);
void sweep_end(void);

/* At the begin of memory, where the core starts. */
__asm__(".section .isr_vector, \"ax\"\n"
        ".global Reset_Handler\n"
        "Reset_Handler:\n"
        "    la sp, _estack\n"
        "    j board_main\n"
        ".text");

void board_main(void)
{
    const uint32_t *from = _sidata;

    for (uint32_t *to = _sdata; to < _edata; to++)
        *to = *from++;
    for (uint32_t *to = _sbss; to < _ebss; to++)
        *to = 0u;
    main();
}

__attribute__((noinline)) void sweep_end(void)
{
    for (;;)
        __asm__ volatile("nop");
}
