/*
 * cycles FIRMWARE ADDRESS...: runs an ATmega328P in simavr until it sleeps for good. For each function at a byte ADDRESS, given in hexadecimal,
 * prints "cycles", and how many they are from its first instruction up to and with its return: of the first call, and of all on average.
 */
#include <stdio.h>
#include <stdlib.h>

#include "../simavr.h"

#define MOST_STEPS 100000000ul
#define MOST_FUNCTIONS 8
#define RETURN_ADDRESS 2 /* bytes on the stack */

struct function {
    avr_flashaddr_t address;
    unsigned stack;             /* its stack pointer after the return, while it runs; else 0 */
    avr_cycle_count_t entered, first, sum;
    unsigned long calls;
};

static unsigned stack_pointer(const avr_t *avr)
{
    return avr->data[R_SPL] | (unsigned)avr->data[R_SPH] << 8;
}

static void observe(const avr_t *avr, struct function *f)
{
    if (f->stack == 0 && avr->pc == f->address) {
        f->stack = stack_pointer(avr) + RETURN_ADDRESS;
        f->entered = avr->cycle;
    } else if (f->stack != 0 && stack_pointer(avr) == f->stack) {
        avr_cycle_count_t cycles = avr->cycle - f->entered;

        if (f->calls++ == 0)
            f->first = cycles;
        f->sum += cycles;
        f->stack = 0;
    }
}

int main(int count, char **arguments)
{
    static struct function functions[MOST_FUNCTIONS];
    int number = count - 2;

    if (number < 1 || number > MOST_FUNCTIONS)
        return 2;
    avr_t *avr = simavr_power_on(arguments[1]);
    for (int i = 0; i < number; i++)
        functions[i].address = (avr_flashaddr_t)strtoul(arguments[2 + i], NULL, 16);

    for (unsigned long step = 0; avr->state != cpu_Done && avr->state != cpu_Crashed && step < MOST_STEPS; step++) {
        avr_run(avr);
        for (int i = 0; i < number; i++)
            observe(avr, &functions[i]);
    }
    if (avr->state != cpu_Done)
        return 1;
    for (int i = 0; i < number; i++) {
        if (functions[i].calls == 0)
            return 1;
        printf("cycles %llu %.1f\n", (unsigned long long)functions[i].first, (double)functions[i].sum / (double)functions[i].calls);
    }
    return 0;
}
