#ifdef CORES
/* Which core runs is the test's to say. The port's function, plog_core(void), which tells threads apart, gets another name. */
static unsigned core;
#define plog_core(...) CORE_##__VA_ARGS__
#define CORE_void core_of_thread(void)
#define CORE_ core
#endif

#include "corruption.c"

#include "device.h"

#include <stdio.h>
#include <stdlib.h>

#if PLOG_CLOCK == PLOG_CLOCK_USER
uint64_t plog_user_clock(void)
{
    static uint64_t now;

    return now += 700;
}
#endif

#if PLOG_CRASH_LOOP
#define BESIDE (uint8_t *)&plog_loop
#define BESIDE_SIZE sizeof plog_loop
#elif PLOG_BACKUP
static uint32_t backup[PLOG_BACKUP / 4];

/* A word is stored in one piece. */
static void copy_words(uint32_t *to, const uint32_t *from, uint32_t count)
{
    while (count-- > 0)
        *to++ = *from++;
}

void plog_backup_read(uint32_t offset, uint32_t *words, uint32_t count)
{
    copy_words(words, backup + offset / 4, count);
}

void plog_backup_write(uint32_t offset, const uint32_t *words, uint32_t count)
{
    copy_words(backup + offset / 4, words, count);
}

#define BESIDE (uint8_t *)backup
#define BESIDE_SIZE sizeof backup
#else
#define BESIDE NULL
#define BESIDE_SIZE 0
#endif

struct device device = {
    .size = PLOG_REGION_SIZE, .block = PLOG_BLOCK_SIZE, .blocks = PLOG_REGION_SIZE / PLOG_BLOCK_SIZE, .header = PLOG_HEADER_SIZE,
    .parity = PLOG_PARITY, .check = PLOG_CHECK, .drop = PLOG_DROP, .rings = PLOG_RINGS, .beside = BESIDE, .beside_size = BESIDE_SIZE,
#if PLOG_CRASH_LOOP
    .guards = true,
#elif PLOG_BACKUP
    .backs_up = true,
#endif
#if PLOG_CLOCK != PLOG_CLOCK_NONE
    .span = (uint64_t)1 << (31 + PLOG_CLOCK_SHIFT),
#endif
};

/* A store behind the region's end is a SIGSEGV, but for up to three bytes where its size is odd. */
void device_power_on(void)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE), whole = (PLOG_REGION_SIZE + page - 1) / page * page;
    uint8_t *memory = (uint8_t *)mmap(NULL, whole + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (memory == MAP_FAILED || mprotect(memory + page, whole, PROT_READ | PROT_WRITE) != 0)
        abort();
    device.region = memory + page + (whole - PLOG_REGION_SIZE) / 4 * 4;
    for (unsigned ring = 0; ring < PLOG_RINGS; ring++)
        device.first[ring + 1] = device.first[ring] + plog_parts[ring];
}

bool device_boot(void)
{
    static const plog_state fresh[PLOG_RINGS] = PLOG_STATES;
    plog_status status;

    memcpy(plog_states, fresh, sizeof fresh);
    plog_given = false;
    plog_refused[0] = 0;
#ifdef CORES
    plog_begun = false;
    memset(plog_started, 0, sizeof plog_started);
    core = 0;
#endif
    status = plog_init_region(device.region, PLOG_REGION_SIZE, PLOG_CAUSE_WATCHDOG);
#ifdef CORES
    for (core = 0; core < PLOG_CORES; core++)
        plog_take_over(core); /* as its first call does */
#endif
    return status == PLOG_OK || status == PLOG_FULL;
}

static struct {
    uint8_t region[PLOG_REGION_SIZE], beside[BESIDE_SIZE + 1];
    plog_state states[PLOG_RINGS];
    bool given;
#if PLOG_BACKUP
    bool copy_live;
#endif
} kept[DEVICE_KEPT];

void device_keep(unsigned which)
{
    memcpy(kept[which].region, device.region, PLOG_REGION_SIZE);
    if (device.beside_size > 0)
        memcpy(kept[which].beside, device.beside, device.beside_size);
    memcpy(kept[which].states, plog_states, sizeof plog_states);
    kept[which].given = plog_given;
#if PLOG_BACKUP
    kept[which].copy_live = plog_copy_live;
#endif
}

