#include "rings.h"

#include <string.h>

#include "device.h"

uint8_t good[RING_MAX], other[RING_MAX], laps[LAPS][RING_MAX];
uint32_t next_number;

static void make_ring(uint8_t *into, uint32_t from, unsigned records, unsigned boot_every)
{
    memset(device.region, 0, device.size);
    device_boot();
    for (uint32_t n = from; n < from + records; n++) {
        if (n % boot_every == boot_every - 1)
            device_boot();
        if (device.drop)
            device_drain();
        device_log(n);
    }
    memcpy(into, device.region, device.size);
    next_number = from + records;
}

/* Keeps the blocks of the laps before; `good` is in lap LAPS then. */
static void make_laps(void)
{
    unsigned before = 0, lap = 0;
    memset(device.region, 0, device.size);
    device_boot();
    for (next_number = 100000; lap < LAPS; next_number++) {
        if (device.drop)
            device_drain();
        device_log(next_number);
        if (next_number % 200 == 199)
            device_boot();
        if (device_place() < before) {
            memcpy(laps[LAPS - 1 - lap % LAPS], device.region, device.size);
            lap++;
        }
        before = device_place();
    }
    while (device_place() != device.blocks / 2) {
        device_drain();
        device_log(next_number++);
    }
    memcpy(good, device.region, device.size);
}

void rings_make(void)
{
    device_power_on();
    make_ring(other, 5000, 700, 150);
    make_laps();
}
