/* Functions within one another, of every kind that compilers make frames for. */
#ifndef WORKLOAD_H
#define WORKLOAD_H

#include <stdint.h>

void workload(uint32_t seed);

#endif
