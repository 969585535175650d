/*
 * A plugin for QEMU that interrupts a firmware; interruption.h has its options, and besides:
 *
 *   -singlestep -plugin interrupter.so,end=ADDRESS,core=PATH|cpu,line=NUMBER|nmi|self,...
 *
 * `end` is the instruction at which a run is over, and `core` the object whose input `line` is raised, or which is itself such a line.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../qemu_machine.h"
#include "../qemu_plugin.h"
#include "interruption.h"
#include "line.h"
#include "machine.h"
#include "reset.h"

int qemu_plugin_version = 1;

static uint64_t end;
static const char *core_path, *line_name;

void machine_read(uint64_t address, void *bytes, uint64_t length)
{
    cpu_memory_rw_debug(qemu_get_cpu(0), address, bytes, length, false);
}

void machine_reset(void)
{
    reset_core(core_path);
    cpu_loop_exit_noexc(qemu_get_cpu(0));
}

void machine_interrupt(bool raised)
{
    line_set(core_path, line_name, raised);
}

static void on_instruction(unsigned core, void *user)
{
    (void)core;
    interruption_step((uint64_t)(uintptr_t)user);
}

static void on_store(unsigned core, qemu_plugin_meminfo_t info, uint64_t address, void *user)
{
    (void)core;
    (void)info;
    (void)user;
    interruption_stored(address);
}

static void on_end(unsigned core, void *user)
{
    (void)core;
    (void)user;
    interruption_end();
}

static void on_block(qemu_plugin_id_t id, struct qemu_plugin_tb *block)
{
    (void)id;
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
        struct qemu_plugin_insn *instruction = qemu_plugin_tb_get_insn(block, i);
        uint64_t address = qemu_plugin_insn_vaddr(instruction);

        qemu_plugin_register_vcpu_insn_exec_cb(instruction, address == end ? on_end : on_instruction, QEMU_PLUGIN_CB_NO_REGS,
                                               (void *)(uintptr_t)address);
        qemu_plugin_register_vcpu_mem_cb(instruction, on_store, QEMU_PLUGIN_CB_NO_REGS, QEMU_PLUGIN_MEM_W, NULL);
    }
}

int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int count, char **arguments)
{
    (void)info;
    for (int i = 0; i < count; i++) {
        if (strncmp(arguments[i], "end=", 4) == 0)
            end = strtoull(arguments[i] + 4, NULL, 0);
        else if (strncmp(arguments[i], "core=", 5) == 0)
            core_path = strdup(arguments[i] + 5);
        else if (strncmp(arguments[i], "line=", 5) == 0)
            line_name = strdup(arguments[i] + 5);
        else if (!interruption_option(arguments[i]))
            return -1;
    }
    if (!core_path || !line_name || !interruption_ready())
        return -1;
    qemu_plugin_register_vcpu_tb_trans_cb(id, on_block);
    return 0;
}
