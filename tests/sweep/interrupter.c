/*
 * A plugin for QEMU that interrupts a firmware at the instruction that it asks for (interrupts.h), and writes what it drains to a file.
 *
 *   -singlestep -plugin interrupter.so,interrupts=ADDRESS,end=ADDRESS,core=PATH|cpu,line=NUMBER|nmi,out=FILE
 *
 * `core` is the object whose input `line` is raised, until the interrupt's handler tells that it came. The few functions of QEMU are declared here, because not
 * every distribution has the header.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "interrupts.h"

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
void qemu_plugin_register_vcpu_mem_cb(struct qemu_plugin_insn *instruction,
                                      void (*callback)(unsigned core, uint32_t info, uint64_t address, void *user), int flags, int accesses,
                                      void *user);

int cpu_memory_rw_debug(void *cpu, uint64_t address, void *bytes, uint64_t length, bool write);
void qemu_system_reset_request(int cause);
void *qemu_get_cpu(int index);
_Noreturn void cpu_loop_exit_noexc(void *cpu);
void *object_resolve_path(const char *path, bool *ambiguous);
void *qdev_get_gpio_in(void *device, int line);
void *qdev_get_gpio_in_named(void *device, const char *name, int line);
void qemu_set_irq(void *line, int level);
void qemu_mutex_lock_iothread_impl(const char *file, int line);
void qemu_mutex_unlock_iothread(void);

enum { STORES = 2, RESET_BY_HOST = 3 };

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

static void on_store(unsigned core, uint32_t info, uint64_t address, void *user)
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
    qemu_system_reset_request(RESET_BY_HOST);
    cpu_loop_exit_noexc(qemu_get_cpu(0));
}

static void on_block(plugin_id id, struct qemu_plugin_tb *block)
{
    (void)id;
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
        struct qemu_plugin_insn *instruction = qemu_plugin_tb_get_insn(block, i);

        qemu_plugin_register_vcpu_insn_exec_cb(instruction, qemu_plugin_insn_vaddr(instruction) == end ? on_end : on_instruction, 0, NULL);
        qemu_plugin_register_vcpu_mem_cb(instruction, on_store, 0, STORES, NULL);
    }
}

int qemu_plugin_install(plugin_id id, const void *info, int count, char **arguments)
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
