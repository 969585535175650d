/* What a board with two cores and its application ask of each other. */
#ifndef TWO_CORES_H
#define TWO_CORES_H

/* Of the board: the second core calls second_main(), which does not return; a warm reset of both. */
void board_start_second(void);
__attribute__((noreturn)) void board_reset_both(void);

/* Of the application. */
int main(void);
void second_main(void);

#endif
