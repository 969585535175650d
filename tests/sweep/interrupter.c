/*
 * A plugin for QEMU that interrupts a firmware at the instruction that it asks for (interrupts.h), and writes what it drains to a file.
 *
 *   -singlestep -plugin interrupter.so,interrupts=ADDRESS,end=ADDRESS,core=PATH|cpu,line=NUMBER|nmi,out=FILE
 *
 * `core` is the object whose input `line` is raised, until the interrupt's handler tells that it came.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../qemu_machine.h"
#include "../qemu_plugin.h"
#include "interrupts.h"

int qemu_plugin_version = 1;

static uint64_t interrupts, end;
static const char *core_path, *line_name;
static FILE *file;
static uint32_t left;
static uint64_t raised;

static void set_line(int level)
{
    void *core = strcmp(core_path, "cpu") == 0 ? qemu_get_cpu(0) : object_resolve_path(core_path, NULL);
    void *line;

    qemu_mutex_lock_iothread_impl(__FILE__, __LINE__);
    line = strcmp(line_name, "nmi") == 0 ? qdev_get_gpio_in_named(core, "NMI", 0) : qdev_get_gpio_in(core, atoi(line_name));
    qemu_set_irq(line, level);
    qemu_mutex_unlock_iothread();
}

static void read_shared(struct interrupts *shared)
{
    cpu_memory_rw_debug(qemu_get_cpu(0), interrupts, shared, sizeof *shared, false);
}

static void on_instruction(unsigned core, void *user)
{
    (void)core;
    (void)user;
    if (left > 0 && --left == 0) {
        raised++;
        set_line(1);
    }
}

static void on_store(unsigned core, qemu_plugin_meminfo_t info, uint64_t address, void *user)
{
    struct interrupts shared;

    (void)core;
    (void)info;
    (void)user;
    if (address - interrupts >= sizeof shared)
        return;
    read_shared(&shared);
    if (address == interrupts + offsetof(struct interrupts, after))
        left = shared.after;
    else if (address == interrupts + offsetof(struct interrupts, came) && shared.came)
        set_line(0);
    else if (address == interrupts + offsetof(struct interrupts, length))
        fwrite(shared.chunk, 1, shared.length, file);
}

static void on_end(unsigned core, void *user)
{
    struct interrupts shared;

    (void)core;
    (void)user;
    read_shared(&shared);
    if (shared.done) {
        fprintf(stderr, "points=%llu %u\n", (unsigned long long)raised, (unsigned)shared.refused);
        exit(fclose(file) == 0 ? 0 : 1);
    }
    qemu_system_reset_request(SHUTDOWN_CAUSE_HOST_QMP_SYSTEM_RESET);
    cpu_loop_exit_noexc(qemu_get_cpu(0));
}

static void on_block(qemu_plugin_id_t id, struct qemu_plugin_tb *block)
{
    (void)id;
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
        struct qemu_plugin_insn *instruction = qemu_plugin_tb_get_insn(block, i);

        qemu_plugin_register_vcpu_insn_exec_cb(instruction, qemu_plugin_insn_vaddr(instruction) == end ? on_end : on_instruction,
                                               QEMU_PLUGIN_CB_NO_REGS, NULL);
        qemu_plugin_register_vcpu_mem_cb(instruction, on_store, QEMU_PLUGIN_CB_NO_REGS, QEMU_PLUGIN_MEM_W, NULL);
    }
}

int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int count, char **arguments)
{
    (void)info;
    for (int i = 0; i < count; i++) {
        const char *value = strchr(arguments[i], '=');

        if (!value++)
            return -1;
        if (strncmp(arguments[i], "interrupts=", 11) == 0)
            interrupts = strtoull(value, NULL, 0);
        else if (strncmp(arguments[i], "end=", 4) == 0)
            end = strtoull(value, NULL, 0);
        else if (strncmp(arguments[i], "core=", 5) == 0)
            core_path = strdup(value);
        else if (strncmp(arguments[i], "line=", 5) == 0)
            line_name = strdup(value);
        else if (strncmp(arguments[i], "out=", 4) == 0)
            file = fopen(value, "wb");
    }
    if (!file || !core_path || !line_name)
        return -1;
    qemu_plugin_register_vcpu_tb_trans_cb(id, on_block);
    return 0;
}
