#include "rings.h"

#include <string.h>

#include "device.h"

uint8_t good[RING_MAX], other[RING_MAX], laps[LAPS][RING_MAX];
uint8_t good_beside[BESIDE_MAX];
uint32_t next_number;

static void start_cold(void)
{
    memset(device.region, 0, device.size);
    if (device.beside_size > 0)
        memset(device.beside, 0, device.beside_size);
    device_boot();
}

static void make_ring(uint8_t *into, uint32_t from, unsigned records, unsigned boot_every)
{
    start_cold();
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
    start_cold();
    for (next_number = 100000; lap < LAPS; next_number++) {
        if (device.drop)
            device_drain();
        device_log(next_number);
        if (next_number % 200 == 199)
            device_boot();
        if (device_place(0) < before) {
            memcpy(laps[LAPS - 1 - lap % LAPS], device.region, device.size);
            lap++;
        }
        before = device_place(0);
    }
    while (device_place(0) != device.first[1] / 2) {
        if (device.beside_size == 0)
            device_drain(); /* what was drained is neither kept in a row of crashes nor copied */
        device_log(next_number++);
    }
    device_back_up();
    memcpy(good, device.region, device.size);
    memcpy(good_beside, device.beside, device.beside_size);
}

void rings_make(void)
{
    device_power_on();
    make_ring(other, 5000, 700, 150);
    make_laps();
}
