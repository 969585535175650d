/* What a board and a firmware ask of each other. */
#ifndef BOARD_OF_SWEEP_H
#define BOARD_OF_SWEEP_H

/* Of the board: from now on an interrupt calls board_interrupt(). */
void board_start_interrupts(void);

/* Starts the program again, as a reset does. */
void board_restart(void);

/* Of the firmware. */
int main(void);
void board_interrupt(void);

#endif
