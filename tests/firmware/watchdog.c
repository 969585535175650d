/*
 * A loop that hangs, and a watchdog whose first timeout is an NMI and whose second one resets, as many chips have it. Boot 1 hangs with interrupts
 * masked: the NMI writes the crash record, and leaves the reset to the watchdog. Boot 2 faults, and
 * leaves the reset to the watchdog as well: its warning comes when all is told. Boot 3 hangs in the clock that the log asks, so the NMI's handler does,
 * too, and nothing but the second timeout ends it. Boot 4 writes the log to watchdog.bin.
 * Sources: Arm Cortex-M System Design Kit (DDI 0479), 4.6 APB watchdog; Application Note AN385 for its address and its NMI.
 */
#include "board.h"
#include "plog_crash.h"
#include "semihosting.h"
#include "watchdog.h"

#define WDOG_LOAD    REGISTER(0x40008000u) /* ticks of the 25 MHz clock */
#define WDOG_CONTROL REGISTER(0x40008008u) /* bit 0: warn and count, bit 1: reset if nobody has answered */
#define WDOG_INTCLR  REGISTER(0x4000800Cu)
#define WDOG_LOCK    REGISTER(0x40008C00u)

#define HANG __attribute__((noinline, noclone)) static void

extern uint32_t _sidata[], _sdata[], _edata[], _sbss[], _ebss[], _estack[]; /* link.ld */

/* Kept over a reset; QEMU's RAM is zero at power-on. */
static uint32_t boots __attribute__((section(".noinit")));
static volatile bool clock_hangs;

void Reset_Handler(void);

uint32_t plog_user_clock(void)
{
    static uint32_t now;

    while (clock_hangs) {
        /* a bus that does not answer */
    }
    return now += 10u;
}

/* The record is written. The warning is not answered, so the second timeout comes. */
void plog_reset(void)
{
    for (;;) {
        /* until then */
    }
}

static void start_watchdog(void)
{
    WDOG_LOCK = 0x1ACCE551u;
    WDOG_LOAD = BOARD_HZ / 100u;
    WDOG_CONTROL = 3u;
}

static void feed_watchdog(void)
{
    WDOG_INTCLR = 1u; /* counts from WDOG_LOAD again */
}

/* Waits for what never comes, where no interrupt does, either. */
HANG wait_for_bus(void)
{
    __asm__ volatile("cpsid i");
    for (;;) {
        /* busy */
    }
}

HANG wait_in_log(void)
{
    clock_hangs = true;
    log_step(0u);
}

HANG fault(void)
{
    __asm__ volatile("udf #0");
}

/* Well for longer than the watchdog waits, and then not. */
HANG control(void)
{
    for (uint32_t n = 0; n < 4u; n++) {
        uint32_t since = FPGAIO_COUNTER;

        log_step(n);
        while (FPGAIO_COUNTER - since < BOARD_HZ / 200u) {
            /* half of that time */
        }
        feed_watchdog();
    }
    if (boots == 1u)
        wait_for_bus();
    if (boots == 2u)
        fault();
    wait_in_log();
}

static bool to_file(void *user, const void *bytes, size_t length)
{
    return semihosting_write(*(const int32_t *)user, bytes, length);
}

int main(void)
{
    int32_t file;

    boots++;
    plog_init(PLOG_CAUSE_UNKNOWN);
    log_started((uint8_t)boots);
    if (boots < 4u) {
        start_watchdog();
        control();
    }
    file = semihosting_create("watchdog.bin");
    plog_drain(to_file, &file, SIZE_MAX);
    semihosting_close(file);
    semihosting_exit(0u);
}

void Reset_Handler(void)
{
    const uint32_t *from = _sidata;

    for (uint32_t *to = _sdata; to < _edata; to++)
        *to = *from++;
    for (uint32_t *to = _sbss; to < _ebss; to++)
        *to = 0u;
    main();
}

typedef union {
    uint32_t *stack;
    void (*handler)(void);
} vector;

__attribute__((section(".isr_vector"), used)) static const vector vectors[16] = {
    {.stack = _estack},
    {.handler = Reset_Handler},
    {.handler = plog_watchdog_warning}, /* NMI */
    {.handler = plog_fault_handler},    /* HardFault */
};
