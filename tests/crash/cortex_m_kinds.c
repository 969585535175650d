/*
 * Cortex-M with fault status registers: each kind of fault.
 * Sources: ARMv7-M Architecture Reference Manual (DDI 0403E), B3.2.8 CCR, B3.2.13 SHCSR, B3.5 MPU; ARMv8-M (DDI 0553B), D1.2 MPU, SAU, B3.21
 * stack limits; Arm CoreLink SIE-200 (DDI 0571), 4.3 AHB5 TrustZone memory protection controller; hw/arm/mps2-tz.c in QEMU for the addresses.
 */
#include "../../examples/motor/board.h"

#include "board.h"
#include "kinds.h"

#if __ARM_ARCH_ISA_THUMB == 2

#define SCB_VTOR REGISTER(0xE000ED08u)
#define SCB_CCR REGISTER(0xE000ED14u)
#define SCB_SHCSR REGISTER(0xE000ED24u)
#define MPU_CTRL REGISTER(0xE000ED94u)
#define MPU_RNR REGISTER(0xE000ED98u)
#define MPU_RBAR REGISTER(0xE000ED9Cu)
#define MPU_RASR REGISTER(0xE000EDA0u) /* ARMv8-M: RLAR */
#define MPU_MAIR0 REGISTER(0xE000EDC0u)
#define SAU_CTRL REGISTER(0xE000EDD0u)
#define SAU_RNR REGISTER(0xE000EDD8u)
#define SAU_RBAR REGISTER(0xE000EDDCu)
#define SAU_RLAR REGISTER(0xE000EDE0u)

static uint32_t guarded[64] __attribute__((aligned(256)));
static volatile uint32_t result;

/* Nothing may be done there but reading, and reading only by handlers, so that a search of the stack can pass. */
static void guard(void)
{
    MPU_RNR = 0u;
#if __ARM_ARCH >= 8
    MPU_MAIR0 = 0x44u;
    MPU_RBAR = (uint32_t)guarded | 2u << 1 | 1u; /* AP: read by privileged code only; XN */
    MPU_RASR = ((uint32_t)guarded + 224u) | 1u;
#else
    MPU_RBAR = (uint32_t)guarded;
    MPU_RASR = 1u << 28 | 5u << 24 | 1u << 19 | (8u - 1u) << 1 | 1u; /* the same, 2^8 bytes */
#endif
    MPU_CTRL = 5u; /* PRIVDEFENA, ENABLE */
    __asm__ volatile("dsb\n\tisb");
}

static void call(uintptr_t address)
{
    void (*volatile function)(void) = (void (*)(void))address;

    function();
    result++;
}

/* EXC_RETURN of a return to a mode that there is not. */
__attribute__((naked)) void board_bad_return(void)
{
    __asm__ volatile("mvn r0, #0x0A\n\tbx r0");
}

static const uint32_t *bad_return_vectors(void)
{
    static uint32_t vectors[64] __attribute__((aligned(256)));
    const uint32_t *own = (const uint32_t *)SCB_VTOR;

    for (unsigned i = 0; i < 16u; i++)
        vectors[i] = own[i];
    vectors[15] = (uint32_t)board_bad_return;
    return vectors;
}

#if __ARM_ARCH >= 8
#define OUTSIDE 0x20000000u /* internal SRAM of the SSE-200, non-secure by its address */
#define OUTSIDE_MPC 0x50083000u

/* Memory and a stack for the non-secure state. */
static void open_outside(void)
{
    REGISTER(OUTSIDE_MPC + 0x18u) = 0u;          /* BLK_IDX */
    REGISTER(OUTSIDE_MPC + 0x1Cu) = 0xFFFFFFFFu; /* BLK_LUT: non-secure */
    SAU_RNR = 0u;
    SAU_RBAR = OUTSIDE;
    SAU_RLAR = (OUTSIDE + 0x7FE0u) | 1u;
    SAU_CTRL = 1u;
    __asm__ volatile("dsb\n\tisb");
    __asm__ volatile("msr msp_ns, %0" : : "r"(OUTSIDE + 0x4000u));
}

/* Runs two instructions in the non-secure state, with r0. */
static void run_outside(uint32_t instructions, uint32_t r0)
{
    REGISTER(OUTSIDE) = instructions;
    __asm__ volatile("dsb\n\tisb\n\tmov r0, %1\n\tblxns %0" : : "r"(OUTSIDE), "r"(r0) : "r0", "r1", "r2", "r3", "r12", "lr", "memory");
}

static void provoke_secure(uint32_t kind)
{
    open_outside();
    switch (kind) {
    case SECURE_EXIT: call(OUTSIDE + 1u); break;
    case SECURE_ACCESS: run_outside(0x47706800u, (uint32_t)guarded); break; /* ldr r0, [r0]; bx lr */
    default: run_outside(0x47704780u, (uint32_t)call | 1u); break;          /* blx r0; bx lr */
    }
}
#endif

void board_provoke(uint32_t kind)
{
    switch (kind) {
    case MPU_DATA: guard(); guarded[1] = 1u; break;
    case MPU_CODE: guard(); call((uintptr_t)guarded + 1u); break;
    case MPU_STACK: guard(); __asm__ volatile("msr msp, %0\n\tpush {r0}" : : "r"(guarded + 32)); break;
    case BUS_CODE: call(0x18000001u); break;
    case DIVISION: SCB_CCR |= 1u << 4; result = 100u / *(volatile uint32_t *)guarded; break;
    case UNALIGNED: SCB_CCR |= 1u << 3; __asm__ volatile("dsb\n\tisb"); result = *(volatile uint32_t *)((uintptr_t)guarded + 1u); break;
    case COPROCESSOR: __asm__ volatile("mcr p7, #0, r0, c0, c0, #0"); break;
    case BAD_RETURN: SCB_VTOR = (uint32_t)bad_return_vectors(); board_interrupt(); break;
    case ESCALATED: SCB_SHCSR &= ~(7u << 16); board_undefined(); break;
#if __ARM_ARCH >= 8
    case STACK_LIMIT: __asm__ volatile("mov r0, sp\n\tmsr msplim, r0\n\tpush {r0}" : : : "r0"); break;
    default: provoke_secure(kind); break;
#endif
    }
}

#else
void board_provoke(uint32_t kind)
{
    (void)kind;
}
#endif
