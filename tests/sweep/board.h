/* What a board's start-up calls. */
#ifndef BOARD_OF_SWEEP_H
#define BOARD_OF_SWEEP_H

int main(void);

#endif
