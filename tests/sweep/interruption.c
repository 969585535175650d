/* See interruption.h. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "interruption.h"
#include "interrupts.h"
#include "machine.h"

#define RING_MOST 4096

static uint64_t interrupts, ring;
static size_t size;
static FILE *stream, *rings, *told;
static uint32_t left; /* instructions up to the interrupt; 0: none comes; or PLACES_NEW */
static uint64_t raised;

static struct interrupts read_shared(void)
{
    struct interrupts shared;

    machine_read(interrupts, &shared, sizeof shared);
    return shared;
}

void interruption_step(uint64_t address)
{
    if (left > 0 && places_due(&left, address)) {
        raised++;
        machine_interrupt(true);
    }
}

static void write_ring(void)
{
    uint8_t bytes[RING_MOST];

    machine_read(ring, bytes, size);
    fwrite(bytes, 1, size, rings);
}

void interruption_stored(uint64_t address)
{
    struct interrupts shared;

    if (address - interrupts >= sizeof shared)
        return;
    shared = read_shared();
    if (address == interrupts + offsetof(struct interrupts, armed))
        left = shared.armed ? shared.after : 0;
    else if (address == interrupts + offsetof(struct interrupts, came) && shared.came)
        machine_interrupt(false);
    else if (address == interrupts + offsetof(struct interrupts, rested) && shared.rested)
        write_ring();
    else if (address == interrupts + offsetof(struct interrupts, length) && shared.length > 0)
        fwrite(shared.chunk, 1, shared.length, stream);
}

void interruption_end(void)
{
    struct interrupts shared = read_shared();

    if (!shared.done) {
        machine_reset();
        return;
    }
    fprintf(told, "%llu %u %u %u %u %u %u %u %u %u\n", (unsigned long long)raised, places_spared(), (unsigned)shared.refused, (unsigned)shared.cleared,
            (unsigned)shared.resets, (unsigned)shared.failures, (unsigned)shared.traces, (unsigned)(shared.dropped + shared.dropped_inside),
            (unsigned)shared.missed, (unsigned)shared.logged);
    _Exit(fclose(stream) == 0 && fclose(rings) == 0 && fclose(told) == 0 ? 0 : 1);
}

static FILE *create(const char *folder, const char *name)
{
    char path[4096];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return fopen(path, "wb");
}

bool interruption_option(const char *argument)
{
    const char *value = strchr(argument, '=');

    if (!value++)
        return false;
    if (strncmp(argument, "interrupts=", 11) == 0) {
        interrupts = strtoull(value, NULL, 0);
    } else if (strncmp(argument, "ring=", 5) == 0) {
        ring = strtoull(value, NULL, 0);
    } else if (strncmp(argument, "size=", 5) == 0) {
        size = strtoul(value, NULL, 0);
    } else if (strncmp(argument, "step=", 5) == 0) {
        places_step((unsigned)strtoul(value, NULL, 0));
    } else if (strncmp(argument, "out=", 4) == 0) {
        stream = create(value, "stream");
        rings = create(value, "rings");
        told = create(value, "told");
    } else {
        return false;
    }
    return true;
}

bool interruption_ready(void)
{
    return stream && rings && told && size > 0 && size <= RING_MOST;
}
