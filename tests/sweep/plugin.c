/*
 * A plugin for QEMU that resets a firmware after every instruction; states.h has its options, and besides:
 *
 *   -plugin plugin.so,entry=ADDRESS,end=ADDRESS,...   the firmware's first instruction, and the one at which a run is over
 *
 * The few functions of QEMU are declared here, because not every distribution has the header: its plugin interface, version 1, and what it exports besides.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "states.h"

struct qemu_plugin_tb;
struct qemu_plugin_insn;
typedef uint64_t plugin_id;

#define EXPORT __attribute__((visibility("default")))

EXPORT int qemu_plugin_version = 1;
EXPORT int qemu_plugin_install(plugin_id id, const void *info, int count, char **arguments);

void qemu_plugin_register_vcpu_tb_trans_cb(plugin_id id, void (*callback)(plugin_id id, struct qemu_plugin_tb *block));
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *block);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *block, size_t index);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *instruction);
void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn *instruction, void (*callback)(unsigned core, void *user), int flags,
                                            void *user);
void qemu_plugin_register_vcpu_insn_exec_inline(struct qemu_plugin_insn *instruction, int operation, void *counter, uint64_t summand);
void qemu_plugin_register_vcpu_mem_cb(struct qemu_plugin_insn *instruction,
                                      void (*callback)(unsigned core, uint32_t info, uint64_t address, void *user), int flags, int accesses,
                                      void *user);

int cpu_memory_rw_debug(void *cpu, uint64_t address, void *bytes, uint64_t length, bool write);
void qemu_system_reset_request(int cause);
void *qemu_get_cpu(int index);
_Noreturn void cpu_loop_exit_noexc(void *cpu);

enum { INLINE_ADD = 0, STORES = 2, RESET_BY_HOST = 3 };

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
    resetting = true;
    qemu_system_reset_request(RESET_BY_HOST);
}

static void on_store(unsigned core, uint32_t info, uint64_t address, void *user)
{
    (void)core;
    (void)info;
    (void)user;
    if (!resetting)
        sweep_stored(address);
}

static void on_end(unsigned core, void *user)
{
    (void)core;
    (void)user;
    if (!sweep_ended())
        exit(0);
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

static void on_block(plugin_id id, struct qemu_plugin_tb *block)
{
    (void)id;
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
        struct qemu_plugin_insn *instruction = qemu_plugin_tb_get_insn(block, i);
        uint64_t address = qemu_plugin_insn_vaddr(instruction);

        if (address == end)
            qemu_plugin_register_vcpu_insn_exec_cb(instruction, on_end, 0, NULL);
        if (address == entry)
            qemu_plugin_register_vcpu_insn_exec_cb(instruction, on_entry, 0, NULL);
        qemu_plugin_register_vcpu_insn_exec_inline(instruction, INLINE_ADD, &sweep_executed, 1);
        qemu_plugin_register_vcpu_mem_cb(instruction, on_store, 0, STORES, NULL);
    }
}

int qemu_plugin_install(plugin_id id, const void *info, int count, char **arguments)
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
