/* What the application asks of a board, and a board of the application. */
#ifndef BOARD_OF_CRASH_H
#define BOARD_OF_CRASH_H

#include <stdint.h>

/* An address that the boards notice, but for reads on the M0's. */
#if defined(__arm__)
#define NOTHING_THERE 0xA0000000u
#else
#define NOTHING_THERE 0x18000000u
#endif

/* From the innermost function's stack pointer on, so many hold its return address, but none of those further out. */
#if defined(__XTENSA__)
#define SMASHED_WORDS 12
#else
#define SMASHED_WORDS 10
#endif

/* Before anything else. */
void board_start(void);

/* app_interrupt() is called from an interrupt, now. */
void board_interrupt(void);

/* As board_interrupt(), from an interrupt that is less urgent. */
void board_nested(void);

/* An exception whose handler calls plog_crash(). */
void board_own_handler(void);

/* Calls the function on a stack of its own. It must not return. */
void board_on_task_stack(void (*function)(void));

/* The watchdog's warning comes, now. */
void board_watchdog(void);

/* A fault of the kind that kinds.h has, in ..._kinds.c. Cores without them just come back. */
void board_provoke(uint32_t kind);

/* Ends all use of the stack. */
void board_bad_sp(void);

#if defined(__arm__)
#define board_undefined() __asm__ volatile("udf #0")
#elif defined(__XTENSA__)
#define board_undefined() __asm__ volatile("ill")
#else
#define board_undefined() __asm__ volatile("unimp")
#endif

/* In app.c. */
int main(void);
void app_interrupt(void);

#endif
