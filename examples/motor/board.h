/*
 * The board: Arm's MPS2 with the AN385 image (a Cortex-M3 at 25 MHz), which QEMU emulates as mps2-an385.
 * Sources: ARMv7-M Architecture Reference Manual (DDI 0403E), B3.2 and B3.3; Application Note AN385, FPGA system I/O.
 */
#ifndef BOARD_H
#define BOARD_H

#include <stdint.h>

#define BOARD_HZ 25000000u

#define REGISTER(address) (*(volatile uint32_t *)(address))

/* Counts every cycle of the 25 MHz clock from the reset on, through all 32 bits. */
#define FPGAIO_COUNTER REGISTER(0x40028018u)

#define SYSTICK_CONTROL REGISTER(0xE000E010u)
#define SYSTICK_RELOAD  REGISTER(0xE000E014u)
#define SYSTICK_VALUE   REGISTER(0xE000E018u)

#define SCB_AIRCR REGISTER(0xE000ED0Cu)

/* A SysTick interrupt every so many cycles, up to 2^24. */
static inline void board_start_systick(uint32_t cycles)
{
    SYSTICK_RELOAD = cycles - 1u;
    SYSTICK_VALUE = 0u;
    SYSTICK_CONTROL = 7u; /* enable, interrupt, processor clock */
}

/* Resets the core and the peripherals; RAM keeps its contents. Does not return. */
static inline void board_reset(void)
{
    __asm__ volatile("dsb" ::: "memory");
    SCB_AIRCR = 0x05FA0004u; /* VECTKEY, SYSRESETREQ */
    for (;;) {
        /* the reset takes some cycles */
    }
}

/* In main.c. */
int main(void);
void SysTick_Handler(void);
void HardFault_Handler(void);

#endif
