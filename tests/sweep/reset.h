/* A reset of the core alone. */
#ifndef RESET_H
#define RESET_H

/*
 * Resets the core, and the interrupt controller of the device at this path if it has one (NULL: no device); all else stays, RAM with it, and the instructions
 * that QEMU has translated. A reset of the whole machine would load the firmware again, and each boot be translated anew, which takes 15 times as long.
 *
 * In a callback of an instruction; cpu_loop_exit_noexc() has to follow.
 */
void reset_core(const char *device);

#endif
