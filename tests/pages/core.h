/* As much of CMSIS's names as the pages use. */
#ifndef CORE_H
#define CORE_H

#include <stdint.h>

/* ARMv7-M Architecture Reference Manual, B3.5.4; ARMv8-M, D1.2 (MPU_TYPE and on). RASR stands where ARMv8-M has RLAR. */
struct mpu {
    uint32_t TYPE, CTRL, RNR, RBAR;
    union {
        uint32_t RASR, RLAR;
    };
    uint32_t aliases[7];
    uint32_t MAIR0, MAIR1;
};
#define MPU ((volatile struct mpu *)0xE000ED90u)

#define __DSB() __asm__ volatile("dsb" ::: "memory")
#define __ISB() __asm__ volatile("isb" ::: "memory")

#endif
