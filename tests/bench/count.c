/*
 * A TCG plugin for QEMU 7.2: counts the instructions that are executed between two addresses. Whenever the function at "mark" is called it
 * writes a line: how many they were since the mark before, and the most of them between two others that masked interrupts and let them in again.
 *
 *   -plugin count.so,from=ADDRESS,to=ADDRESS,mark=ADDRESS,out=FILE
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../qemu_plugin.h"

int qemu_plugin_version = 1;

static uint64_t from, to, mark;
static FILE *out;
static uint64_t count, masked_at, longest;
static bool masked;

static void on_instruction(unsigned cpu, void *user)
{
    (void)cpu, (void)user;
    count++;
}

static void on_mask(unsigned cpu, void *user)
{
    (void)cpu, (void)user;
    masked = true;
    masked_at = count;
}

static void on_unmask(unsigned cpu, void *user)
{
    (void)cpu, (void)user;
    if (masked && count - masked_at - 1 > longest)
        longest = count - masked_at - 1;
    masked = false;
}

static void on_mark(unsigned cpu, void *user)
{
    (void)cpu, (void)user;
    fprintf(out, "%llu %llu\n", (unsigned long long)count, (unsigned long long)longest);
    fflush(out);
    count = longest = 0;
}

/* Cortex-M: CPSID i and MSR primask, Rn (ARMv7-M ARM, DDI 0403E: B5.2.1, B5.2.3). */
static bool masks(const uint8_t *code, size_t size)
{
    return size == 2 && code[0] == 0x72 && code[1] == 0xB6;
}

static bool unmasks(const uint8_t *code, size_t size)
{
    return size == 4 && (code[0] & 0xF0) == 0x80 && code[1] == 0xF3 && code[2] == 0x10 && code[3] == 0x88;
}

static void on_translation(qemu_plugin_id_t id, struct qemu_plugin_tb *block)
{
    (void)id;
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
        struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(block, i);
        uint64_t address = qemu_plugin_insn_vaddr(insn);
        const uint8_t *code = qemu_plugin_insn_data(insn);
        size_t size = qemu_plugin_insn_size(insn);

        if (address == mark)
            qemu_plugin_register_vcpu_insn_exec_cb(insn, on_mark, QEMU_PLUGIN_CB_NO_REGS, NULL);
        if (address < from || address >= to)
            continue;
        qemu_plugin_register_vcpu_insn_exec_cb(insn, on_instruction, QEMU_PLUGIN_CB_NO_REGS, NULL);
        if (masks(code, size))
            qemu_plugin_register_vcpu_insn_exec_cb(insn, on_mask, QEMU_PLUGIN_CB_NO_REGS, NULL);
        if (unmasks(code, size))
            qemu_plugin_register_vcpu_insn_exec_cb(insn, on_unmask, QEMU_PLUGIN_CB_NO_REGS, NULL);
    }
}

int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int argc, char **argv)
{
    (void)info;
    for (int i = 0; i < argc; i++) {
        if (strncmp(argv[i], "from=", 5) == 0)
            from = strtoull(argv[i] + 5, NULL, 0);
        else if (strncmp(argv[i], "to=", 3) == 0)
            to = strtoull(argv[i] + 3, NULL, 0);
        else if (strncmp(argv[i], "mark=", 5) == 0)
            mark = strtoull(argv[i] + 5, NULL, 0);
        else if (strncmp(argv[i], "out=", 4) == 0)
            out = fopen(argv[i] + 4, "w");
    }
    qemu_plugin_register_vcpu_tb_trans_cb(id, on_translation);
    return out ? 0 : -1;
}
