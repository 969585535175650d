/*
 * A keyboard that hangs: its two halves stop talking, and the watchdog resets it. The next boot tells what it did last, from the key that
 * was pressed to the report that the host got. The vector table and the linker script are those of examples/motor.
 */
#include "../motor/board.h"
#include "../motor/semihosting.h"
#include "keyboard.h"

#define TICK_INTERRUPT 2u /* in SYSTICK_CONTROL */
#define NUMBER_OF_KEYS 3u
#define COLUMNS 10u

/* Kept over a reset: HUNG from the first boot on. */
static uint32_t history __attribute__((section(".noinit")));

#define HUNG 0x676E7568u

/* plog_init() lets SysTick count round its 24 bits, a third of a second at 48 MHz: often enough for plog_tick(). */
void SysTick_Handler(void)
{
    plog_tick();
}

void HardFault_Handler(void)
{
    plog_going_down(PLOG_CAUSE_FAULT);
    board_reset();
}

/* On silicon the watchdog's early interrupt; here it is called. */
static void watchdog_warns(void)
{
    plog_going_down(PLOG_CAUSE_WATCHDOG);
    board_reset();
}

/* Each key press carries its number from the matrix to the report: the spec's "flow". */
static void press(uint16_t key)
{
    const uint8_t code = (uint8_t)(4u + key); /* HID usage of the letters: 4 is A */

    log_matrix_scan_begin();
    log_matrix_key_changed((uint8_t)(key / COLUMNS), (uint8_t)(key % COLUMNS), true, key);
    log_matrix_scan_end();
    log_usb_report_sent(1, &code, 1, key);
}

/* The other half does not answer. */
static void talk_to_other_half(void)
{
    log_split_transaction_begin(3);
    for (uint8_t attempts = 1; attempts <= 3u; attempts++)
        log_split_transport_failed(attempts);
    watchdog_warns();
}

static void run_keyboard(void)
{
    log_set_level(LOG_MODULE_USB, PLOG_LEVEL_DEBUG);
    log_set_level(LOG_MODULE_MAIN, PLOG_LEVEL_WARN); /* the spans of the main loop and the lights: not now */
    for (uint16_t key = 1; key <= NUMBER_OF_KEYS; key++) {
        log_keyboard_loop_begin();
        press(key);
        log_keyboard_loop_end();
    }
    log_matrix_scan_rate(1250);
    talk_to_other_half();
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
    SYSTICK_CONTROL |= TICK_INTERRUPT;
    if (history != HUNG) {
        history = HUNG;
        run_keyboard();
    }
    file = semihosting_create("keyboard.bin");
    if (file < 0)
        semihosting_exit(1u);
    plog_drain(to_file, &file, SIZE_MAX);
    semihosting_close(file);
    semihosting_exit(0u);
}
