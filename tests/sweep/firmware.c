#include "firmware.h"

#include "values.h"

static uint32_t clock_low, clock_high;

uint64_t firmware_clock(void)
{
    return (uint64_t)clock_high << 32 | clock_low;
}

static uint32_t pass(uint32_t ticks)
{
#if SWEEP_CORES > 1
    uint32_t now = __atomic_add_fetch(&clock_low, ticks, __ATOMIC_RELAXED); /* another core may look at it meanwhile */
#else
    uint32_t now = clock_low += ticks;
#endif

    if (now < ticks)
        clock_high++;
    return now;
}

uint32_t plog_user_clock(void)
{
    return pass(41u);
}

uint32_t firmware_core;

uint32_t plog_user_core(void)
{
    return firmware_core;
}

void firmware_on_each(void (*make)(void))
{
    unsigned core;

    for (core = 0; core < SWEEP_CORES; core++) {
        firmware_core = core;
        make();
    }
}

/* With "lock user": nobody is there to hold off. */
uint32_t plog_user_lock(void)
{
    return 1u;
}

void plog_user_unlock(uint32_t held)
{
    (void)held;
}

static void log_texts_of(uint32_t n)
{
    char text[10];
    uint8_t bytes[3];
    uint32_t length = values_length(n, 8u);
    uint8_t i;

    for (i = 0; i < length; i++)
        text[i] = (char)values_byte(n, i);
    text[length] = '\0';
    for (i = 0; i < 3u; i++)
        bytes[i] = values_byte(n, 20u + i);
    log_texts(values_null(n) ? NULL : text, bytes);
}

static void log_runs_of(uint32_t n)
{
    uint8_t bytes[5];
    uint16_t words[4];
    int32_t pair[2];
    uint8_t i;

    for (i = 0; i < 5u; i++)
        bytes[i] = values_byte(n, i);
    for (i = 0; i < 4u; i++)
        words[i] = (uint16_t)values_number(n, i);
    pair[0] = (int32_t)values_number(n, 4u);
    pair[1] = -(int32_t)(values_number(n, 5u) / 2u);
    log_runs(bytes, (size_t)values_length(n, 4u), values_null(n) ? NULL : words, (size_t)values_length(n, 3u), pair);
}

static log_point point_of(uint32_t n, uint32_t i)
{
    log_point point;

    point.x = values_real(n, i);
    point.y = values_short(n, i + 10u);
    point.on = values_hash(n, i + 20u) % 2u != 0;
    return point;
}

static void log_places_of(uint32_t n)
{
    log_point points[2];
    double reals[2];
    uint8_t i;

    for (i = 0; i < 2u; i++) {
        points[i] = point_of(n, i);
        reals[i] = values_double(n, i + 30u);
    }
    log_places(points, reals);
}

static void log_others_again_of(uint32_t n)
{
    log_holder holder;

    holder.at = point_of(n, 0);
    holder.n = values_number(n, 40u);
    log_others_again(values_hash(n, 1) % 2u != 0 ? LOG_WIDTH_WIDE : LOG_WIDTH_NARROW, (log_mask)values_long(n, 2), values_long(n, 3),
                     values_real(n, 4), values_null(n) ? NULL : &holder);
}

static void log_lamps_of(uint32_t n)
{
    bool on[3];
    log_point points[2];
    const void *pointers[2];
    char letters[2];
    uint8_t i;

    for (i = 0; i < 3u; i++)
        on[i] = values_hash(n, i) % 2u != 0;
    for (i = 0; i < 2u; i++) {
        points[i] = point_of(n, i);
        pointers[i] = (const void *)(uintptr_t)(uint16_t)values_hash(n, 50u + i);
        letters[i] = (char)values_byte(n, i);
    }
    log_room_lamps(on, points, (size_t)values_length(n, 2u), pointers, letters);
}

void log_record(uint32_t n)
{
    static const log_mode modes[2] = { LOG_MODE_IDLE, LOG_MODE_RUN };

    switch (values_message(n)) {
    case 0: log_plain(); break;
    case 1: log_naturals((uint8_t)values_number(n, 0), (uint16_t)values_number(n, 1), values_number(n, 2), values_long(n, 3)); break;
    case 2: log_integers((int8_t)values_number(n, 0), values_short(n, 1), (int32_t)values_number(n, 2), (int64_t)values_long(n, 3)); break;
    case 3: log_fixeds(values_hash(n, 0), values_short(n, 1), values_double(n, 2)); break;
    case 4:
        log_others(values_hash(n, 0) % 2u != 0, (char)values_byte(n, 1), (const void *)(uintptr_t)(uint16_t)values_hash(n, 2),
                   modes[values_hash(n, 3) % 2u], (log_bits)values_hash(n, 4));
        break;
    case 5: log_texts_of(n); break;
    case 6: log_runs_of(n); break;
    case 7: log_places_of(n); break;
    case 8: log_level((int32_t)values_number(n, 0)); break;
    case 9: log_others_again_of(n); break;
    case 10: log_scan_begin((uint8_t)values_number(n, 0)); break;
    case 11: log_scan_end(); break;
    default: log_lamps_of(n); break;
    }
}

void firmware_wait(void)
{
    pass(0x70000000u);
}

void firmware_wait_long(void)
{
    unsigned times;

    for (times = 0; times < 3u; times++) {
        firmware_wait();
        firmware_on_each(plog_tick);
    }
}

uint32_t firmware_lost(void)
{
    return SWEEP_DROP ? plog_lost() : 0;
}
