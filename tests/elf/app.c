/*
 * Each boot is interrupted somewhere in the workload, which the log takes for a crash, and resets. The next one drains the record.
 */
#include "board.h"
#include "samples.h"
#include "semihosting.h"
#include "workload.h"

/* Kept over a reset. The emulator's RAM is zero at power-on. */
static uint32_t sample __attribute__((section(".noinit")));
static uint32_t random_state __attribute__((section(".noinit")));

/* A plog_sink. */
static bool to_file(void *user, const void *bytes, size_t length)
{
    return semihosting_write(*(const int32_t *)user, bytes, length);
}

static void drain(void)
{
    int32_t file = sample == 0u ? semihosting_create("samples.bin") : semihosting_append("samples.bin");

    if (file < 0)
        semihosting_exit(1u);
    plog_drain(to_file, &file, SIZE_MAX);
    semihosting_close(file);
}

static uint32_t next_random(void)
{
    random_state ^= random_state << 13; /* xorshift32 */
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state;
}

int main(void)
{
    if (sample == 0u)
        random_state = 2463534242u;
    plog_init(PLOG_CAUSE_UNKNOWN);
    drain();
    if (sample == SAMPLES)
        semihosting_exit(0u);
    log_sample(++sample);
    board_start_timer(50u + next_random() % 20000u);
    for (;;)
        workload(next_random());
}
