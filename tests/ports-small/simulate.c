/*
 * simulate FIRMWARE DRAINED RAM [STEP]: runs an ATmega328P until it sleeps for good. RAM holds noise at power-on. What it sends by UART goes
 * to the file DRAINED, all of its RAM at the end to the file RAM. With STEP, it is reset after so many instructions; RAM is kept.
 */
#include <stdio.h>
#include <stdlib.h>

#include <simavr/avr_uart.h>

#include "../simavr.h"

#define RAM_START 0x100
#define MOST_STEPS 100000000ul

static void to_file(struct avr_irq_t *irq, uint32_t byte, void *file)
{
    (void)irq;
    putc((int)byte, file);
}

static FILE *create(const char *path)
{
    FILE *file = fopen(path, "wb");

    if (!file) {
        perror(path);
        exit(1);
    }
    return file;
}

static avr_t *power_on(const char *path)
{
    avr_t *avr = simavr_power_on(path);

    srand(328);
    for (unsigned i = RAM_START; i <= avr->ramend; i++)
        avr->data[i] = (uint8_t)(rand() >> 8);
    return avr;
}

int main(int argc, char **argv)
{
    unsigned long step = 0, reset_after = argc > 4 ? strtoul(argv[4], NULL, 0) : 0;
    uint32_t flags = 0;

    if (argc < 4)
        return 2;
    avr_t *avr = power_on(argv[1]);
    FILE *drained = create(argv[2]), *ram = create(argv[3]);
    avr_ioctl(avr, AVR_IOCTL_UART_GET_FLAGS('0'), &flags);
    flags &= ~(uint32_t)AVR_UART_FLAG_STDIO;
    avr_ioctl(avr, AVR_IOCTL_UART_SET_FLAGS('0'), &flags);
    avr_irq_register_notify(avr_io_getirq(avr, AVR_IOCTL_UART_GETIRQ('0'), UART_IRQ_OUTPUT), to_file, drained);

    while (avr->state != cpu_Done && avr->state != cpu_Crashed && step++ < MOST_STEPS) {
        if (step == reset_after)
            avr_reset(avr);
        avr_run(avr);
    }
    fwrite(avr->data + RAM_START, 1, avr->ramend + 1u - RAM_START, ram);
    if (fclose(drained) != 0 || fclose(ram) != 0 || avr->state != cpu_Done) {
        fprintf(stderr, "ended in state %d after %lu instructions\n", avr->state, step);
        return 1;
    }
    return 0;
}
