/*
 * A plugin for QEMU 7.2 that gives a Cortex-M what its boards lack: DWT's cycle counter, and the ITM with a probe that takes what is written to a port.
 *
 *   -plugin coresight.so,core=PATH,count=NUMBER,port=NUMBER,out=FILE
 *
 * `core` is the armv7m object, `count` what CYCCNT holds at power-on, `port` the stimulus port that goes to the file. A cycle is an instruction. As on the core, nothing
 * counts and nothing is taken until DEMCR.TRCENA is set; the ITM's registers take nothing until its lock was opened; a port's FIFO is not always ready.
 * Source: ARMv7-M Architecture Reference Manual (DDI 0403E): C1.6.5 DEMCR, C1.7 ITM, C1.8 DWT.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../qemu_machine.h"
#include "../qemu_memory.h"
#include "../qemu_plugin.h"

int qemu_plugin_version = 1;

enum { ITM = 0, ITM_TER = 0xE00, ITM_TCR = 0xE80, ITM_LAR = 0xFB0, DWT = 0x1000, DWT_CTRL = DWT, DWT_CYCCNT = DWT + 4 };

#define UNLOCK 0xC5ACCE55u

static char core[200];
static unsigned port;
static FILE *out;

static uint64_t executed;
static uint32_t demcr, dwt_ctrl, itm_ter, itm_tcr;
static uint32_t count;      /* CYCCNT when it was looked at last, */
static uint64_t counted_at; /* and `executed` then */
static bool unlocked;
static unsigned looks;      /* at the FIFO */

static bool traces(void)
{
    return (demcr & 1u << 24) != 0;
}

static uint32_t cycles(void)
{
    if (traces() && (dwt_ctrl & 1u) != 0)
        count += (uint32_t)(executed - counted_at);
    counted_at = executed;
    return count;
}

static uint64_t read_trace(void *opaque, uint64_t at, unsigned size)
{
    (void)opaque;
    (void)size;
    if (at < ITM + 32 * 4)
        return looks++ % 3u != 0;
    switch (at) {
    case ITM_TER: return itm_ter;
    case ITM_TCR: return itm_tcr;
    case DWT_CTRL: return dwt_ctrl;
    case DWT_CYCCNT: return cycles();
    default: return 0;
    }
}

static void write_stimulus(unsigned to, uint64_t value, unsigned size)
{
    if (to == port && traces() && (itm_tcr & 1u) != 0 && (itm_ter >> to & 1u) != 0)
        fwrite(&value, 1, size, out);
}

static void write_trace(void *opaque, uint64_t at, uint64_t value, unsigned size)
{
    (void)opaque;
    cycles();
    if (at < ITM + 32 * 4)
        write_stimulus((unsigned)at / 4, value, size);
    else if (at == ITM_LAR)
        unlocked = value == UNLOCK;
    else if (at == ITM_TER && unlocked)
        itm_ter = (uint32_t)value;
    else if (at == ITM_TCR && unlocked)
        itm_tcr = (uint32_t)value;
    else if (at == DWT_CTRL)
        dwt_ctrl = (uint32_t)value;
    else if (at == DWT_CYCCNT)
        count = (uint32_t)value;
}

static uint64_t read_demcr(void *opaque, uint64_t at, unsigned size)
{
    (void)opaque;
    (void)at;
    (void)size;
    return demcr;
}

static void write_demcr(void *opaque, uint64_t at, uint64_t value, unsigned size)
{
    (void)opaque;
    (void)at;
    (void)size;
    cycles();
    demcr = (uint32_t)value;
}

/* In front of what the board has there. The board is complete when its first instructions are translated. */
static void add(const struct memory_region_ops *ops, uint64_t address, uint64_t size)
{
    char path[250];
    void *container, *region = calloc(1, MEMORY_REGION_SIZE);

    snprintf(path, sizeof path, "%s/armv7m-container[0]", core);
    container = object_resolve_path(path, NULL);
    if (!container || !region)
        abort();
    qemu_mutex_lock_iothread_impl(__FILE__, __LINE__);
    memory_region_init_io(region, NULL, ops, NULL, "coresight", size);
    memory_region_add_subregion_overlap(container, address, region, 10);
    qemu_mutex_unlock_iothread();
}

static void on_block(qemu_plugin_id_t id, struct qemu_plugin_tb *block)
{
    static const struct memory_region_ops trace = { .read = read_trace, .write = write_trace };
    static const struct memory_region_ops debug = { .read = read_demcr, .write = write_demcr };
    static bool added;

    (void)id;
    if (!added) {
        added = true;
        add(&trace, 0xE0000000u, 0x2000);
        add(&debug, 0xE000EDFCu, 4);
    }
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++)
        qemu_plugin_register_vcpu_insn_exec_inline(qemu_plugin_tb_get_insn(block, i), QEMU_PLUGIN_INLINE_ADD_U64, &executed, 1);
}

static void on_exit_of_qemu(qemu_plugin_id_t id, void *user)
{
    (void)id;
    (void)user;
    fclose(out);
}

int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int argc, char **argv)
{
    (void)info;
    for (int i = 0; i < argc; i++) {
        const char *value = strchr(argv[i], '=');

        if (!value++)
            return -1;
        if (strncmp(argv[i], "core=", 5) == 0)
            snprintf(core, sizeof core, "%s", value);
        else if (strncmp(argv[i], "count=", 6) == 0)
            count = (uint32_t)strtoul(value, NULL, 0);
        else if (strncmp(argv[i], "port=", 5) == 0)
            port = (unsigned)strtoul(value, NULL, 0);
        else if (strncmp(argv[i], "out=", 4) == 0)
            out = fopen(value, "wb");
    }
    if (!out)
        return -1;
    qemu_plugin_register_vcpu_tb_trans_cb(id, on_block);
    qemu_plugin_register_atexit_cb(id, on_exit_of_qemu, NULL);
    return 0;
}
