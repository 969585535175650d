/*
 * A plugin for QEMU that follows the calls and returns of a firmware, instruction by instruction, and so knows the true chain of calls wherever it is
 * interrupted. It knows nothing of stacks and unwind information.
 *
 *   -plugin truth.so,reset=ADDRESS,handler=ADDRESS,helper=ADDRESS,out=FILE,core=arm|riscv
 *
 * The helper is the compiler's routine that reads a jump table: it is called, and goes on elsewhere in its caller than its return address says.
 *
 * Each time the handler begins, a line: what the last instruction was ("call ADDRESS" if it was a call that may not have been made, "return" if a return
 * that may not have been, "helper" if one of the helper's, which may be the jump to the caller, else "-"), a colon, and the return addresses, the innermost first.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../qemu_plugin.h"

int qemu_plugin_version = 1;

enum kind { OTHER, CALL, RETURN };

struct instruction {
    uint64_t address, next;
    enum kind kind;
};

#define DEPTH_MAX 4096

static uint64_t stack[DEPTH_MAX];
static size_t depth;
static struct instruction last;
static uint64_t reset_address, handler_address, helper_address;
static bool in_helper;
static bool riscv;
static FILE *file;

static uint32_t half(const uint8_t *code)
{
    return code[0] | (uint32_t)code[1] << 8;
}

/* What may be a return is one if it goes where the innermost call wants it. */
static enum kind thumb_kind(const uint8_t *code, size_t size)
{
    uint32_t first = half(code), second = size == 4 ? half(code + 2) : 0;

    if (size == 2 && (first & 0xFF80) == 0x4780)
        return CALL; /* BLX register */
    if (size == 4 && (first & 0xF800) == 0xF000 && (second & 0xD000) == 0xD000)
        return CALL; /* BL */
    if (size == 2)
        return (first & 0xFF80) == 0x4700 || (first & 0xFF00) == 0xBD00 || (first & 0xFF87) == 0x4687 ? RETURN : OTHER; /* BX, POP, MOV pc */
    return (first == 0xE8BD && second & 0x8000) || (first == 0xF85D && second >> 12 == 15) ? RETURN : OTHER; /* LDM and LDR with pc */
}

static enum kind riscv_kind(const uint8_t *code, size_t size)
{
    uint32_t word = half(code) | (size == 4 ? half(code + 2) << 16 : 0);

    if (size == 2 && ((word & 0xE003) == 0x2001 || ((word & 0xF07F) == 0x9002 && word & 0xF80)))
        return CALL; /* C.JAL, C.JALR */
    if (size == 2)
        return (word & 0xF07F) == 0x8002 && word & 0xF80 ? RETURN : OTHER; /* C.JR */
    if ((word & 0x7FF) == 0x0EF || (word & 0x77FF) == 0x00E7)
        return CALL; /* JAL, JALR, with ra or a7 */
    return (word & 0x7FFF) == 0x0067 ? RETURN : OTHER;
}

static void write_sample(void)
{
    if (last.kind == CALL)
        fprintf(file, "call %llu :", (unsigned long long)last.next);
    else
        fputs(in_helper ? "helper :" : last.kind == RETURN ? "return :" : "- :", file);
    for (size_t i = depth; i > 0; i--)
        fprintf(file, " %llu", (unsigned long long)stack[i - 1]);
    fputc('\n', file);
    fflush(file);
}

/* Before each instruction: what the one before did is known by where it led. */
static void on_instruction(unsigned core, void *user)
{
    const struct instruction *now = user;

    (void)core;
    if (now->address == reset_address)
        depth = 0;
    else if (now->address == handler_address)
        write_sample();
    else if (last.kind == CALL && now->address != last.next && depth < DEPTH_MAX)
        stack[depth++] = last.next;
    else if (last.kind == RETURN && depth > 0 && (now->address == stack[depth - 1] || in_helper))
        depth--;
    in_helper = now->address == helper_address || (in_helper && last.kind != RETURN && now->address != reset_address);
    last = *now;
}

static void on_block(qemu_plugin_id_t id, struct qemu_plugin_tb *block)
{
    (void)id;
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
        struct qemu_plugin_insn *instruction = qemu_plugin_tb_get_insn(block, i);
        const uint8_t *code = qemu_plugin_insn_data(instruction);
        size_t size = qemu_plugin_insn_size(instruction);
        struct instruction *own = malloc(sizeof *own); /* as long as the block lives, which nobody tells */

        if (!own)
            abort();
        own->address = qemu_plugin_insn_vaddr(instruction);
        own->next = own->address + size;
        own->kind = riscv ? riscv_kind(code, size) : thumb_kind(code, size);
        qemu_plugin_register_vcpu_insn_exec_cb(instruction, on_instruction, QEMU_PLUGIN_CB_NO_REGS, own);
    }
}

int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int count, char **arguments)
{
    (void)info;
    for (int i = 0; i < count; i++) {
        if (strncmp(arguments[i], "reset=", 6) == 0)
            reset_address = strtoull(arguments[i] + 6, NULL, 0);
        else if (strncmp(arguments[i], "handler=", 8) == 0)
            handler_address = strtoull(arguments[i] + 8, NULL, 0);
        else if (strncmp(arguments[i], "helper=", 7) == 0)
            helper_address = strtoull(arguments[i] + 7, NULL, 0);
        else if (strncmp(arguments[i], "out=", 4) == 0)
            file = fopen(arguments[i] + 4, "w");
        else
            riscv = strcmp(arguments[i], "core=riscv") == 0;
    }
    if (!file)
        return -1;
    qemu_plugin_register_vcpu_tb_trans_cb(id, on_block);
    return 0;
}
