/* What a reading of the ring shows: of each boot an unbroken row of each writer's records. Of the ring's oldest boot the first ones may be overwritten. */
#ifndef ROWS_H
#define ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "../../decoder/event.h"
#include "marks.h"

extern uint64_t records, lost, wrong;

/* The file begins anew: there was no boot yet. */
void rows_restart(void);

/* Before a reading. in_use: the process was not killed yet. */
void rows_begin(bool in_use);

/* There was none to be read. */
void rows_no_ring(void);

/* Behind the reading after a kill, with the records of each writer that were logged. started: the log had started, for sure; else the ring need not
   tell of the boot unless there are records. */
void rows_check(const volatile uint32_t *told, bool started);

#endif
