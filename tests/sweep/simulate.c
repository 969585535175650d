/*
 * simulate FIRMWARE OPTION,OPTION,...: resets a firmware for the ATmega328P after every instruction; states.h has the options, and besides end=ADDRESS, the instruction
 * at which a run is over. Addresses of RAM are as avr-gcc has them, from 0x800000 on.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <simavr/sim_avr.h>
#include <simavr/sim_elf.h>

#include "states.h"

#define RAM 0x800000u

static avr_t *avr;
static uint64_t end;

void machine_read(uint64_t address, void *bytes, uint64_t length)
{
    memcpy(bytes, avr->data + (address - RAM), length);
}

void machine_write(uint64_t address, void *bytes, uint64_t length)
{
    memcpy(avr->data + (address - RAM), bytes, length);
}

void machine_reset(void)
{
    avr_reset(avr);
}

static void power_on(const char *path)
{
    elf_firmware_t firmware = { 0 };

    if (elf_read_firmware(path, &firmware) != 0)
        exit(1);
    avr = avr_make_mcu_by_name("atmega328p");
    if (!avr)
        exit(1);
    avr->log = LOG_ERROR;
    avr_init(avr);
    firmware.frequency = 16000000;
    avr_load_firmware(avr, &firmware);
}

/* Whether the next instruction is a STD, ST, STS or PUSH (AVR Instruction Set Manual, DS40002198). Calls store, too, but to the stack only. */
static bool is_store(void)
{
    unsigned code = avr->flash[avr->pc] | (unsigned)avr->flash[avr->pc + 1] << 8;

    return (code & 0xD200u) == 0x8200u || (code & 0xFE00u) == 0x9200u;
}

static void step(void)
{
    static uint8_t before[4096];
    const unsigned from = 0x100; /* RAM; data below are registers */
    bool store = is_store();

    if (store)
        memcpy(before, avr->data, avr->ramend + 1u);
    avr_run(avr);
    sweep_executed++;
    for (unsigned i = from; store && i <= avr->ramend; i++)
        if (avr->data[i] != before[i])
            sweep_stored(RAM + i);
}

int main(int argc, char **argv)
{
    char *option;

    if (argc != 3)
        return 2;
    for (option = strtok(argv[2], ","); option; option = strtok(NULL, ",")) {
        if (strncmp(option, "end=", 4) == 0)
            end = sweep_number(option);
        else if (!sweep_option(option))
            return 2;
    }
    if (!sweep_ready())
        return 2;
    power_on(argv[1]);
    sweep_begin();
    for (;;) {
        step();
        if (avr->pc == end && !sweep_ended())
            return 0;
    }
}
