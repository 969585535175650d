/*
 * simulate FIRMWARE OPTION,OPTION,...: resets a firmware for the ATmega328P after every instruction; states.h has the options, and besides end=ADDRESS, the instruction
 * at which a run is over.
 */
#include <string.h>

#include "avr_machine.h"
#include "states.h"

int main(int argc, char **argv)
{
    uint64_t end = 0;
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
    avr_machine_start(argv[1]);
    sweep_begin();
    for (;;) {
        avr_machine_step(sweep_stored);
        sweep_executed++;
        if (avr_machine_at() == end && !sweep_ended())
            return 0;
    }
}
