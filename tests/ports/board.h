/* What the application asks of a board, and a board of the application. */
#ifndef BOARD_OF_PORTS_H
#define BOARD_OF_PORTS_H

/* From now on app_interrupt() is called from an interrupt, again and again. */
void board_start_interrupts(void);

/* An instruction that does not exist: the core takes its fault handler, which calls app_fault(). */
void board_fault(void);

/* A warm reset: RAM keeps its contents. Does not return. */
void board_warm_reset(void);

/* In app.c. */
int main(void);
void app_interrupt(void);
void app_fault(void);

#endif
