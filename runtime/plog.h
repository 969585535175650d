/*
 * plog.h: the persistent log, for firmware and programs that use it.
 *
 * The log functions themselves (log_motor_fault() and the like) are in the header that plogen writes for your
 * spec; it includes this one. The functions here are the same for every project: starting the log, reading it
 * out, clearing it. They are compiled as a part of the .c that plogen writes, because that is where the sizes,
 * the lock and the clock are known: add that one file to your build, and this folder to the include path.
 *
 * Where a function may be called from:
 *   main       ordinary code, any thread
 *   interrupt  a handler that the spec's lock holds off (lock irq: every one but NMI and faults); others ask plog_may_log() first
 *   fault      a fault handler that will reset and not return
 *
 * Log functions may be called from all three. On a target with an operating system, a signal handler may call
 * them too: if it interrupted a log call of the same thread, its record is counted and dropped (plog.lost).
 *
 * Records logged before plog_init() are kept: on a microcontroller the first one starts the log itself, with an
 * unknown cause; on a hosted target they are counted, and the count is logged when the log starts.
 *
 * With "cores N" each core has rings of its own, and what it logs before plog_init() was called on one of them is counted. On a microcontroller,
 * plog_tick() and all functions that read, release or clear work on the rings of the core that calls them. docs/TARGETS.md, "Several cores".
 *
 * After fork() the parent logs on. The child's log is not started, wherever it was: what it logs is counted and dropped until
 * it starts a log of its own, in another file or memory. So call daemon() and the like before the log is started. In a child that was not made by
 * fork() (vfork(), _Fork(), a bare clone()), don't log before exec.
 *
 * The bytes are described in docs/FORMAT.md.
 */
#ifndef PLOG_H
#define PLOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A clock of yours is 64 bits wide on a 64-bit core and under an operating system, else 32. */
#if defined(__linux__) || UINTPTR_MAX > 0xFFFFFFFFu
#define PLOG_WIDE_CLOCK 1
#else
#define PLOG_WIDE_CLOCK 0
#endif

/* What the generated code is checked against, and the other way round. */
#define PLOG_RUNTIME 1

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    PLOG_OK = 0,
    PLOG_ALREADY,    /* the log has been started before; nothing was done */
    PLOG_MISALIGNED, /* the region does not start at a multiple of 4 */
    PLOG_TOO_SMALL,  /* the region is smaller than the spec's "buffer" */
    PLOG_TOO_LARGE,  /* the region is larger than the spec's "buffer": part of it would stand idle */
    PLOG_FULL,       /* a drop ring has no room for the boot record; the log works, and counts what it drops */
    PLOG_LAPPED,     /* the granted bytes were overwritten, or cleared, in the meantime */
    PLOG_RANGE,      /* more bytes released than granted */
    PLOG_BUSY,       /* another process has its log in this file or memory */
    PLOG_IO,         /* the file or memory can't be opened, sized or mapped: errno says why */
    PLOG_DEVICE      /* the path is a device: stores to a mapping of it would not reach the memory behind it */
} plog_status;

/* Why the machine started, as far as the firmware knows. Shown with the boot: "boot 7 (watchdog)". */
typedef enum {
    PLOG_CAUSE_UNKNOWN = 0,
    PLOG_CAUSE_POWER_ON,
    PLOG_CAUSE_PIN,
    PLOG_CAUSE_BROWN_OUT,
    PLOG_CAUSE_WATCHDOG,
    PLOG_CAUSE_SOFTWARE, /* a planned restart */
    PLOG_CAUSE_FAULT,
    PLOG_CAUSE_LOCKUP,
    PLOG_CAUSE_WAKE,     /* out of deep sleep */
    PLOG_CAUSE_PANIC
} plog_cause;

/* Levels for "filter runtime", most serious first. A module at PLOG_LEVEL_WARN logs fatal, error and warn. */
typedef enum {
    PLOG_LEVEL_FATAL = 0,
    PLOG_LEVEL_ERROR,
    PLOG_LEVEL_WARN,
    PLOG_LEVEL_INFO,
    PLOG_LEVEL_DEBUG,
    PLOG_LEVEL_TRACE
} plog_level;

/*
 * Starts the log: checks every block of the region, keeps those that are whole, and logs this boot behind the newest
 * record. Call once, from main, as early as the clock runs.
 *   cause   why the machine started, or PLOG_CAUSE_UNKNOWN
 * Returns PLOG_OK, PLOG_ALREADY, PLOG_MISALIGNED, or PLOG_FULL.
 * On a hosted target the ring lies in plain memory and is gone with the process; see plog_init_region() and those behind it.
 */
