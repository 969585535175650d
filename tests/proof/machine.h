/* The compiler's own words, in those that the analyser knows; and the machine, which gives anything. */
#ifndef MACHINE_H
#define MACHINE_H

#include <__fc_builtin.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define __asm__(...) /* the decoder's table, and hints to the optimizer: no code */
#define __builtin_memcpy memcpy
#define __builtin_assume_aligned(pointer, to) (pointer)
#define __builtin_constant_p(value) 0
#define __builtin_unreachable() /*@ assert unreachable: \false; */ ((void)0)
#define volatile /* only keeps a loop from becoming a call of memset() */

static uint32_t any(void)
{
    return Frama_C_unsigned_long_interval(0, UINT32_MAX);
}

uint32_t plog_user_clock(void)
{
    return any();
}

#endif
