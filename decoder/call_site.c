/* Sources: ARMv7-M Architecture Reference Manual (DDI 0403E), A7.7.18 BL, A7.7.19 BLX; Arm Architecture Reference Manual for A-profile (DDI 0487), C6.2 BL, BLR;
   RISC-V Instruction Set Manual, volume I (20191213), 2.5 and 16.4; Xtensa ISA Reference Manual (RD-2010.5), 8 CALL0, CALLX0. */
#include "call_site.h"

#include "bytes.h"

static uint64_t extend(uint32_t number, unsigned bits)
{
    uint64_t sign = UINT64_C(1) << (bits - 1);
    return (number ^ sign) - sign;
}

/* BL: 11110 S imm10, 11 J1 1 J2 imm11, from the address behind it. BLX of a register, and BLXNS: 010001111 rm 000 or 100. */
static enum call thumb_call(const struct firmware *f, uint64_t address, uint64_t *target)
{
    uint8_t code[4];
    if (firmware_read(f, address - 2, code, 2) && (load16(code) & 0xFF83) == 0x4780)
        return CALL_INDIRECT;
    if (!firmware_read(f, address - 4, code, 4))
        return CALL_NONE;
    uint32_t high = load16(code), low = load16(code + 2);
    if ((high & 0xF800) != 0xF000 || (low & 0xD000) != 0xD000)
        return CALL_NONE;
    uint32_t sign = high >> 10 & 1, i1 = ~(low >> 13 ^ sign) & 1, i2 = ~(low >> 11 ^ sign) & 1;
    *target = address + extend(sign << 24 | i1 << 23 | i2 << 22 | (high & 0x3FF) << 12 | (low & 0x7FF) << 1, 25);
    return CALL_DIRECT;
}

/* The offset of C.JAL: its bits stand in no order. */
static uint32_t compressed_offset(uint32_t code)
{
    static const uint8_t places[11] = { 5, 1, 2, 3, 7, 6, 10, 8, 9, 4, 11 }; /* of bits 2 to 12 */
    uint32_t offset = 0;
    for (unsigned i = 0; i < 11; i++)
        offset |= (code >> (i + 2) & 1) << places[i];
    return offset;
}

/* JAL and JALR with the link in ra, or in a7 where a log function calls what writes its numbers; and the compressed C.JALR and, with 32 bits, C.JAL. A far call is AUIPC and JALR: taken as indirect. */
static enum call riscv_call(const struct firmware *f, uint64_t address, uint64_t *target)
{
    uint8_t bytes[4];
    if (!firmware_read(f, address - 2, bytes, 2))
        return CALL_NONE;
    uint32_t half = load16(bytes), code;
    if (firmware_read(f, address - 4, bytes, 4)) {
        code = load32(bytes);
        if ((code & 0x7FF) == 0xEF) {
            uint32_t offset = (code >> 31) << 20 | (code >> 12 & 0xFF) << 12 | (code >> 20 & 1) << 11 | (code >> 21 & 0x3FF) << 1;
            *target = address - 4 + extend(offset, 21);
            return CALL_DIRECT;
        }
        if ((code & 0x77FF) == 0xE7)
            return CALL_INDIRECT;
    }
    if ((half & 0xF07F) == 0x9002 && (half & 0xF80) != 0)
        return CALL_INDIRECT;
    if ((half & 0xE003) != 0x2001 || f->header.e_ident[EI_CLASS] != ELFCLASS32)
        return CALL_NONE;
    *target = address - 2 + extend(compressed_offset(half), 12);
    return CALL_DIRECT;
}

/* E8 and the distance from the address behind it. A call by a pointer has too many forms to be told from other bytes. */
static enum call amd64_call(const struct firmware *f, uint64_t address, uint64_t *target)
{
    uint8_t code[5];
    if (!firmware_read(f, address - 5, code, 5))
        return CALL_NONE;
    *target = address + extend(load32(code + 1), 32);
    return code[0] == 0xE8 ? CALL_DIRECT : CALL_UNKNOWN;
}

/* BL: 100101 and a distance in words from itself. BLR: 1101011000111111000000 rn 00000. */
static enum call arm64_call(const struct firmware *f, uint64_t address, uint64_t *target)
{
    uint8_t bytes[4];
    if (address % 4 != 0 || !firmware_read(f, address - 4, bytes, 4))
        return CALL_NONE;
    uint32_t code = load32(bytes);
    if ((code & 0xFFFFFC1F) == 0xD63F0000)
        return CALL_INDIRECT;
    if ((code & 0xFC000000) != 0x94000000)
        return CALL_NONE;
    *target = address - 4 + (extend(code & 0x3FFFFFF, 26) << 2);
    return CALL_DIRECT;
}

/* CALL0: bits 0 to 5 are 5, the rest a distance in words from the word behind the call's. CALLX0: 0000C0 but for the register. */
static enum call xtensa_call(const struct firmware *f, uint64_t address, uint64_t *target)
{
    uint8_t code[3];
    if (!firmware_read(f, address - 3, code, 3))
        return CALL_NONE;
    uint32_t instruction = load24(code);
    if ((instruction & 0xFFF0FF) == 0x0000C0)
        return CALL_INDIRECT;
    if ((instruction & 0x3F) != 0x05)
        return CALL_NONE;
    *target = (uint32_t)(((address - 3) & ~UINT64_C(3)) + 4 + (extend(instruction >> 6, 18) << 2));
    return CALL_DIRECT;
}

enum call call_before(const struct firmware *f, uint64_t address, uint64_t *target)
{
    *target = 0;
    switch (f->header.e_machine) {
    case EM_ARM: return thumb_call(f, firmware_code_address(f, address), target);
    case EM_RISCV: return riscv_call(f, address, target);
    case EM_XTENSA: return xtensa_call(f, address, target);
    case EM_AARCH64: return arm64_call(f, address, target);
    case EM_X86_64: return amd64_call(f, address, target);
    default: return CALL_UNKNOWN;
    }
}
