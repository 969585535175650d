/*
 * A ring in a region of the MPU that is set up by the code of docs/TARGETS.md, which run.sh takes from there as mpu.inc. The emulator has no cache; but it has
 * the MPU, and there the region forbids one thing that is seen: to execute what lies in it. That ends boot 1 at the ring's begin and boot 2 at its end; boot 3 writes the log to cached.bin.
 * Source: ARMv7-M Architecture Reference Manual (DDI 0403E), B3.5; ARMv8-M (DDI 0553B), D1.2 MPU.
 */
#include "cached.h"
#include "plog_crash.h"
#include "semihosting.h"

/* As CMSIS has it, as far as the code asks for it. */
typedef struct {
    volatile uint32_t TYPE, CTRL, RNR, RBAR;
    union {
        volatile uint32_t RASR, RLAR;
    };
    volatile uint32_t aliases[7];
    volatile uint32_t MAIR0;
} mpu;
#define MPU ((mpu *)0xE000ED90u)
#define __DSB() __asm__ volatile("dsb" ::: "memory")
#define __ISB() __asm__ volatile("isb" ::: "memory")
#define SCB_SHCSR (*(volatile uint32_t *)0xE000ED24u)

#define WENT_ON 2u /* status that the firmware ends with */

extern uint32_t _sidata[], _sdata[], _edata[], _sbss[], _ebss[], _estack[]; /* link.ld */
extern uint8_t plog_region_start[], plog_region_end[];                      /* cached.ld */

/* Kept over a reset; QEMU's RAM is zero at power-on. */
static uint32_t boots __attribute__((section(".noinit")));

void Reset_Handler(void);
int main(void);

uint32_t plog_user_clock(void)
{
    static uint32_t now;

    return now += 10u;
}

static void set_up_mpu(void)
{
#include "mpu.inc"
}

/* An address in the ring. */
static void call_into(const uint8_t *place)
{
    void (*volatile function)(void) = (void (*)(void))((uintptr_t)place | 1u);

    function();
}

static bool to_file(void *user, const void *bytes, size_t length)
{
    return semihosting_write(*(const int32_t *)user, bytes, length);
}

int main(void)
{
    int32_t file;

    boots++;
    SCB_SHCSR |= 1u << 16; /* MEMFAULTENA */
    set_up_mpu();
    plog_init(PLOG_CAUSE_UNKNOWN);
    log_started((uint8_t)boots);
    if (boots < 3u) {
        call_into(boots == 1u ? plog_region_start : plog_region_end - 4);
        semihosting_exit(WENT_ON);
    }
    file = semihosting_create("cached.bin");
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
    {.handler = plog_fault_handler}, /* NMI */
    {.handler = plog_fault_handler}, /* HardFault */
    {.handler = plog_fault_handler}, /* MemManage */
};
