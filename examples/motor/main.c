/*
 * A motor controller that crashes, and the boot after it that tells why.
 *
 * Boot 1 logs from main and from the SysTick interrupt until main reads the encoder through a bad pointer. The
 * HardFault handler logs its last words and resets. The next boot finds all of it in RAM and drains it to the host.
 */
#include "board.h"
#include "motor.h"
#include "semihosting.h"

#define STATUS_REPORTS 3u /* before the crash */

/* How many crashes before the boot that drains. The test of a longer series sets it higher. */
#ifndef CRASHES
#define CRASHES 1u
#endif

/* Where somebody thinks the encoder is. Nothing answers there. */
#define ENCODER_POSITION REGISTER(0x60000000u)

/* Kept over a reset, as the log is: what this board has been through since power-on. */
static struct {
    uint32_t known; /* HISTORY_KNOWN once the other field means something */
    uint32_t crashes;
} history __attribute__((section(".noinit")));

#define HISTORY_KNOWN 0x6B6E6F77u

static volatile uint32_t reports;
static volatile int16_t rpm;

/* The spec's "clock user". */
uint32_t plog_user_clock(void)
{
    return FPGAIO_COUNTER;
}

/* Once a millisecond: the motor speeds up and says so. */
void SysTick_Handler(void)
{
    plog_tick();
    if (reports == STATUS_REPORTS)
        return;
    rpm = (int16_t)(rpm - 400);
    reports++;
    log_motor_status(rpm, (uint16_t)(900u + 350u * reports), 41);
}

void HardFault_Handler(void)
{
    log_motor_fault(LOG_FAULT_CODE_ENCODER_LOST, rpm);
    plog_going_down(PLOG_CAUSE_FAULT);
    history.crashes++;
    semihosting_print("motor: HardFault, resetting\n");
    board_reset();
}

static void run_motor(void)
{
    static const uint8_t start[8] = {0x01, 0x00, 0xB0, 0x04, 0x00, 0x00, 0x00, 0x7F};

    log_armed("console");
    log_can_rx(0x1A5u, start);
    board_start_systick(BOARD_HZ / 1000u);
    while (reports < STATUS_REPORTS) {
        /* the interrupt works */
    }
    log_supply_dip(21700u);
    semihosting_print("motor: reading the encoder\n");
    (void)ENCODER_POSITION;
}

/* A plog_sink. */
static bool to_file(void *user, const void *bytes, size_t length)
{
    return semihosting_write(*(const int32_t *)user, bytes, length);
}

int main(void)
{
    int32_t file;

    plog_init(PLOG_CAUSE_UNKNOWN);
    if (history.known != HISTORY_KNOWN) {
        history.known = HISTORY_KNOWN;
        history.crashes = 0u;
    }
    if (history.crashes < CRASHES)
        run_motor();

    semihosting_print("motor: up again, draining the log to motor.bin\n");
    log_armed("nobody");
    file = semihosting_create("motor.bin");
    if (file < 0)
        semihosting_exit(1u);
    plog_drain(to_file, &file, SIZE_MAX);
    semihosting_close(file);
    semihosting_exit(0u);
}
