/* Xtensa: kinds of exceptions. Source: Xtensa ISA Reference Manual (RD-2010.5), table 4-64. */
#include "board.h"
#include "kinds.h"

void board_provoke(uint32_t kind)
{
    static volatile uint32_t words[2];

    if (kind == SYSCALL)
        __asm__ volatile("syscall");
    else
        __asm__ volatile("l32i a2, %0, 0" : : "a"((uintptr_t)words + 1u) : "a2");
}
