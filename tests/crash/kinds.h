/* Kinds of faults, for a board that has them; boards.sh knows them by number. Behind those of scenarios.h. */
#ifndef KINDS_H
#define KINDS_H

enum kind {
    /* Cortex-M with fault status registers */
    MPU_DATA = 100,   /* a store that the MPU forbids */
    MPU_CODE,         /* a call of memory that the MPU has no code in */
    MPU_STACK,        /* a push into a stack's guard, where the core cannot put its registers either */
    DIVISION,         /* by zero */
    UNALIGNED,
    COPROCESSOR,      /* one that the core does not have */
    BAD_RETURN,       /* from an exception, with an EXC_RETURN that there is not */
    ESCALATED,        /* UsageFault is not enabled: it comes as HardFault */
    BUS_CODE,         /* a call of an address where code may be, but nothing is: not on the M3's board */
    STACK_LIMIT,      /* ARMv8-M: a push below MSPLIM */
    /* ARMv8-M with the Security Extension */
    SECURE_EXIT,      /* a branch to non-secure memory, but none that leaves the secure state */
    SECURE_ACCESS,    /* non-secure code reads secure memory */
    SECURE_ENTRY,     /* non-secure code calls secure code that is no entry */
    /* RISC-V */
    LOAD_MISALIGNED = 120,
    CODE_ACCESS,
    STORE_ACCESS,
    EBREAK,
    ECALL,
    LOAD_PAGE,        /* with the supervisor's page table */
    STORE_PAGE,
    CODE_PAGE,
    USER_ECALL,
    /* Xtensa */
    SYSCALL = 140,
    LOAD_UNALIGNED
};

#endif
