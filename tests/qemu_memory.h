/*
 * How a plugin puts a device's registers into the machine's memory. As qemu_machine.h: QEMU 7.2's programs export it, but it is no documented interface.
 * Source: QEMU 7.2, include/exec/memory.h.
 */
#ifndef QEMU_MEMORY_H
#define QEMU_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

/* A region's own structure is smaller. */
#define MEMORY_REGION_SIZE 4096

struct memory_region_ops {
    uint64_t (*read)(void *opaque, uint64_t at, unsigned size);
    void (*write)(void *opaque, uint64_t at, uint64_t value, unsigned size);
    void *read_with_attributes, *write_with_attributes;
    int endianness;
    struct {
        unsigned least, most; /* bytes of an access; 0: 1 to 4 */
        bool unaligned;
        void *accepts;
    } valid;
    struct {
        unsigned least, most;
        bool unaligned;
    } implemented;
};

/* With the lock held, as for lines. What has the greater priority is seen where regions overlap. */
void memory_region_init_io(void *region, void *owner, const struct memory_region_ops *ops, void *opaque, const char *name, uint64_t size);
void memory_region_add_subregion_overlap(void *container, uint64_t offset, void *region, int priority);

#endif
