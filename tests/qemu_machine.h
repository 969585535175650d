/*
 * What QEMU 7.2's programs export besides the plugin interface, and the tests use to reset and to interrupt the machine: no documented
 * interface, so another version may not have it. Sources: QEMU 7.2: include/exec/cpu-common.h, include/hw/core/cpu.h, include/hw/qdev-core.h,
 * include/hw/irq.h, include/qom/object.h, include/qemu/main-loop.h, include/sysemu/runstate.h.
 */
#ifndef QEMU_MACHINE_H
#define QEMU_MACHINE_H

#include <stdbool.h>
#include <stdint.h>

void *qemu_get_cpu(int index);
int cpu_memory_rw_debug(void *cpu, uint64_t address, void *bytes, uint64_t length, bool write);

/* The machine is reset when the core has left its loop; RAM keeps its contents. */
enum { SHUTDOWN_CAUSE_HOST_QMP_SYSTEM_RESET = 3 };
void qemu_system_reset_request(int cause);

/* One core, or one device, alone and at once. Only with the lock held. */
void cpu_reset(void *cpu);
void device_cold_reset(void *device);

_Noreturn void cpu_loop_exit_noexc(void *cpu);

/* An input line of a device, and its level. Only with the lock held. */
void *object_resolve_path(const char *path, bool *ambiguous);
void *qdev_get_gpio_in(void *device, int line);
void *qdev_get_gpio_in_named(void *device, const char *name, int line);
void qemu_set_irq(void *line, int level);
void qemu_mutex_lock_iothread_impl(const char *file, int line);
void qemu_mutex_unlock_iothread(void);

#endif
