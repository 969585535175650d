/*
 * A flight controller that loses a sensor: the estimator calls its driver through a pointer that is null by then, inside the attitude loop. The fault
 * handler is plogen's; the next boot finds what led to it, and drains it to the host in frames. The start-up code and the linker script are those of examples/motor.
 */
#include "../motor/board.h"
#include "../motor/semihosting.h"
#include "flight.h"
#include "plog_sinks.h"

#define LOOPS 3u /* before the sensor is gone */

#define SCB_SHPR3 REGISTER(0xE000ED20u)
#define SYSTICK_BELOW_LOCK (0x80u << 24) /* the log holds off priority 0x40 and less urgent ones, so SysTick may log */

/* Kept over a reset: FLOWN from the first boot on. */
static uint32_t history __attribute__((section(".noinit")));

#define FLOWN 0x6E776F6Cu

static volatile uint32_t milliseconds;
static int16_t read_imu(unsigned axis)
{
    return (int16_t)(7 - (int)axis);
}

/* The driver of the sensor that is in use. */
static int16_t (*volatile read_gyro)(unsigned axis) = read_imu;

void SysTick_Handler(void)
{
    static const uint16_t pwm[4] = {1500, 1510, 1490, 1500};

    milliseconds++;
    plog_tick();
    log_motor_out(pwm);
}

/* The vector table may as well have plog_fault_handler itself. */
__attribute__((naked)) void HardFault_Handler(void)
{
    __asm__ volatile("b plog_fault_handler");
}

__attribute__((noinline)) static void estimate(void)
{
    static const int16_t accel[3] = {2, -5, 981};
    int16_t gyro[3];

    log_ekf_update_begin(3);
    for (unsigned axis = 0; axis < 3u; axis++)
        gyro[axis] = read_gyro(axis);
    log_imu(gyro, accel, 104u);
    log_ekf_update_end();
}

__attribute__((noinline)) static void attitude_loop(unsigned loop)
{
    const log_vec3 rms = {0.25f, 0.5f, 12.75f};

    log_attitude_loop_begin();
    if (loop == LOOPS) {
        log_vibration(&rms, 17u);
        log_failsafe_set(LOG_FAILSAFE_EKF_BAD | LOG_FAILSAFE_GPS_GLITCH, LOG_MODE_LOITER);
        read_gyro = NULL; /* its bus is gone, and there is no other */
    }
    estimate();
    log_attitude_loop_end();
}

static void fly(void)
{
    log_mode_change(LOG_MODE_DISARMED, LOG_MODE_LOITER);
    log_gps_fix(473977420, 85455940, 488000, 14, 70);
    board_start_systick(BOARD_HZ / 1000u);
    for (unsigned loop = 0; loop <= LOOPS; loop++) {
        uint32_t started = milliseconds;

        attitude_loop(loop);
        while (milliseconds == started) {
            /* until the next one */
        }
    }
}

int main(void)
{
    plog_init(PLOG_CAUSE_UNKNOWN);
    SCB_SHPR3 = SYSTICK_BELOW_LOCK;
    if (history != FLOWN) {
        history = FLOWN;
        fly();
    }
    while (plog_poll(plog_semihosting, "flight.bin", SIZE_MAX) > 0) {
        /* there may be more */
    }
    semihosting_exit(0u);
}
