/*
 * Start-up and exception vectors of an lx106, and QEMU's simcall. Xtensa ISA Reference Manual, 4.4.1: exceptions go to
 * VECBASE + 0x30 with PS.UM clear, + 0x50 with it set, + 0x70 inside another.
 */
    .section .vectors, "ax"
    .align 256
vectors:
    .org vectors + 0x30
    j plog_exception_handler
    .org vectors + 0x50
    j user_exception
    .org vectors + 0x70
    j plog_double_exception_handler

    .text
    .align 4
/* Interrupts come here, too: EXCCAUSE 4. */
user_exception:
#ifdef INTERRUPTS
    wsr.excsave1 a0
    rsr.exccause a0
    addi a0, a0, -4
    beqz a0, on_interrupt
    rsr.excsave1 a0
#endif
    j plog_exception_handler

    .global _start
    .type _start, @function
    .align 4
    .literal_position
_start:
    movi a1, _stack
    movi a2, vectors
    wsr.vecbase a2
    movi a2, 0
    wsr.intenable a2 /* QEMU's reset leaves it */
    movi a2, 0x20 /* PS: UM; interrupts on, EXCM off */
    wsr.ps a2
    rsync
    movi a2, _data_start
    movi a3, _data_end
    movi a5, _data_load
1:  bgeu a2, a3, 2f
    l32i a4, a5, 0
    s32i a4, a2, 0
    addi a2, a2, 4
    addi a5, a5, 4
    j 1b
2:  movi a2, _bss_start
    movi a3, _bss_end
    movi a4, 0
3:  bgeu a2, a3, 4f
    s32i a4, a2, 0
    addi a2, a2, 4
    j 3b
4:  call0 main
5:  j 5b
    .size _start, . - _start

/* uint32_t simcall(uint32_t number, uint32_t a, const void *b, size_t c) */
    .global simcall
    .align 4
simcall:
    simcall
    ret
