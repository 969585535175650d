/* simulate FIRMWARE FILE: runs an ATmega1284P until it sleeps for good. What it sends by UART goes to the file. */
#include <stdio.h>
#include <stdlib.h>

#include <simavr/avr_uart.h>
#include <simavr/sim_avr.h>
#include <simavr/sim_elf.h>

#define MOST_STEPS 500000000ul

static void to_file(struct avr_irq_t *irq, uint32_t byte, void *file)
{
    (void)irq;
    putc((int)byte, file);
}

int main(int argc, char **argv)
{
    elf_firmware_t firmware = {0};
    avr_t *avr = avr_make_mcu_by_name("atmega1284p");
    FILE *file = argc == 3 ? fopen(argv[2], "wb") : NULL;
    uint32_t flags = 0;

    if (!avr || !file || elf_read_firmware(argv[1], &firmware) != 0)
        return 2;
    avr->log = LOG_ERROR;
    avr_init(avr);
    firmware.frequency = 16000000;
    avr_load_firmware(avr, &firmware);
    avr_ioctl(avr, AVR_IOCTL_UART_GET_FLAGS('0'), &flags);
    flags &= ~(uint32_t)AVR_UART_FLAG_STDIO;
    avr_ioctl(avr, AVR_IOCTL_UART_SET_FLAGS('0'), &flags);
    avr_irq_register_notify(avr_io_getirq(avr, AVR_IOCTL_UART_GETIRQ('0'), UART_IRQ_OUTPUT), to_file, file);
    for (unsigned long step = 0; avr->state != cpu_Done && avr->state != cpu_Crashed && step < MOST_STEPS; step++)
        avr_run(avr);
    return fclose(file) != 0 || avr->state != cpu_Done;
}
