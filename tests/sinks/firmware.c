/*
 * Logs from an interrupt while main drains the log over a line, until MARKS were logged and all were drained.
 * TO_UART, TO_FILE, TO_CONSOLE or TO_RTT says over which, TO_NOTHING is to look at what that costs; on the UART stands other text between the frames.
 */
#include "board.h"
#include "plog_sinks.h"
#include "ring.h"
#include "semihosting.h"

#define MARKS 3000u

static volatile uint32_t marks;

void SysTick_Handler(void)
{
    if (marks == MARKS)
        return;
    log_mark(marks);
    marks++;
    SYSTICK_RELOAD = 9000u + marks * 7u % 1511u; /* each time somewhere else in what it interrupts */
}

void HardFault_Handler(void)
{
    semihosting_exit(2u);
}

#if defined(TO_UART)
/* CMSDK APB UART 0: Cortex-M System Design Kit (DDI 0479D), 4.6. */
#define UART_DATA    REGISTER(0x40004000u)
#define UART_STATE   REGISTER(0x40004004u)
#define UART_CONTROL REGISTER(0x40004008u)
#define UART_DIVIDER REGISTER(0x40004010u)
#define UART_FULL 1u

static size_t to_uart(void *user, const void *bytes, size_t length)
{
    size_t taken;

    (void)user;
    for (taken = 0; taken < length && (UART_STATE & UART_FULL) == 0u; taken++)
        UART_DATA = ((const uint8_t *)bytes)[taken];
    return taken;
}

static void start(void)
{
    UART_DIVIDER = 16u;
    UART_CONTROL = 1u; /* transmit */
    to_uart(NULL, "boot 2026.01\r\n", 14u);
}

/* A console has something to say, where no frame is on its way. */
static size_t poll(size_t max)
{
    size_t moved = plog_poll(to_uart, NULL, max);

    if (moved == 0u)
        to_uart(NULL, "> ", 2u);
    return moved;
}
#elif defined(TO_FILE) || defined(TO_CONSOLE)
static void start(void)
{
}

static size_t poll(size_t max)
{
#if defined(TO_FILE)
    static char name[] = "file.bin";

    return plog_poll(plog_semihosting, name, max);
#else
    return plog_poll(plog_semihosting, NULL, max);
#endif
}
#elif defined(TO_RTT)
static void start(void)
{
}

static size_t poll(size_t max)
{
    return plog_poll(plog_rtt, NULL, max);
}
#else
static void start(void)
{
}

static size_t poll(size_t max)
{
    return max;
}
#endif

/* Whether all of the log was taken. */
static bool drained(void)
{
    plog_grant grant;

    return !plog_read(&grant);
}

int main(void)
{
    uint32_t calls;

    plog_init(PLOG_CAUSE_PIN);
    start();
    board_start_systick(9000u);
    for (calls = 0; marks < MARKS || !drained(); calls++)
        poll(1u + calls % 190u);
    semihosting_exit(plog_lost() == 0u ? 0u : 1u);
}
