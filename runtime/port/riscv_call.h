/*
 * What stands before a return address on RISC-V.
 * Source: The RISC-V Instruction Set Manual, volume I (20191213): 2.5 JAL and JALR, 16.4 C.JAL, C.JALR.
 */

/* Whether this is the address behind a JAL or JALR that writes to ra, or a C.JAL (RV32 only) or C.JALR, which always do. It is even; 4 bytes before it
   are read. */
static bool plog_jal_before(const uint16_t *behind)
{
    uint32_t call;

#if defined(__riscv_compressed)
    if ((behind[-1] & 0xF07Fu) == 0x9002u && (behind[-1] & 0x0F80u) != 0)
        return true;
#if __riscv_xlen == 32
    if ((behind[-1] & 0xE003u) == 0x2001u)
        return true;
#endif
#endif
    call = behind[-2] | (uint32_t)behind[-1] << 16;
    return (call & 0xFFFu) == 0x0EFu || (call & 0x7FFFu) == 0x00E7u;
}
