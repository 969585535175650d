/*
 * What the tests use of QEMU's interface for TCG plugins, version 1 (QEMU 7.2, "QEMU TCG Plugins" in its developer's documentation, and
 * include/qemu/qemu-plugin.h). It is declared here because not every distribution has that header.
 */
#ifndef QEMU_PLUGIN_H
#define QEMU_PLUGIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define QEMU_PLUGIN_EXPORT __attribute__((visibility("default")))

typedef uint64_t qemu_plugin_id_t;
typedef struct qemu_info_t qemu_info_t;
struct qemu_plugin_tb;   /* a block of instructions that are translated together */
struct qemu_plugin_insn;

enum qemu_plugin_cb_flags { QEMU_PLUGIN_CB_NO_REGS };
enum qemu_plugin_op { QEMU_PLUGIN_INLINE_ADD_U64 };
enum qemu_plugin_mem_rw { QEMU_PLUGIN_MEM_R = 1, QEMU_PLUGIN_MEM_W };
typedef uint32_t qemu_plugin_meminfo_t;

/* The plugin's own: QEMU looks for them. A plugin that installs returns 0. */
QEMU_PLUGIN_EXPORT extern int qemu_plugin_version; /* 1 */
QEMU_PLUGIN_EXPORT int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int argc, char **argv);

/* Called for each block when it is translated; there it asks for the callbacks below. */
void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t id, void (*callback)(qemu_plugin_id_t id, struct qemu_plugin_tb *block));
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *block);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *block, size_t index);

/* Called when QEMU ends. */
void qemu_plugin_register_atexit_cb(qemu_plugin_id_t id, void (*callback)(qemu_plugin_id_t id, void *user), void *user);

uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *instruction);
const void *qemu_plugin_insn_data(const struct qemu_plugin_insn *instruction);
size_t qemu_plugin_insn_size(const struct qemu_plugin_insn *instruction);

/* Before each execution of the instruction, and behind each of its memory accesses. */
void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn *instruction, void (*callback)(unsigned core, void *user),
                                            enum qemu_plugin_cb_flags flags, void *user);
void qemu_plugin_register_vcpu_insn_exec_inline(struct qemu_plugin_insn *instruction, enum qemu_plugin_op operation, void *counter,
                                                uint64_t summand);
void qemu_plugin_register_vcpu_mem_cb(struct qemu_plugin_insn *instruction,
                                      void (*callback)(unsigned core, qemu_plugin_meminfo_t info, uint64_t address, void *user),
                                      enum qemu_plugin_cb_flags flags, enum qemu_plugin_mem_rw accesses, void *user);

/* Of the last one's `info`. QEMU 7.2 calls it for loads, too, when it was asked for stores. */
bool qemu_plugin_mem_is_store(qemu_plugin_meminfo_t info);

#endif
