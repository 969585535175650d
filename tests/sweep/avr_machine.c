#include "avr_machine.h"

#include <stdbool.h>
#include <string.h>

#include "../simavr.h"
#include "machine.h"

#define RAM 0x800000u
#define INT0 1u /* its vector: ATmega328P data sheet (DS40002061B), 12.4 */

#define START 0x100u  /* of RAM; data below are registers */
#define STRIDE 256u   /* bytes that are compared at once; RAM is a multiple */

static avr_t *avr;
static uint8_t known[4096]; /* RAM as it was behind the last store */

void machine_read(uint64_t address, void *bytes, uint64_t length)
{
    memcpy(bytes, avr->data + (address - RAM), length);
}

void machine_write(uint64_t address, void *bytes, uint64_t length)
{
    memcpy(avr->data + (address - RAM), bytes, length);
    memcpy(known + (address - RAM), bytes, length);
}

void machine_reset(void)
{
    avr_reset(avr);
}

void avr_machine_start(const char *path)
{
    avr = simavr_power_on(path);
}

uint64_t avr_machine_at(void)
{
    return avr->pc;
}

/* Whether the next instruction is a STD, ST, STS or PUSH (AVR Instruction Set Manual, DS40002198). Calls store, too, but to the stack only. */
static bool is_store(void)
{
    unsigned code = avr->flash[avr->pc] | (unsigned)avr->flash[avr->pc + 1] << 8;

    return (code & 0xD200u) == 0x8200u || (code & 0xFE00u) == 0x9200u;
}

void avr_machine_step(void (*stored)(uint64_t address))
{
    bool store = is_store();

    avr_run(avr);
    if (!store)
        return;
    for (unsigned i = START; i <= avr->ramend; i++) {
        if (i % STRIDE == 0 && memcmp(avr->data + i, known + i, STRIDE) == 0) {
            i += STRIDE - 1;
        } else if (avr->data[i] != known[i]) {
            known[i] = avr->data[i];
            stored(RAM + i);
        }
    }
}

void avr_machine_interrupt(void)
{
    for (unsigned i = 0; i < avr->interrupts.vector_count; i++)
        if (avr->interrupts.vector[i]->vector == INT0)
            avr_raise_interrupt(avr, avr->interrupts.vector[i]);
}
