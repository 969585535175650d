/* interrupt_avr FIRMWARE OPTION,OPTION,...: interrupts a firmware for the ATmega328P; interruption.h has the options, and besides end=ADDRESS, the instruction at which
   a run is over. */
#include <stdlib.h>
#include <string.h>

#include "avr_machine.h"
#include "interruption.h"

void machine_interrupt(bool raised)
{
    if (raised)
        avr_machine_interrupt(); /* serving it takes it back */
}

int main(int argc, char **argv)
{
    uint64_t end = 0;
    char *option;

    if (argc != 3)
        return 2;
    for (option = strtok(argv[2], ","); option; option = strtok(NULL, ",")) {
        if (strncmp(option, "end=", 4) == 0)
            end = strtoull(option + 4, NULL, 0);
        else if (!interruption_option(option))
            return 2;
    }
    if (!interruption_ready())
        return 2;
    avr_machine_start(argv[1]);
    for (;;) {
        interruption_step(avr_machine_at());
        avr_machine_step(interruption_stored);
        if (avr_machine_at() == end)
            interruption_end();
    }
}
