/*
 * plog_crash.h: what the log keeps of a crash, and of any place in the program: registers, the cause, and the return addresses
 * found on the stack. Included by plog.h. The functions are there if the spec says "backtrace N"; without, they cost nothing and
 * a call of one does not link.
 *
 * Cortex-M: put plog_fault_handler into the vector table for HardFault, and MemManage, BusFault, UsageFault and SecureFault where
 * there are such; plog_watchdog_warning for the watchdog's early interrupt or NMI. If your vector table has the names of CMSIS,
 * compile the generated .c with -DPLOG_CMSIS_HANDLERS=1: then the five faults' handlers are this one. From a handler of your own
 * in C, call plog_crash(); from assembler jump to plog_fault_handler, or for a watchdog to plog_watchdog_warning, with the registers as
 * they came.
 * RISC-V: write plog_trap_handler's address to mtvec, or jump to it from your own for exceptions, with the registers as they came. From a handler
 * of your own in C, call plog_crash().
 * Xtensa: jump from the kernel's and the user's exception vector to plog_exception_handler, from the double exception vector to
 * plog_double_exception_handler, with the registers as they came. From a handler of your own in C, call plog_crash().
 * Linux: call plog_catch_signals() in main, when all other handlers are installed, and then once in each other thread. From a handler of your
 * own, call plog_crash() instead.
 *
 * Then the record is written, the next boot is shown with the cause "fault" or "panic", and plog_reset() is called.
 *
 * Messages of level fatal tell where they were called: an address in each record, a few instructions in each such log function.
 */
#ifndef PLOG_CRASH_H
#define PLOG_CRASH_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Logs where the program is and how it came there; the program goes on. Where log functions may be called from. It holds the lock while it
   searches the stack, some ten instructions a word, until it has found N addresses and knows if there is one more. */
void plog_backtrace(void);

/* The end of the program, by its own decision: logs the address of text, which lies in flash, and where it was called. Anywhere. */
__attribute__((noreturn)) void plog_panic(const char *text);

/* Panics unless the expression is true. It is evaluated once. Its text lies in flash; file and line do not: plogcat has them from the ELF. */
#define plog_assert(expression) ((expression) ? (void)0 : plog_assert_failed(#expression))
__attribute__((noreturn)) void plog_assert_failed(const char *text);

/* Of the functions that plogen writes for what is fatal. PLOG_CALL is inlined in its caller; plog_return_here() costs nothing, but has the
   compiler come back from the call before it, so that the address behind that is the caller's. */
#define PLOG_CALL static inline __attribute__((always_inline, artificial, unused))
#define plog_return_here() __asm__ volatile("")

/* How every crash ends: resets the machine (Cortex-M, by AIRCR), ends the process (Linux). Write your own to do it another way, and on
   RISC-V, where there is none for all machines: the log's own only waits there for the watchdog, whose warning is no
   second crash then. */
__attribute__((noreturn)) void plog_reset(void);

#if defined(__arm__)
/* Exception handlers: not to be called. */
void plog_fault_handler(void);
void plog_watchdog_warning(void);

/*
 * Logs a crash and resets, for fault handlers of your own; call it in them or from them.
 *   frame       what the core put on the stack: MSP or PSP as the handler found it
 *   exc_return  LR as the handler found it
 */
__attribute__((noreturn)) void plog_crash(const uint32_t *frame, uint32_t exc_return);
#elif defined(__riscv) && !(defined(__linux__) && __STDC_HOSTED__) /* a compiler for Linux serves a board, too, with -ffreestanding */
/* Trap vectors, aligned to 4, for exceptions and for a watchdog's interrupt: not to be called. */
void plog_trap_handler(void);
void plog_watchdog_warning(void);

/*
 * Logs a crash and resets, for handlers of your own that have saved the registers; call it from them.
 *   registers  mcause, mtval, mstatus, mepc, ra, a0 to a7, s0 to s11 of what was interrupted
 *   sp         its stack pointer
 */
__attribute__((noreturn)) void plog_crash(const uintptr_t registers[25], uintptr_t sp);
#elif defined(__XTENSA__)
/* Exception vectors' handlers: not to be called. */
void plog_exception_handler(void);
void plog_double_exception_handler(void);
void plog_watchdog_warning(void);

/*
 * Logs a crash and resets, for handlers of your own; call it from them.
 *   registers  EXCCAUSE, EXCVADDR, the address where it happened (EPC1), PS, a0, a2, a3, ... a15 of what was interrupted
 *   sp         its a1
 */
__attribute__((noreturn)) void plog_crash(const uint32_t registers[19], uint32_t sp);
#elif defined(__linux__)
/*
 * From now on SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT and SIGTRAP are logged, and then do what they did before: a handler that was installed is called, with
 * its mask and flags, and may end the process (by plog_going_down(PLOG_CAUSE_FAULT) the next boot knows why), jump, or return, and the log goes on with the program; without one the process ends as it would without the log. What was
 * ignored stays so: a signal that is sent is not logged then; a fault can't be ignored.
 * Once a process, from main, when all other handlers are installed: one that comes later takes the log's place, unless it calls it. A handler that returns to go
 * on, as a garbage collector's, is better installed later, and calls plog_crash() for what it does not know.
 * Then once in each thread, for a stack of its own: where sigaltstack() has none, or one with less than 8 KiB besides what the kernel puts there, 64 KiB are mapped
 * until the thread ends. A thread that has not called it is caught, too, unless its stack has overflowed.
 * Returns 0, or -1 with errno.
 */
int plog_catch_signals(void);

/*
 * Logs a crash, for a signal handler of your own, which was installed with SA_SIGINFO; call it there. It returns, and the log goes on; but the handler must not
 * return to a log function that the signal has interrupted. One that ends the process says so before: plog_going_down(PLOG_CAUSE_FAULT). A fault while it logs ends the process by that signal.
 *   signo, info, context  as the handler was given them
 */
void plog_crash(int signo, const void *info, const void *context);
#endif

#ifdef __cplusplus
}
#endif

#endif
