/* What the application asks of a board, and a board of the application. */
#ifndef BOARD_OF_ELF_H
#define BOARD_OF_ELF_H

#include <stdint.h>

/* In so many of the timer's ticks, the log's handler of a watchdog's warning interrupts what runs then. */
void board_start_timer(uint32_t ticks);

/* An interrupt that is more urgent than the timer's, at once. */
void board_interrupt(void);

/* Cortex-M: a function on another stack, by PSP. */
void board_on_task_stack(void (*function)(void));

/* In app.c, or cases.c, where the timer and that interrupt call other functions. */
int main(void);
void in_interrupt(void);
void in_nested_interrupt(void);

#endif