void device_resume(unsigned which)
{
    memcpy(device.region, kept[which].region, PLOG_REGION_SIZE);
    if (device.beside_size > 0)
        memcpy(device.beside, kept[which].beside, device.beside_size);
    memcpy(plog_states, kept[which].states, sizeof plog_states);
    plog_given = kept[which].given;
#if PLOG_BACKUP
    plog_copy_live = kept[which].copy_live;
#endif
#ifdef CORES
    plog_begun = true; /* a boot that was cut short may have left them otherwise */
    memset(plog_started, 0, sizeof plog_started);
#endif
}

uint32_t product_of(uint32_t number)
{
    return number * 2654435761u + 12345u;
}

unsigned text_of(uint32_t number, char text[16])
{
    return (unsigned)snprintf(text, 16, "%x", (unsigned)(product_of(number) >> number % 20));
}

unsigned device_ring(uint32_t number)
{
    return PLOG_RINGS > 1 && number % 4 == 3 ? 1 : 0;
}

void device_log(uint32_t number)
{
    uint32_t product = product_of(number);
    char text[16];

#ifdef CORES
    core = device_ring(number);
#endif
    if (number % 4 == 3) {
        log_pair(number, (uint64_t)product << 20);
    } else {
        text_of(number, text);
        log_sample(number, product, text, (const uint8_t *)&product, number % 5);
    }
}

uint8_t pattern_of(uint32_t number, unsigned i)
{
    return (uint8_t)(product_of(number) >> i % 24);
}

#ifdef LARGEST /* of a blob; a number that the build gives with the spec */
const unsigned device_largest = LARGEST;

void device_log_blob(uint32_t number, unsigned length)
{
    uint8_t raw[LARGEST];
    unsigned i;

    for (i = 0; i < length; i++)
        raw[i] = pattern_of(number, i);
#ifdef CORES
    core = device_ring(number);
#endif
    if (device_ring(number) == 1)
        log_kept_blob(number, raw, length);
    else
        log_blob(number, raw, length);
}
#endif

static bool throw_away(void *user, const void *bytes, size_t length)
{
    (void)user;
    (void)bytes;
    return length > 0;
}

void device_seal_beside(void)
{
#if PLOG_CRASH_LOOP
    plog_loop.state[0] = (plog_loop.state[0] & 0xFFFFu) | ~plog_loop.state[0] << 16;
    plog_loop.place %= plog_parts[0];
    plog_loop.seal = plog_seal_of(plog_at(0, plog_loop.place));
#elif PLOG_BACKUP
    plog_copy copy;
    uint32_t crc = UINT32_MAX;

    memcpy(&copy, backup, sizeof copy);
    copy.state = PLOG_COPY_WHOLE;
    copy.shape = PLOG_COPY_SHAPE;
    copy.blocks = plog_parts[0];
    copy.newest %= copy.blocks;
    copy.words %= PLOG_BACKUP / 4 - PLOG_COPY_WORDS + 1;
    for (uint32_t i = 0; i < copy.words; i++)
        crc = plog_crc(crc, backup[PLOG_COPY_WORDS + i], 32);
    copy.check = plog_copy_end_check(crc, &copy);
    memcpy(backup, &copy, sizeof copy);
#endif
}

void device_seal_open(void)
{
#if PLOG_PARITY
    plog_seal_now(plog_newest(0));
#endif
}

unsigned device_guarded(void)
{
#if PLOG_CRASH_LOOP
    const plog_header *block = plog_guarded();

    if (block != NULL && plog_row() >= PLOG_CRASH_LOOP && block->read < plog_used_of(block))
        return plog_loop.place;
#endif
    return device.blocks;
}

void device_drain(void)
{
    plog_drain(throw_away, NULL, SIZE_MAX);
}

void device_clear(void)
{
    plog_clear();
}

void device_seal(uint8_t *bytes)
{
    plog_header *header = (plog_header *)bytes;

    header->word = (header->word & 0xFFu) | (uint32_t)PLOG_SCHEMA << 8;
    header->check = plog_check(header);
}

void device_back_up(void)
{
#if PLOG_BACKUP
    plog_backup();
#endif
}

void device_go_down(void)
{
    plog_going_down(PLOG_CAUSE_PANIC);
}

unsigned device_place(unsigned ring)
{
    return (unsigned)((uint8_t *)plog_states[ring].open - device.region) / PLOG_BLOCK_SIZE;
}

unsigned device_used(void)
{
    return plog_used_of(plog_states[0].open);
}
