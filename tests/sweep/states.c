/* See states.h. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "journal.h"
#include "machine.h"
#include "states.h"

uint64_t sweep_executed;

#define SIZE_MOST 4096
#define MORE_MOST 1024
#define STATE_MOST (JOURNAL_ITEMS + SIZE_MOST + MORE_MOST)
#define LEVELS 3 /* the workload, a recovery, and the recovery from a reset in a recovery */

/* The states of one boot in which the ring changed, or what else outlives a reset. A state is the items, the ring, and what else. */
struct states {
    uint8_t *bytes;
    size_t count, capacity;
    size_t next; /* the first one that was not recovered from */
    size_t step; /* from it to the next one that is */
};

static uint64_t ring, journal, more;
static size_t size, more_size;
static unsigned first, second, whole;
static bool loses; /* the ring in a reset */
static FILE *file;

static struct states levels[LEVELS];
static unsigned level;
static uint64_t entered, inside;
static uint8_t last[STATE_MOST];

static size_t state_size(void)
{
    return JOURNAL_ITEMS + size + more_size;
}

static void read_state(uint8_t *state)
{
    machine_read(journal, state, JOURNAL_ITEMS);
    machine_read(ring, state + JOURNAL_ITEMS, size);
    machine_read(more, state + JOURNAL_ITEMS + size, more_size);
}

static void write_state(uint8_t *state)
{
    machine_write(journal, state, JOURNAL_ITEMS);
    machine_write(ring, state + JOURNAL_ITEMS, size);
    machine_write(more, state + JOURNAL_ITEMS + size, more_size);
}

static void tell_state(const uint8_t *state, bool changed)
{
    putc('S', file);
    putc(changed, file);
    fwrite(state, 1, JOURNAL_ITEMS + size, file);
}

static void keep(const uint8_t *state)
{
    struct states *own = &levels[level];

    if (own->count == own->capacity) {
        own->capacity = own->capacity ? 2 * own->capacity : 256;
        own->bytes = realloc(own->bytes, own->capacity * state_size());
        if (!own->bytes)
            abort();
    }
    memcpy(own->bytes + own->count++ * state_size(), state, state_size());
}

/* What a reset would leave now, if it would leave something else than before. */
static void look(void)
{
    uint8_t state[STATE_MOST];
    bool changed;

    read_state(state);
    if (memcmp(state, last, state_size()) == 0)
        return;
    changed = memcmp(state + JOURNAL_ITEMS, last + JOURNAL_ITEMS, size + more_size) != 0;
    memcpy(last, state, state_size());
    tell_state(state, changed);
    if (changed)
        keep(state);
}

static void write_chunk(void)
{
    struct journal copy;

    machine_read(journal, &copy, sizeof copy);
    putc('C', file);
    putc(copy.length, file);
    fwrite(copy.chunk, 1, copy.length, file);
}

static void on_inside(void)
{
    uint8_t now;

    machine_read(journal + offsetof(struct journal, inside), &now, 1);
    if (now)
        entered = sweep_executed;
    else
        inside += sweep_executed - entered;
}

void sweep_stored(uint64_t address)
{
    if (address - ring < size || address - journal < JOURNAL_ITEMS || address - more < more_size)
        look();
    else if (address == journal + offsetof(struct journal, chunks))
        write_chunk();
    else if (address == journal + offsetof(struct journal, inside))
        on_inside();
}

static void make_noise(uint8_t *at, size_t length)
{
    uint32_t noise = 2463534242u;

    while (length-- > 0) {
        noise ^= noise << 13; /* xorshift32 */
        noise ^= noise >> 17;
        noise ^= noise << 5;
        *at++ = (uint8_t)noise;
    }
}

/* Which states of this boot, that had this index, are recovered from. */
static void choose(unsigned on_level, size_t index)
{
    struct states *own = &levels[on_level];

    own->count = 0;
    own->next = 0;
    own->step = on_level == 0 ? first : on_level == 1 ? second : 0;
    if (on_level == 1 && whole > 0 && index / first % whole == 0)
        own->step = 1;
    else if (on_level == 1 && second > 0) /* not the same ones in each recovery */
        own->next = index / first % second;
}

/* Resets the machine; it finds the state in its memory. With `loses` the ring is lost in the first reset, and in every second one of a recovery. */
static void boot(unsigned on_level, size_t index, uint8_t *state)
{
    uint32_t index32 = (uint32_t)index;
    bool lost = loses && (on_level == 1 || (on_level == 2 && index % 2 == 0));

    level = on_level;
    choose(level, index);
    memcpy(last, state, state_size());
    if (lost)
        make_noise(last + JOURNAL_ITEMS, size);
    write_state(last);
    putc('B', file);
    putc((int)level, file);
    putc(lost, file);
    fwrite(&index32, sizeof index32, 1, file);
    tell_state(last, false);
    machine_reset();
}

/* What is recovered from next: the states of the deepest level that has some left. False when all is done. */
static bool go_on(void)
{
    for (unsigned from = LEVELS - 1; from-- > 0;) {
        struct states *own = &levels[from];

        if (level >= from && own->step > 0 && own->next < own->count) {
            size_t index = own->next;

            own->next += own->step;
            if (from == 0 && own->next >= own->count && index + 1 < own->count)
                own->next = own->count - 1;
            boot(from + 1, index, own->bytes + index * state_size());
            return true;
        }
    }
    return false;
}

void sweep_begin(void)
{
    uint8_t state[STATE_MOST] = { 0 };

    make_noise(state + JOURNAL_ITEMS, size + more_size);
    boot(0, 0, state);
}

bool sweep_ended(void)
{
    if (go_on())
        return true;
    putc('P', file);
    fwrite(&inside, sizeof inside, 1, file);
    if (fclose(file) != 0)
        exit(1);
    return false;
}

uint64_t sweep_number(const char *argument)
{
    return strtoull(strchr(argument, '=') + 1, NULL, 0);
}

bool sweep_option(const char *argument)
{
    if (strncmp(argument, "ring=", 5) == 0)
        ring = sweep_number(argument);
    else if (strncmp(argument, "size=", 5) == 0)
        size = sweep_number(argument);
    else if (strncmp(argument, "journal=", 8) == 0)
        journal = sweep_number(argument);
    else if (strncmp(argument, "more=", 5) == 0)
        more = sweep_number(argument);
    else if (strncmp(argument, "more_size=", 10) == 0)
        more_size = sweep_number(argument);
    else if (strncmp(argument, "loses=", 6) == 0)
        loses = sweep_number(argument) != 0;
    else if (strncmp(argument, "first=", 6) == 0)
        first = (unsigned)sweep_number(argument);
    else if (strncmp(argument, "second=", 7) == 0)
        second = (unsigned)sweep_number(argument);
    else if (strncmp(argument, "whole=", 6) == 0)
        whole = (unsigned)sweep_number(argument);
    else if (strncmp(argument, "out=", 4) == 0)
        file = fopen(argument + 4, "wb");
    else
        return false;
    return true;
}

bool sweep_ready(void)
{
    return file && size > 0 && size <= SIZE_MOST && more_size <= MORE_MOST;
}
