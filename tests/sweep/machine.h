/* What an emulator does for those that sweep a firmware in it. */
#ifndef MACHINE_H
#define MACHINE_H

#include <stdint.h>

void machine_read(uint64_t address, void *bytes, uint64_t length);
void machine_write(uint64_t address, void *bytes, uint64_t length);

/* RAM keeps its contents. */
void machine_reset(void);

#endif