plog_status plog_init(plog_cause cause);

/* What a drained chunk is handed to. bytes is valid until it returns; length is 1 to 160. Returns false if it can't
   take them now: they stay in the ring and come again. */
typedef bool plog_sink(void *user, const void *bytes, size_t length);

/*
 * Hands the oldest records that were not drained yet to sink, as chunks that plogcat reads, and releases each chunk
 * when sink has taken it: a reset repeats at most one. One caller at a time; interrupts may log meanwhile. Main only.
 *   max     stop before more than this many bytes were handed over, SIZE_MAX for no limit; below 160 nothing may fit
 * Returns the number of bytes handed over; 0 when there is nothing left, sink took nothing, or max is too small.
 */
size_t plog_drain(plog_sink *sink, void *user, size_t max);

/* A line that takes bytes as it has room for them: a UART's buffer, a socket that doesn't block. Takes the first of length bytes (1 to 166) at
   `bytes`, as many as it can without waiting, and returns how many: 0 to length. What it did not take is offered again at the next call. */
typedef size_t plog_output(void *user, const void *bytes, size_t length);

/*
 * Moves at most max bytes of the oldest records that were not drained yet to a line, and returns at once; call it again and again, as from
 * the main loop or when the UART's buffer has drained. On the line stand frames with a check and a number (docs/FORMAT.md section 8), so that other
 * text may stand between them, and plogcat tells what was damaged or lost on the way. A frame goes on where it stopped at the call before. Its
 * records are released when all of it was taken: a reset repeats at most one frame, and plogcat shows its records once.
 * Takes 0.2 KB of RAM, unless it is not called and the link has --gc-sections. One caller at a time, and always with the same line; with "cores" on a
 * microcontroller one core only, for its own rings. Interrupts may log meanwhile. Main only.
 *   max     1 or more; SIZE_MAX for as much as the line takes
 * Returns the number of bytes moved; 0 when there is nothing left or the line took nothing.
 * plog_sinks.h has ready-made lines: SEGGER RTT, semihosting, ITM.
 */
size_t plog_poll(plog_output *output, void *user, size_t max);

/* A run of committed bytes in the ring that were not released yet: records, or the rest of one that was released in part. */
typedef struct {
    const uint8_t *bytes; /* in the ring itself; NULL if there are none */
    size_t length;        /* in bytes */
    const void *block;    /* private, as are those below */
    unsigned ring;
    uint32_t seen[8];
} plog_grant;

/*
 * Grants the oldest bytes that were not released yet, without copying. Never more than one block's, so call again until it
 * returns false. For those who frame the bytes themselves; plog_drain() does it all. One reader at a time. Main only.
 * With overwriting, a writer that laps the reader reuses the memory: copy, then let plog_release() tell.
 */
bool plog_read(plog_grant *grant);

/*
 * Releases the first length bytes of a grant (0 to grant->length) and moves the grant's begin behind them, so that it can be
 * released in parts. The place is kept in the ring and survives a reset. Main only.
 * Returns PLOG_OK, PLOG_RANGE, or PLOG_LAPPED: then nothing is released, and what was copied from the grant may be torn.
 */
plog_status plog_release(plog_grant *grant, size_t length);

/* Forgets every record, in RAM and for good. The boot's number and the time go on. Main only. */
void plog_clear(void);

/* Bytes (overwrite) or records (drop) that were lost before anyone drained them, from the ring's first day, modulo 2^32. Anywhere. */
uint32_t plog_lost(void);

/* Call at least twice in each wrap of the clock (32 bits at 72 MHz: 59 s; SysTick's 24 bits at 16 MHz: 1 s), from anywhere, best
   from a timer: it is what keeps times right after the first wrap. A few instructions. Does nothing where the clock is 64 bits wide or there is none. */
void plog_tick(void);

/*
 * For handlers that the lock does not hold off and that return: a Cortex-M's NMI; with lock basepri N, interrupts more urgent than N.
 * They may interrupt a record, and must ask before each record of theirs: if (plog_may_log()) log_...(). False if the lock is held: then
 * this one record is counted, and told (plog.lost) before the next one that may be logged from such a handler. There if you compile the generated .c with
 * -DPLOG_NMI=1; at no cost to the log functions.
 */
bool plog_may_log(void);

/* Logs that a reset follows and why. The next boot is shown with this cause if plog_init() is not told a better one. Anywhere. */
void plog_going_down(plog_cause cause);

