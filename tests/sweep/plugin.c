/*
 * A plugin for QEMU that resets a firmware after every instruction; states.h has its options, and besides:
 *
 *   -plugin plugin.so,entry=ADDRESS,end=ADDRESS,...   the firmware's first instruction, and the one at which a run is over
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../qemu_machine.h"
#include "../qemu_plugin.h"
#include "machine.h"
#include "reset.h"
#include "states.h"

int qemu_plugin_version = 1;

static uint64_t entry, end;
static bool resetting;

void machine_read(uint64_t address, void *bytes, uint64_t length)
{
    cpu_memory_rw_debug(qemu_get_cpu(0), address, bytes, length, false);
}

void machine_write(uint64_t address, void *bytes, uint64_t length)
{
    cpu_memory_rw_debug(qemu_get_cpu(0), address, bytes, length, true);
}

void machine_reset(void)
{
    reset_core(NULL);
}

static void on_store(unsigned core, qemu_plugin_meminfo_t info, uint64_t address, void *user)
{
    (void)core;
    (void)user;
    if (!resetting && qemu_plugin_mem_is_store(info)) /* QEMU 7.2 tells of loads, too */
        sweep_stored(address);
}

static void on_end(unsigned core, void *user)
{
    (void)core;
    (void)user;
    if (!sweep_ended())
        _Exit(0); /* what QEMU does at its end waits for threads of its own */
    cpu_loop_exit_noexc(qemu_get_cpu(0));
}

/* A boot begins. The very first is the emulator's own. */
static void on_entry(unsigned core, void *user)
{
    static bool started;

    (void)core;
    (void)user;
    resetting = false;
    if (!started) {
        started = true;
        sweep_begin();
        cpu_loop_exit_noexc(qemu_get_cpu(0));
    }
}

static void on_block(qemu_plugin_id_t id, struct qemu_plugin_tb *block)
{
    (void)id;
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
        struct qemu_plugin_insn *instruction = qemu_plugin_tb_get_insn(block, i);
        uint64_t address = qemu_plugin_insn_vaddr(instruction);

        if (address == end)
            qemu_plugin_register_vcpu_insn_exec_cb(instruction, on_end, QEMU_PLUGIN_CB_NO_REGS, NULL);
        if (address == entry)
            qemu_plugin_register_vcpu_insn_exec_cb(instruction, on_entry, QEMU_PLUGIN_CB_NO_REGS, NULL);
        qemu_plugin_register_vcpu_insn_exec_inline(instruction, QEMU_PLUGIN_INLINE_ADD_U64, &sweep_executed, 1);
        qemu_plugin_register_vcpu_mem_cb(instruction, on_store, QEMU_PLUGIN_CB_NO_REGS, QEMU_PLUGIN_MEM_W, NULL);
    }
}

int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int count, char **arguments)
{
    (void)info;
    for (int i = 0; i < count; i++) {
        if (strncmp(arguments[i], "entry=", 6) == 0)
            entry = sweep_number(arguments[i]);
        else if (strncmp(arguments[i], "end=", 4) == 0)
            end = sweep_number(arguments[i]);
        else if (!sweep_option(arguments[i]))
            return -1;
    }
    if (!sweep_ready())
        return -1;
    qemu_plugin_register_vcpu_tb_trans_cb(id, on_block);
    return 0;
}
