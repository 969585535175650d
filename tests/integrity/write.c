/* write FILE: logs 20 laps of noise and appends an image of the ring to FILE now and then. */
#include <stdio.h>
#include <stdlib.h>

#include "damage.h"

#define REGION 4096
#define IMAGES 400

static uint32_t region[REGION / 4];
static uint64_t now;

uint64_t plog_user_clock(void)
{
    return now;
}

uint32_t plog_user_lock(void)
{
    return 1;
}

void plog_user_unlock(uint32_t mask)
{
    (void)mask;
}

static uint32_t noise(void)
{
    static uint32_t seed = 2463534242u;

    seed ^= seed << 13;
    seed ^= seed >> 17;
    return seed ^= seed << 5;
}

static void log_one(void)
{
    const char text[] = "some twelve letters";
    uint16_t list[4] = { (uint16_t)noise(), (uint16_t)(noise() & 63), 0, 1 };
    float floats[2] = { (float)noise(), 0.5f };
    uint64_t wide = (uint64_t)noise() << 32 | noise();

    now += noise() % 300;
    switch (noise() % 9) {
    case 0: log_exact(noise(), (uint16_t)noise(), (float)noise(), (uint8_t)noise()); break;
    case 1: log_none(); break;
    case 2: log_small((uint8_t)noise()); break;
    case 3: log_number(noise() >> noise() % 32); break;
    case 4: log_pair((int16_t)noise(), (int16_t)(noise() % 5)); break;
    case 5: log_text(text + noise() % sizeof text); break;
    case 6: log_wide(wide >> noise() % 64, (double)noise()); break;
    case 7: log_blob(noise() % 4 ? (const uint8_t *)text : NULL); break;
    case 8: log_list(list, noise() % 5, noise() % 4 ? floats : NULL); break;
    }
}

int main(int argc, char **argv)
{
    FILE *file = argc == 2 ? fopen(argv[1], "wb") : NULL;

    if (!file || plog_init_region(region, REGION, PLOG_CAUSE_POWER_ON) != PLOG_OK)
        return 1;
    for (int image = 0; image < IMAGES; image++) {
        for (int i = 0; i < 50; i++)
            log_one();
        if (fwrite(region, 1, REGION, file) != REGION)
            return 1;
    }
    return fclose(file) != 0;
}
