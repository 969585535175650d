/*
 * seeds RECORDS RING STREAM BACKUP: logs so many records of every kind, in two boots (with "cores" in one), drains now and then, and ends with a trace. Writes the ring as it then
 * stands, what was drained, and, if compiled with PLOG_BACKUP, the backup.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "seeds.h"

static uint32_t region[PLOG_REGION_SIZE / 4];
static FILE *stream;

uint64_t plog_user_clock(void)
{
    static uint64_t now = 1000;

    return now += 97;
}

uint32_t plog_user_lock(void)
{
    return 1;
}

void plog_user_unlock(uint32_t held)
{
    (void)held;
}

#if PLOG_BACKUP
static uint32_t backup[PLOG_BACKUP / 4];

void plog_backup_read(uint32_t offset, uint32_t *words, uint32_t count)
{
    memcpy(words, backup + offset / 4, 4 * count);
}

void plog_backup_write(uint32_t offset, const uint32_t *words, uint32_t count)
{
    memcpy(backup + offset / 4, words, 4 * count);
}
#endif

static bool to_stream(void *user, const void *bytes, size_t length)
{
    (void)user;
    return fwrite(bytes, 1, length, stream) == length;
}

static void log_one(unsigned n)
{
    static const char text[] = "some text, \xC2\xB5 too";
    const uint16_t list[5] = { 1, 300, 0, 65535, 7 };
    const log_point points[2] = { { -1, 2 }, { 300, 255 } };

    switch (n % 11) {
    case 0: log_drive_fault((log_fault_code)(n % 4), (int16_t)(n * 77)); break;
    case 1: log_drive_move_begin(points, n); break;
    case 2: log_state(n % 2 == 0, (log_line)(n & 0x203u), (char)(n % 90 + 35)); break;
    case 3: log_nothing(); break;
    case 4: log_numbers(UINT64_MAX >> n % 64, -(int64_t)n, (float)n / 3, 1e300 / n); break;
    case 5: log_text(n % 3 ? text + n % sizeof text : NULL, (const uint8_t *)"\1\2\3"); break;
    case 6: log_lists(list, n % 6, n % 4 ? points : NULL, n % 5 ? (const uint8_t *)text : NULL, n % 7); break;
    case 7: log_level(n << n % 20); break;
    case 8: log_drive_move_end(); break;
    case 9: log_drive_dead(LOG_FAULT_CODE_STALL, (uint16_t)n); break;
    case 10: log_text("", NULL); break;
    }
}

static void save(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");

    if (!file || fwrite(bytes, 1, size, file) != size || fclose(file) != 0)
        exit(1);
}

int main(int argc, char **argv)
{
    static const plog_state fresh[PLOG_RINGS] = PLOG_STATES;
    unsigned records = argc == 5 ? (unsigned)atoi(argv[1]) : 0;
    unsigned n;

    stream = argc == 5 ? fopen(argv[3], "wb") : NULL;
    if (!stream || plog_init_region(region, PLOG_REGION_SIZE, PLOG_CAUSE_POWER_ON) != PLOG_OK)
        return 1;
    for (n = 1; n <= records; n++) {
        log_one(n);
        if (n % 40 == 20)
            plog_drain(to_stream, NULL, 600);
        if (PLOG_CORES == 1 && n == records / 2) {
            plog_going_down(PLOG_CAUSE_SOFTWARE);
            memcpy(plog_states, fresh, sizeof fresh);
            if (plog_init_region(region, PLOG_REGION_SIZE, PLOG_CAUSE_UNKNOWN) > PLOG_FULL)
                return 1;
        }
    }
#if PLOG_BACKTRACE
    plog_backtrace();
#endif
#if PLOG_BACKUP
    plog_backup();
    save(argv[4], backup, sizeof backup);
#endif
    save(argv[2], region, sizeof region);
    plog_drain(to_stream, NULL, SIZE_MAX);
    return fclose(stream) != 0;
}
