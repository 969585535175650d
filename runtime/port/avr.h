/*
 * Port for every AVR that avr-gcc knows. The narrow layout: only a byte is stored in one piece here.
 * Source: AVR Instruction Set Manual (DS40002198), and "AVR Status Register" in each device's data sheet: SREG is at I/O
 * address 0x3F, and OUT to it lets one more instruction pass before an interrupt that waits.
 */
#if !defined(__AVR__)
#error "the spec's target is an AVR, but this compiler is for another core: change the target in the spec, or the compiler"
#endif

/* The generated .c has PLOG_MCU_atmega328p. The compiler tells its own from GCC 5 on; not with the name of a family, as in -mmcu=avr5. */
#define PLOG_MCU_NAMED(name) PLOG_MCU_##name
#define PLOG_MCU(name) PLOG_MCU_NAMED(name)
#if defined(__AVR_DEVICE_NAME__) && !PLOG_MCU(__AVR_DEVICE_NAME__)
#error "the spec's target is another AVR than -mmcu is: change the target in the spec to avr- and the MCU, or the compiler's option"
#endif

#define PLOG_HOSTED 0
#define PLOG_SECTION __attribute__((section(".plog"), used))

#define PLOG_NARROW 1
typedef uint8_t plog_used; /* the committing store: ST or STD */
typedef uint32_t plog_clock_t;
typedef uint8_t plog_mask;

/* Stores reach RAM in program order; only the compiler is held back. */
#define plog_barrier() __asm__ volatile("" ::: "memory")

#if PLOG_LOCK == PLOG_LOCK_IRQ
static inline plog_mask plog_lock(void)
{
    plog_mask mask;

    __asm__ volatile("in %0, 0x3F\n\tcli" : "=r"(mask) : : "memory");
    return mask;
}

static inline void plog_unlock(plog_mask mask)
{
    __asm__ volatile("out 0x3F, %0" : : "r"(mask) : "memory");
}
#endif
