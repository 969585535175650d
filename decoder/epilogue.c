/* Source: ARMv6-M Architecture Reference Manual (DDI 0419E), A6.7.4 ADD (SP plus immediate), A6.7.15 BX, A6.7.40 MOV (register), A6.7.50 POP. */
#include "epilogue.h"

#include "bytes.h"

#define LOW_REGISTERS 8
#define INSTRUCTIONS_MAX 8

/* Where registers were loaded from, as offsets from the stack pointer at the start. */
struct frame_end {
    uint64_t sp;
    uint64_t loaded_at[LOW_REGISTERS];
    bool loaded[LOW_REGISTERS];
};

static void pop(struct frame_end *e, uint32_t registers)
{
    for (unsigned i = 0; i < LOW_REGISTERS; i++) {
        if (!(registers >> i & 1))
            continue;
        e->loaded[i] = true;
        e->loaded_at[i] = e->sp;
        e->sp += 4;
    }
}

bool epilogue_find(const struct firmware *f, uint64_t pc, struct epilogue *found)
{
    struct frame_end e = { .sp = 0 };
    uint8_t code[2];
    for (int i = 0; i < INSTRUCTIONS_MAX && f->header.e_machine == EM_ARM && firmware_read(f, pc, code, 2); i++, pc += 2) {
        uint32_t instruction = load16(code);
        if ((instruction & 0xFF80) == 0xB000) { /* ADD sp, #imm7 * 4 */
            e.sp += (instruction & 0x7F) * 4;
        } else if ((instruction & 0xFE00) == 0xBC00) { /* POP, bit 8: and pc */
            pop(&e, instruction & 0xFF);
            *found = (struct epilogue){ .place = e.sp, .cfa = e.sp + 4 };
            if (instruction & 0x100)
                return true;
        } else if ((instruction & 0xFFC4) == 0x4680) { /* MOV of a low register to r8 ... r11, which POP does not know */
            continue;
        } else {
            unsigned target = instruction >> 3 & 15; /* BX */
            bool loaded = target < LOW_REGISTERS && e.loaded[target];
            *found = (struct epilogue){ .in_register = !loaded, .number = target, .cfa = e.sp };
            if (loaded)
                found->place = e.loaded_at[target];
            return (instruction & 0xFF87) == 0x4700;
        }
    }
    return false;
}
