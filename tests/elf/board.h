/* What the application asks of a board, and a board of the application. */
#ifndef BOARD_OF_ELF_H
#define BOARD_OF_ELF_H

#include <stdint.h>

/* In so many of the timer's ticks, the log's handler of a watchdog's warning interrupts what runs then. */
void board_start_timer(uint32_t ticks);

/* In app.c, or cases.c, where the timer calls another function. */
int main(void);
void in_interrupt(void);

#endif
