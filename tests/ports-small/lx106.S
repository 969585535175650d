/*
 * Start-up and exception vectors of an lx106, and QEMU's simcall. Xtensa ISA Reference Manual, 4.4.1: exceptions go to
 * VECBASE + 0x30 with PS.UM clear, + 0x50 with it set, + 0x70 inside another.
 */
    .section .vectors, "ax"
    .align 256
vectors:
    .org vectors + 0x30
    j fault
    .org vectors + 0x50
    j fault
    .org vectors + 0x70
    j fault

    .text
    .global _start
    .align 4
    .literal_position
_start:
    movi a1, _stack
    movi a2, vectors
    wsr.vecbase a2
    movi a2, 0x20 /* PS: UM; interrupts on, EXCM off */
    wsr.ps a2
    rsync
    movi a2, _bss_start
    movi a3, _bss_end
    movi a4, 0
1:  bgeu a2, a3, 2f
    s32i a4, a2, 0
    addi a2, a2, 4
    j 1b
2:  call0 main
3:  j 3b

/* uint32_t simcall(uint32_t number, uint32_t a, const void *b, size_t c) */
    .global simcall
    .align 4
simcall:
    simcall
    ret
