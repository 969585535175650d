/* How the tests start an ATmega328P in simavr. */
#ifndef SIMAVR_H
#define SIMAVR_H

#include <stdlib.h>

#include <simavr/sim_avr.h>
#include <simavr/sim_elf.h>

/* Power-on with this firmware, at 16 MHz; RAM is zero. Ends the program if there is none. */
static inline avr_t *simavr_power_on(const char *path)
{
    elf_firmware_t firmware = { 0 };
    avr_t *avr = avr_make_mcu_by_name("atmega328p");

    if (!avr || elf_read_firmware(path, &firmware) != 0)
        exit(1);
    avr->log = LOG_ERROR;
    avr_init(avr);
    firmware.frequency = 16000000;
    avr_load_firmware(avr, &firmware);
    return avr;
}

#endif
