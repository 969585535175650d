/*
 * A plugin for QEMU that makes an instruction of a firmware fault when it asks for that (faults.h), and a second one in the handler; and writes what it drains to
 * a file.
 *
 *   -singlestep -plugin faulter.so,faults=ADDRESS,end=ADDRESS,handler=ADDRESS,again=ADDRESS,warning=ADDRESS,first=KIND,second=KIND,step=N,core=PATH,out=FILE,places=FILE,clears=FILE
 *
 * KIND is "undefined": an undefined instruction stands in the place of what is to be executed next, until `handler` begins, or for a second one `again`; or "nmi", by
 * the line of that name of the object `core`: `warning` begins. `core` is that path, or "riscv" or "xtensa". `step` is that of
 * places.h.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../qemu_machine.h"
#include "../qemu_plugin.h"
#include "faults.h"
#include "line.h"
#include "reset.h"

int qemu_plugin_version = 1;

static uint64_t faults, end, handler, again, warning;
static const char *core_path;
static bool nmi[2];
static FILE *stream, *places, *clears;

static uint32_t left;              /* instructions to the next fault; 0: none comes; or PLACES_NEW */
static unsigned came;
static uint64_t points;
static struct fault_places place;  /* of this boot's */

static enum { NOTHING, PUT, TRIED } patch; /* TRIED: the core has come to it */
static uint64_t patched;
static uint8_t original[2];

static void memory(uint64_t address, void *bytes, uint64_t length, bool write)
{
    if (cpu_memory_rw_debug(qemu_get_cpu(0), address, bytes, length, write) != 0)
        abort();
}

/* Begins this instruction anew: with what stands there now, or with the interrupt that is pending. */
static _Noreturn void go_on(void)
{
    cpu_loop_exit_noexc(qemu_get_cpu(0));
}

/* Two bytes that are an undefined instruction, whatever stands behind them. */
static const uint8_t *undefined(void)
{
    static const uint8_t arm[2] = { 0x00, 0xDE }; /* UDF #0, in the Thumb encoding of 16 bits */
    static const uint8_t riscv[2] = { 0, 0 };     /* defined to be illegal */
    static const uint8_t xtensa[2] = { 0x6D, 0xF0 }; /* ILL.N */

    return strcmp(core_path, "riscv") == 0 ? riscv : strcmp(core_path, "xtensa") == 0 ? xtensa : arm;
}

static void put_undefined(uint64_t address)
{
    uint8_t put[2];

    memcpy(put, undefined(), sizeof put);
    memory(address, original, 2, false);
    memory(address, put, 2, true);
    patched = address;
    patch = PUT;
}

static void take_back(void)
{
    memory(patched, original, 2, true);
    patch = NOTHING;
}

static void make_fault(uint64_t address)
{
    uint32_t count = ++came;

    memory(faults + offsetof(struct faults, came), &count, sizeof count, true);
    if (came == 1) {
        points++;
        place.first = (uint32_t)address;
    } else {
        place.second = (uint32_t)address;
    }
    if (nmi[came - 1])
        line_set(core_path, "nmi", 1);
    else
        put_undefined(address);
    go_on();
}

/* Of the fault that was made last. */
static bool is_handler(uint64_t address)
{
    return address == (nmi[came - 1] ? warning : came == 1 ? handler : again);
}

/* The handler of the fault that was made last: counts to the next one. */
static void begin_handler(void)
{
    struct faults shared;

    memory(faults, &shared, sizeof shared, false);
    left = came == 1 ? shared.again : 0;
    if (nmi[came - 1])
        line_set(core_path, "nmi", 0);
}

static void on_instruction(unsigned core, void *user)
{
    static unsigned handled;
    uint64_t address = (uint64_t)(uintptr_t)user;

    (void)core;
    if (patch == PUT && address == patched) {
        patch = TRIED;
        return;
    }
    if (patch != NOTHING) {
        take_back();
        if (!is_handler(address)) /* it stood behind an IT instruction, whose condition was false */
            put_undefined(address);
        go_on();
    }
    if (came == 0)
        handled = 0;
    if (came > handled && is_handler(address)) {
        handled = came;
        begin_handler();
    }
    if (left > 0 && (came == 0 ? places_due(&left, address) : --left == 0))
        make_fault(address);
}

static void on_store(unsigned core, qemu_plugin_meminfo_t info, uint64_t address, void *user)
{
    struct faults shared;

    (void)core;
    (void)user;
    if (!qemu_plugin_mem_is_store(info)) /* the search of the stack reads all of RAM */
        return;
    if (address == faults + offsetof(struct faults, after)) {
        memory(faults, &shared, sizeof shared, false);
        left = shared.after;
    } else if (address == faults + offsetof(struct faults, length)) {
        memory(faults, &shared, sizeof shared, false);
        fwrite(shared.chunk, 1, shared.length, stream);
    } else if (address == faults + offsetof(struct faults, clear.done)) {
        memory(faults, &shared, sizeof shared, false);
        if (shared.clear.done)
            fwrite(&shared.clear, sizeof shared.clear, 1, clears);
    }
}

static void on_end(unsigned core, void *user)
{
    struct faults shared;

    (void)core;
    (void)user;
    memory(faults, &shared, sizeof shared, false);
    if (shared.done) {
        fprintf(stderr, "points=%llu %u %u %u %u %u\n", (unsigned long long)points, (unsigned)shared.logged, (unsigned)shared.traces,
                (unsigned)shared.resets, (unsigned)shared.dropped, places_spared());
        _Exit(fclose(stream) == 0 && fclose(places) == 0 && fclose(clears) == 0 ? 0 : 1);
    }
    if (came > 0)
        fwrite(&place, sizeof place, 1, places);
    if (came > 0 && shared.clear.to > 0 && !shared.clear.done)
        fwrite(&shared.clear, sizeof shared.clear, 1, clears);
    memset(&place, 0, sizeof place);
    came = left = 0;
    reset_core(core_path);
    go_on();
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
        const char *value = strchr(arguments[i], '=');

        if (!value++)
            return -1;
        if (strncmp(arguments[i], "faults=", 7) == 0)
            faults = strtoull(value, NULL, 0);
        else if (strncmp(arguments[i], "end=", 4) == 0)
            end = strtoull(value, NULL, 0);
        else if (strncmp(arguments[i], "handler=", 8) == 0)
            handler = strtoull(value, NULL, 0);
        else if (strncmp(arguments[i], "again=", 6) == 0)
            again = strtoull(value, NULL, 0);
        else if (strncmp(arguments[i], "warning=", 8) == 0)
            warning = strtoull(value, NULL, 0);
        else if (strncmp(arguments[i], "first=", 6) == 0)
            nmi[0] = strcmp(value, "nmi") == 0;
        else if (strncmp(arguments[i], "second=", 7) == 0)
            nmi[1] = strcmp(value, "nmi") == 0;
        else if (strncmp(arguments[i], "step=", 5) == 0)
            places_step((unsigned)strtoul(value, NULL, 0));
        else if (strncmp(arguments[i], "core=", 5) == 0)
            core_path = strdup(value);
        else if (strncmp(arguments[i], "out=", 4) == 0)
            stream = fopen(value, "wb");
        else if (strncmp(arguments[i], "places=", 7) == 0)
            places = fopen(value, "wb");
        else if (strncmp(arguments[i], "clears=", 7) == 0)
            clears = fopen(value, "wb");
    }
    if (!stream || !places || !clears || !core_path)
        return -1;
    qemu_plugin_register_vcpu_tb_trans_cb(id, on_block);
    return 0;
}
