/*
 * plog_sinks.h: ready-made lines for plog_poll(), for Cortex-M and RISC-V. Each is one file of this folder to add to your build, and
 * costs nothing if you don't:
 *
 *   plog_rtt.c           plog_poll(plog_rtt, NULL, SIZE_MAX)                  to a debug probe that reads the RAM (SEGGER RTT)
 *   plog_semihosting.c   plog_poll(plog_semihosting, "motor.bin", SIZE_MAX)   to a file of the debugger's, or its console
 *   plog_itm.c           plog_poll(plog_itm, (void *)1, 64)                   to stimulus port 1 of the ITM, over SWO
 *
 * A UART takes a function of yours. This is one for a UART that holds a byte:
 *
 *   static size_t to_uart(void *user, const void *bytes, size_t length)
 *   {
 *       size_t taken;
 *
 *       (void)user;
 *       for (taken = 0; taken < length && !(UART->STATE & UART_FULL); taken++)
 *           UART->DATA = ((const uint8_t *)bytes)[taken];
 *       return taken;
 *   }
 *
 * Call plog_poll() with these from main, one of them at a time. What is in the ring stays there until the line has taken it.
 */
#ifndef PLOG_SINKS_H
#define PLOG_SINKS_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The up-buffer 0 of an RTT control block, called "plog". The probe's tools find the block by themselves, or at the symbol _SEGGER_RTT. Never waits. A
 * frame goes into the buffer whole or not at all, and counts as taken when the probe has read it: while no probe is there or it
 * is slow, all records but those of that frame stay in the ring, where the spec's buffer decides what becomes of them, and plog_lost() counts those that
 * were overwritten. Nothing is dropped between.
 * One frame goes each time the probe looks: 160 bytes, so with a probe that looks every 10 ms 16 KB a second.
 * Takes 220 bytes of RAM on a 32-bit core, which must not be cached write-back: the probe reads past the cache.
 * Where you use SEGGER's own RTT code besides, don't add this file, and hand plog_poll() a function that calls SEGGER_RTT_WriteSkipNoLock() for a
 * buffer of its own.
 */
size_t plog_rtt(void *user, const void *bytes, size_t length);

/*
 * Semihosting: the debugger, or an emulator, writes the file. The core stands still meanwhile, some milliseconds each time, and without a debugger it faults: not
 * for release builds.
 *   user   name of the file on the host, which is appended to; NULL for the debugger's console. A string that stays, the same each
 *          time; in C++ an array, `static char name[] = "motor.bin";`
 */
size_t plog_semihosting(void *user, const void *bytes, size_t length);

/*
 * A stimulus port of the Instrumentation Trace Macrocell, on Cortex-M3 and above. Takes nothing until the debugger has enabled ITM and port; from
 * then on, as much as the FIFO has room for. What a probe does not fetch from SWO is gone: the frames' numbers tell.
 *   user   the port's number, 0 to 31, as a pointer: (void *)1
 */
size_t plog_itm(void *user, const void *bytes, size_t length);

#ifdef __cplusplus
}
#endif

#endif