/*
 * With "crash_loop N": the program runs well, so a crash from now on is the first of a row. Call it when the program has run for long
 * enough to say so. Anywhere.
 * A boot after a crash (watchdog, fault, lockup, panic: as plog_init() is told, or plog_going_down() or the crash itself has told) lengthens the row and
 * says so (plog.loop); any other boot ends it. From the Nth on, the block with the first crash of the row is kept: the ring overwrites the next oldest in its
 * place, until the row ends or that block was drained or cleared.
 */
void plog_healthy(void);

/*
 * With "backup N": copies the newest records, as many whole blocks as fit, to a second memory that outlives the ring: RTC memory, backup
 * SRAM, flash. With "keep" those that are kept, no others. Call it before deep sleep; plog_going_down() and every crash do it by themselves. It
 * holds the lock for as long as your plog_backup_write() takes. Anywhere.
 * There is one copy, written over the one before: a reset before it is whole leaves none, and if the ring is lost then, too, all is.
 * A boot that finds no ring takes them from there, once, and says so (plog.backup). It does not if the ring is still there, nor after any record
 * was drained or released, or plog_clear(), since: then they were seen.
 */
void plog_backup(void);

/*
 * Yours, with "backup N": that memory, in words of 32 bits.
 *   offset  in bytes from its start, a multiple of 4
 *   words   aligned to 4
 *   count   of words, 1 or more; offset + 4 * count is N at most
 * Called from plog_init() or the first record, whatever calls plog_backup(), and a fault handler, on its small stack: so no interrupt and no other task may
 * be needed. In flash, erase when 0xFFFF6C70 is written to offset 0; from then on until the next time each word is written once, but the
 * one at offset 0, of which bits are cleared.
 */
void plog_backup_read(uint32_t offset, uint32_t *words, uint32_t count);
void plog_backup_write(uint32_t offset, const uint32_t *words, uint32_t count);

/* Yours, if you compile the generated .c with -DPLOG_ON_DATA=1: called after each committed record, with the lock released, from wherever
   the record was logged. Keep it short (set a flag, post a semaphore). It must not log. */
void plog_on_data(void);

/* Yours, with "clock user": the time in ticks of the spec's frequency. Must be quick and callable from wherever you log. */
#if PLOG_WIDE_CLOCK
uint64_t plog_user_clock(void);
#else
uint32_t plog_user_clock(void);
#endif

/* Yours, with "clock tick": counted up by your tick interrupt. */
#if PLOG_WIDE_CLOCK
extern volatile uint64_t plog_ticks;
#else
extern volatile uint32_t plog_ticks;
#endif

/* Yours, with "lock user": hold off everyone else who logs, and let them in again with what the first returned. They may nest. */
uint32_t plog_user_lock(void);
void plog_user_unlock(uint32_t held);

/* Yours, with "cores N" on a Cortex-M: the number of the core that calls it, 0 to N - 1. Anywhere, so it must be quick: read a register. */
uint32_t plog_user_core(void);

/* Starts the log in memory of yours: size bytes, the spec's "buffer" exactly, aligned to 4, yours for as long as the process logs.
   Instead of plog_init(), on the targets linux and host. Main only. Returns as plog_init(), or PLOG_TOO_SMALL, PLOG_TOO_LARGE. */
plog_status plog_init_region(void *region, size_t size, plog_cause cause);

#if defined(__linux__)
/*
 * Starts the log in a file that is mapped into memory, so that it outlives the process. Creates it when it is missing, with the
 * spec's "buffer" as its size. Instead of plog_init(). Main only.
 * Returns as plog_init(), or PLOG_BUSY, PLOG_IO, PLOG_DEVICE, PLOG_TOO_SMALL, PLOG_TOO_LARGE (the file has another size); then the log is
 * not started.
 */
plog_status plog_init_file(const char *path, plog_cause cause);

/*
 * Starts the log in physical memory that the kernel was told to leave alone (memmap=64K$0x7100000), so that it outlives the kernel, too.
 * Maps it from /dev/mem, uncached, so it takes root, and a store takes longer than in a file. Instead of plog_init(). Main only.
 *   address  of the first byte, a multiple of 4; the spec's "buffer" is the size
 * Returns as plog_init(), or PLOG_BUSY, PLOG_IO; then the log is not started. errno is EPERM where the kernel knows the
 * memory as its own or a driver's (it is not reserved), or is locked down.
 *
 * A phram device (/dev/mtd0) over the same memory is for reading: it can't be mapped, and what is stored to a mapping of /dev/mtdblock0 or
 * /dev/pmem0 stays in the page cache. What else can be mapped (a device-DAX, a UIO) is mapped by you, for plog_init_region().
 */
plog_status plog_init_memory(uint64_t address, plog_cause cause);
#endif

#ifdef __cplusplus
}
#endif

#include "plog_crash.h"

#endif
