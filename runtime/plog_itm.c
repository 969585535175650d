/*
 * plog_itm.c: a line through a stimulus port of the ITM; plog_sinks.h is the manual.
 * Source: ARMv7-M Architecture Reference Manual (DDI 0403E), C1.7: stimulus ports, ITM_TER, ITM_TCR.
 */
#include "plog_sinks.h"

#include <stdint.h>

#ifndef PLOG_ITM
#if !defined(__ARM_ARCH_PROFILE) || __ARM_ARCH_PROFILE != 'M' || __ARM_ARCH_ISA_THUMB == 1
#error "plog_itm.c is for Cortex-M3 and above: leave it out of this build"
#endif
#define PLOG_ITM 0xE0000000u
#endif

#define REGISTER(offset) (*(volatile uint32_t *)(PLOG_ITM + (offset)))
#define ITM_TER REGISTER(0xE00u)
#define ITM_TCR REGISTER(0xE80u)
#define ITM_TCR_ITMENA 1u
#define STIMULUS_READY 1u /* what a port reads as while the FIFO has room */

size_t plog_itm(void *user, const void *bytes, size_t length)
{
    const uint8_t *from = (const uint8_t *)bytes;
    unsigned port = (unsigned)(uintptr_t)user & 31u;
    volatile uint32_t *stimulus = &REGISTER(4u * port);
    size_t taken = 0;
    uint32_t word;

    if ((ITM_TCR & ITM_TCR_ITMENA) == 0 || (ITM_TER >> port & 1u) == 0)
        return 0;
    while (taken < length && (*stimulus & STIMULUS_READY) != 0)
        if (length - taken >= sizeof word) { /* five bytes on the wire; a byte takes two */
            __builtin_memcpy(&word, from + taken, sizeof word);
            *stimulus = word;
            taken += sizeof word;
        } else {
            *(volatile uint8_t *)stimulus = from[taken++];
        }
    return taken;
}
