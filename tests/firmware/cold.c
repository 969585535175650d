/*
 * Linked into the demo's firmware for its tests: at power-on the RAM holds noise, as real RAM does and QEMU's does not. All
 * of RAM goes to the host twice, as a debugger would fetch it: right after the crash, and at the end.
 */
#include "board.h"
#include "semihosting.h"

#define RAM_START 0x20000000u
#define RAM_SIZE 0x10000u

/* Two words of a memory that the firmware does not use. QEMU's -device loader sets the first. */
#define NOISE_SEED REGISTER(0x21000000u)
#define NOISE_MADE REGISTER(0x21000004u)

extern uint32_t _ebss[]; /* link.ld */

int __real_main(void);
int __wrap_main(void);
void __real_semihosting_exit(uint32_t status);
void __wrap_semihosting_exit(uint32_t status);

/* Everything behind .bss and well below the stack in use: the ring is there, and what else start-up leaves alone. */
static void make_noise(void)
{
    volatile uint32_t *end = (volatile uint32_t *)__builtin_frame_address(0) - 64;
    uint32_t noise = NOISE_SEED | 1u;

    for (volatile uint32_t *word = _ebss; word < end; word++) {
        noise ^= noise << 13; /* xorshift32 */
        noise ^= noise >> 17;
        noise ^= noise << 5;
        *word = noise;
    }
}

static bool dump_ram(const char *name)
{
    int32_t file = semihosting_create(name);
    bool done = file >= 0 && semihosting_write(file, (const void *)RAM_START, RAM_SIZE);

    semihosting_close(file);
    return done;
}

int __wrap_main(void)
{
    if (NOISE_MADE == 0u) {
        NOISE_MADE = 1u;
        make_noise();
    } else if (!dump_ram("crash.bin")) {
        __real_semihosting_exit(2u);
    }
    return __real_main();
}

void __wrap_semihosting_exit(uint32_t status)
{
    __real_semihosting_exit(dump_ram("end.bin") ? status : 2u);
}
