/* The end of a function on Cortex-M, where compilers leave out unwind information for ARMv6-M. */
#ifndef EPILOGUE_H
#define EPILOGUE_H

#include "firmware.h"

struct epilogue {
    bool in_register;
    unsigned number;     /* of that register, in which the return address is already */
    uint64_t place;      /* else, where it stands, */
    uint64_t cfa;        /* and the stack pointer before the call; both from the stack pointer at pc */
};

/* Whether what follows from pc on only takes down the frame and returns, or jumps by a register that may be loaded already. */
bool epilogue_find(const struct firmware *f, uint64_t pc, struct epilogue *found);

#endif
