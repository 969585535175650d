/* An ATmega328P in libsimavr. Addresses of RAM are as avr-gcc has them, from 0x800000 on; machine.h works on it, too. */
#ifndef AVR_MACHINE_H
#define AVR_MACHINE_H

#include <stdint.h>

/* Power-on with this firmware. Ends the program if there is none. */
void avr_machine_start(const char *path);

/* Runs one instruction, and calls stored() for each byte of RAM that it has changed. */
void avr_machine_step(void (*stored)(uint64_t address));

/* Where the next instruction is, in flash. */
uint64_t avr_machine_at(void);

/* Raises the external interrupt INT0, if the firmware has enabled it. */
void avr_machine_interrupt(void);

#endif
