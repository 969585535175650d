/*
 * share TABLE SEEDS [single]: how much of a full ring is still shown, and shown rightly, after so many of its bits were flipped, or after a burst of so
 * many random bytes: the mean of SEEDS tries each. With "single", of a ring of the same size that has one header and no checks (single.h).
 * Prints lines "DAMAGE AMOUNT RIGHT WRONG", both in percent of the records that were there.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../roundtrip/random.h"
#include "device.h"
#include "observe.h"
#include "rings.h"
#include "single.h"

#define FLIPS_MOST 4096u
#define BURST_MOST 1024u

static uint8_t whole[RING_MAX], image[RING_MAX];
static struct observed reference, seen;
static unsigned there; /* records in the undamaged ring */
static uint32_t last;
static bool single;

/* Each bit once. */
static void flip_bits(struct random *r, unsigned amount)
{
    while (amount > 0) {
        unsigned bit = random_below(r, 8 * device.size);
        uint8_t mask = (uint8_t)(1u << bit % 8);
        if ((image[bit / 8] ^ whole[bit / 8]) & mask)
            continue;
        image[bit / 8] ^= mask;
        amount--;
    }
}

static void burst(struct random *r, unsigned amount)
{
    unsigned from = random_below(r, device.size - amount + 1);
    for (unsigned i = 0; i < amount; i++)
        image[from + i] = (uint8_t)random_bits(r);
}

static bool was_there(const struct shown *s)
{
    for (unsigned i = 0; i < reference.total; i++)
        if (reference.events[i].message && reference.events[i].hash == s->hash)
            return true;
    return false;
}

/* What is shown of the image. A record that is shown twice would be wrong the second time: blocks are shown once, so none is. */
static struct single_shown shown(void)
{
    struct single_shown s = { 0, 0 };
    if (single)
        return single_read(image, device.size, last, there);
    observe(image, 0, device.size, &seen);
    for (unsigned i = 0; i < seen.total; i++) {
        if (!seen.events[i].message)
            continue;
        bool right = seen.events[i].is_true && was_there(&seen.events[i]);
        s.right += right;
        s.wrong += !right;
    }
    return s;
}

static void measure(const char *name, void (*damage)(struct random *, unsigned), unsigned amount, unsigned seeds)
{
    unsigned long right = 0, wrong = 0;
    for (unsigned seed = 0; seed < seeds; seed++) {
        struct random r = { (uint64_t)amount << 32 | seed };
        memcpy(image, whole, device.size);
        damage(&r, amount);
        struct single_shown s = shown();
        right += s.right;
        wrong += s.wrong;
    }
    double all = (double)there * seeds;
    printf("%s %u %.1f %.1f\n", name, amount, 100 * (double)right / all, 100 * (double)wrong / all);
}

static void prepare(void)
{
    rings_make();
    last = next_number - 1;
    if (single) {
        there = single_fill(whole, device.size, last);
    } else {
        memcpy(whole, good, device.size);
        observe(good, 0, device.size, &reference);
        for (unsigned i = 0; i < reference.total; i++)
            there += reference.events[i].message;
    }
    printf("records %u 100.0 0.0\n", there);
}

int main(int argc, char **argv)
{
    if (argc < 3 || !freopen("/dev/null", "w", stderr))
        return 2;
    unsigned seeds = (unsigned)strtoul(argv[2], NULL, 0);
    single = argc > 3;
    observe_table(argv[1]);
    prepare();
    for (unsigned amount = 1; amount <= FLIPS_MOST; amount *= 2)
        measure("flips", flip_bits, amount, seeds);
    for (unsigned amount = 1; amount <= BURST_MOST; amount *= 2)
        measure("burst", burst, amount, seeds);
    return there == 0;
}
