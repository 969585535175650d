/*
 * flight.c: the log functions of "flight". Written by plogen from flight.plog: change that file, not this one.
 * Compile it with plogen's runtime/ folder on the include path; it needs no other file of the runtime.
 */
#include "flight.h"

/* The ring, as the spec has it; plog_ring.h tells what each means. */
#define PLOG_GENERATED 1
#define PLOG_PORT "port/cortex_m.h"
#define PLOG_SCHEMA 0xE8EC806Bu
#define PLOG_POINTER 4
#define PLOG_REGION_SIZE 16384u
#define PLOG_REGION "plog_needs_flight_ld_in_the_link" /* in flight.ld */
#define PLOG_BLOCK_SIZE 860u
#define PLOG_RINGS 1
#define PLOG_PARTS { 19 }
#define PLOG_STATES { PLOG_CLOSED }
#define PLOG_DROP 0
#define PLOG_COUNT 0
#define PLOG_LAST_ID 16u
#define PLOG_SMALL 0
#define PLOG_SPILL 0
#define PLOG_CHECK 2
#define PLOG_LOCK PLOG_LOCK_BASEPRI
#define PLOG_LOCK_PRIORITY 64u
#define PLOG_CLOCK PLOG_CLOCK_CYCLES
#define PLOG_CLOCK_BITS 32
#define PLOG_CLOCK_SHIFT 28
#define PLOG_REORDERS 1
#define PLOG_BACKTRACE 24
#define PLOG_CRASH_PORT "port/cortex_m_crash.h"
#define PLOG_CRASH_REGISTERS 21
#define PLOG_CRASH_SIZE 271u
#define PLOG_ECC 64
#include "plog_ring.h"

/* Logged in the place of what a null pointer should point to: as many zeros as the largest needs. */
typedef union {
    log_vec3 m0[1];
    int16_t m1[3];
    int16_t m2[3];
    uint16_t m3[4];
} plog_pointee;
static const uint64_t plog_zeros[(sizeof(plog_pointee) + 7) / 8] = { 0 };

/* What each module logs at the moment: its own level and what is more serious. One byte each, so that a change needs no lock. */
volatile uint8_t plog_levels[1] = { 5 };

void log_set_level(log_module module, plog_level level)
{
    plog_levels[module] = (uint8_t)level;
}

plog_level log_get_level(log_module module)
{
    return (plog_level)plog_levels[module];
}

PLOG_CALLED void plog_write_log_assert_failed(const char *file, uint16_t line)
{
    plog_writer plog = plog_begin(0, 1, 40);

    if (plog.at == NULL)
        return;
    plog.at = plog_sum_run(&plog, plog_put_str(plog.at, file, 24));
    plog_sum_u32(&plog, line);
    plog.at = plog_put_u32(plog.at, line);
    plog_sum_ptr(&plog, PLOG_CALLER);
    plog.at = plog_put_ptr(plog.at, PLOG_CALLER);
    plog_end(plog);
}

void plog_write_log_failsafe_set(log_failsafe which, log_mode in)
{
    plog_writer plog = plog_begin(0, 2, 12);

    if (plog.at == NULL)
        return;
    plog_sum_u32(&plog, (uint16_t)which);
    plog.at = plog_put_u32(plog.at, (uint16_t)which);
    plog_sum_u8(&plog, (uint8_t)in);
    plog.at = plog_put_u8(plog.at, (uint8_t)in);
    plog_end(plog);
}

void plog_write_log_vibration(const log_vec3 *rms, uint32_t clipped)
{
    plog_writer plog = plog_enter(0, 28);

    if (plog.at == NULL)
        return;
    if (rms == NULL) {
        rms = (const log_vec3 *)plog_zeros;
        plog_tell_nulls(&plog, 0x1u);
    }
    plog_stamp(&plog, 0, 3);
    plog_sum_f32(&plog, rms->x);
    plog.at = plog_put_f32(plog.at, rms->x);
    plog_sum_f32(&plog, rms->y);
    plog.at = plog_put_f32(plog.at, rms->y);
    plog_sum_f32(&plog, rms->z);
    plog.at = plog_put_f32(plog.at, rms->z);
    plog_sum_u32(&plog, clipped);
    plog.at = plog_put_u32(plog.at, clipped);
    plog_end(plog);
}

void plog_write_log_mode_change(log_mode from, log_mode to)
{
    plog_writer plog = plog_begin_offset(0, 4, 10);

    if (plog.at == NULL)
        return;
    plog_sum_u8(&plog, (uint8_t)from);
    plog.at = plog_put_u8(plog.at, (uint8_t)from);
    plog_sum_u8(&plog, (uint8_t)to);
    plog.at = plog_put_u8(plog.at, (uint8_t)to);
    plog_end_fixed(plog);
}

void plog_write_log_gps_fix(int32_t lat, int32_t lon, int32_t alt_mm, uint8_t sats, uint16_t hdop)
{
    plog_writer plog = plog_begin(0, 5, 27);

    if (plog.at == NULL)
        return;
    plog_sum_i32(&plog, lat);
    plog.at = plog_put_i32(plog.at, lat);
    plog_sum_i32(&plog, lon);
    plog.at = plog_put_i32(plog.at, lon);
    plog_sum_i32(&plog, alt_mm);
    plog.at = plog_put_i32(plog.at, alt_mm);
    plog_sum_u8(&plog, sats);
    plog.at = plog_put_u8(plog.at, sats);
    plog_sum_u32(&plog, hdop);
    plog.at = plog_put_u32(plog.at, hdop);
    plog_end(plog);
}

void plog_write_log_imu(const int16_t gyro[3], const int16_t accel[3], uint32_t us)
{
    uint32_t plog_nulls = 0;
    plog_writer plog = plog_enter(0, 34);

    if (plog.at == NULL)
        return;
    if (gyro == NULL) {
        gyro = (const int16_t *)plog_zeros;
        plog_nulls |= 0x1u;
    }
    if (accel == NULL) {
        accel = (const int16_t *)plog_zeros;
        plog_nulls |= 0x2u;
    }
    if (plog_nulls != 0)
        plog_tell_nulls(&plog, plog_nulls);
    plog_stamp(&plog, 0, 6);
    plog_sum_i32(&plog, gyro[0]);
    plog.at = plog_put_i32(plog.at, gyro[0]);
    plog_sum_i32(&plog, gyro[1]);
    plog.at = plog_put_i32(plog.at, gyro[1]);
    plog_sum_i32(&plog, gyro[2]);
    plog.at = plog_put_i32(plog.at, gyro[2]);
    plog_sum_i32(&plog, accel[0]);
    plog.at = plog_put_i32(plog.at, accel[0]);
    plog_sum_i32(&plog, accel[1]);
    plog.at = plog_put_i32(plog.at, accel[1]);
    plog_sum_i32(&plog, accel[2]);
    plog.at = plog_put_i32(plog.at, accel[2]);
    plog_sum_u32(&plog, us);
    plog.at = plog_put_u32(plog.at, us);
    plog_end(plog);
}

void plog_write_log_motor_out(const uint16_t pwm[4])
{
    plog_writer plog = plog_enter(0, 23);

    if (plog.at == NULL)
        return;
    if (pwm == NULL) {
        pwm = (const uint16_t *)plog_zeros;
        plog_tell_nulls(&plog, 0x1u);
    }
    plog_stamp(&plog, 0, 8);
    plog_sum_u32(&plog, pwm[0]);
    plog.at = plog_put_u32(plog.at, pwm[0]);
    plog_sum_u32(&plog, pwm[1]);
    plog.at = plog_put_u32(plog.at, pwm[1]);
    plog_sum_u32(&plog, pwm[2]);
    plog.at = plog_put_u32(plog.at, pwm[2]);
    plog_sum_u32(&plog, pwm[3]);
    plog.at = plog_put_u32(plog.at, pwm[3]);
    plog_end(plog);
}

void plog_write_log_attitude_loop_begin(void)
{
    plog_writer plog = plog_begin_offset(0, 9, 8);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void plog_write_log_attitude_loop_end(void)
{
    plog_writer plog = plog_begin_offset(0, 10, 8);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void plog_write_log_ekf_update_begin(uint8_t innovations)
{
    plog_writer plog = plog_begin_offset(0, 11, 9);

    if (plog.at == NULL)
        return;
    plog_sum_u8(&plog, innovations);
    plog.at = plog_put_u8(plog.at, innovations);
    plog_end_fixed(plog);
}

void plog_write_log_ekf_update_end(void)
{
    plog_writer plog = plog_begin_offset(0, 12, 8);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void plog_write_log_sd_write_begin(uint32_t bytes)
{
    plog_writer plog = plog_begin(0, 13, 13);

    if (plog.at == NULL)
        return;
    plog_sum_u32(&plog, bytes);
    plog.at = plog_put_u32(plog.at, bytes);
    plog_end(plog);
}

void plog_write_log_sd_write_end(void)
{
    plog_writer plog = plog_begin_offset(0, 14, 8);

    if (plog.at == NULL)
        return;
    plog_end_fixed(plog);
}

void plog_write_log_battery_mv(uint16_t value)
{
    plog_writer plog = plog_begin(0, 15, 11);

    if (plog.at == NULL)
        return;
    plog_sum_u32(&plog, value);
    plog.at = plog_put_u32(plog.at, value);
    plog_end(plog);
}

void plog_write_log_load(float value)
{
    plog_writer plog = plog_begin_offset(0, 16, 12);

    if (plog.at == NULL)
        return;
    plog_sum_f32(&plog, value);
    plog.at = plog_put_f32(plog.at, value);
    plog_end_fixed(plog);
}

/* The decoder's table, for plogcat --elf: in the ELF file, but in no memory of the target. */
PLOG_TABLE("{\\\"plog\\\":1,\\\"project\\\":\\\"flight\\\",\\\"target\\\":\\\"cortex-m7\\\",\\\"prefix\\\":\\\"log\\\",\\\"schema\\\":\\\"e8ec806b\\\",\\\"wire\\\":\\\"256ed2e");
PLOG_TABLE("b\\\",\\\"texts\\\":\\\"e48daaf7\\\",\\\"pointer\\\":4,\\\"clock\\\":{\\\"kind\\\":\\\"cycles\\\",\\\"hz\\\":480000000,\\\"bits\\\":32,\\\"shift\\\":28},\\\"rin");
PLOG_TABLE("g\\\":{\\\"mode\\\":\\\"overwrite\\\",\\\"size\\\":16384,\\\"block\\\":860,\\\"blocks\\\":19,\\\"commit\\\":16,\\\"header\\\":20,\\\"count\\\":false,\\\"i");
PLOG_TABLE("ntegrity\\\":\\\"check16\\\"},\\\"crash\\\":{\\\"frames\\\":24,\\\"registers\\\":[\\\"exc_return\\\",\\\"cfsr\\\",\\\"hfsr\\\",\\\"mmfar\\\",\\\"bfar\\\",\\\"r0");
PLOG_TABLE("\\\",\\\"r1\\\",\\\"r2\\\",\\\"r3\\\",\\\"r12\\\",\\\"lr\\\",\\\"pc\\\",\\\"xpsr\\\",\\\"r4\\\",\\\"r5\\\",\\\"r6\\\",\\\"r7\\\",\\\"r8\\\",\\\"r9\\\",\\\"r10\\\",\\\"r11\\\"],\\\"address\\\":4},\\\"typ");
PLOG_TABLE("es\\\":[{\\\"name\\\":\\\"mode\\\",\\\"kind\\\":\\\"enum\\\",\\\"base\\\":\\\"u8\\\",\\\"values\\\":[{\\\"name\\\":\\\"disarmed\\\",\\\"value\\\":0},{\\\"name\\\":\\\"stabi");
PLOG_TABLE("lize\\\",\\\"value\\\":1},{\\\"name\\\":\\\"loiter\\\",\\\"value\\\":2},{\\\"name\\\":\\\"rtl\\\",\\\"value\\\":3},{\\\"name\\\":\\\"land\\\",\\\"value\\\":4}]},{\\\"");
PLOG_TABLE("name\\\":\\\"failsafe\\\",\\\"kind\\\":\\\"flags\\\",\\\"base\\\":\\\"u16\\\",\\\"values\\\":[{\\\"name\\\":\\\"rc_lost\\\",\\\"value\\\":0},{\\\"name\\\":\\\"battery");
PLOG_TABLE("_low\\\",\\\"value\\\":1},{\\\"name\\\":\\\"gps_glitch\\\",\\\"value\\\":2},{\\\"name\\\":\\\"ekf_bad\\\",\\\"value\\\":3},{\\\"name\\\":\\\"fence\\\",\\\"value");
PLOG_TABLE("\\\":8}]},{\\\"name\\\":\\\"vec3\\\",\\\"kind\\\":\\\"struct\\\",\\\"fields\\\":[{\\\"name\\\":\\\"x\\\",\\\"type\\\":\\\"f32\\\"},{\\\"name\\\":\\\"y\\\",\\\"type\\\":\\\"f32\\\"},");
PLOG_TABLE("{\\\"name\\\":\\\"z\\\",\\\"type\\\":\\\"f32\\\"}]}],\\\"messages\\\":[{\\\"id\\\":1,\\\"name\\\":\\\"assert_failed\\\",\\\"module\\\":null,\\\"kind\\\":\\\"messag");
PLOG_TABLE("e\\\",\\\"level\\\":\\\"fatal\\\",\\\"text\\\":\\\"assert failed at {file}:{line}\\\",\\\"args\\\":[{\\\"name\\\":\\\"file\\\",\\\"type\\\":\\\"str\\\",\\\"max\\\"");
PLOG_TABLE(":24},{\\\"name\\\":\\\"line\\\",\\\"type\\\":\\\"u16\\\"}],\\\"place\\\":true},{\\\"id\\\":2,\\\"name\\\":\\\"failsafe_set\\\",\\\"module\\\":null,\\\"kind\\\":");
PLOG_TABLE("\\\"message\\\",\\\"level\\\":\\\"error\\\",\\\"text\\\":\\\"failsafe {which} in {in}\\\",\\\"args\\\":[{\\\"name\\\":\\\"which\\\",\\\"type\\\":\\\"failsafe");
PLOG_TABLE("\\\"},{\\\"name\\\":\\\"in\\\",\\\"type\\\":\\\"mode\\\"}]},{\\\"id\\\":3,\\\"name\\\":\\\"vibration\\\",\\\"module\\\":null,\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"");
PLOG_TABLE("warn\\\",\\\"text\\\":\\\"vibration {rms}, clipped {clipped}\\\",\\\"args\\\":[{\\\"name\\\":\\\"rms\\\",\\\"type\\\":\\\"vec3\\\"},{\\\"name\\\":\\\"clip");
PLOG_TABLE("ped\\\",\\\"type\\\":\\\"u32\\\"}]},{\\\"id\\\":4,\\\"name\\\":\\\"mode_change\\\",\\\"module\\\":null,\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"info\\\",\\\"tex");
PLOG_TABLE("t\\\":\\\"mode {from} -> {to}\\\",\\\"args\\\":[{\\\"name\\\":\\\"from\\\",\\\"type\\\":\\\"mode\\\"},{\\\"name\\\":\\\"to\\\",\\\"type\\\":\\\"mode\\\"}]},{\\\"id\\\":5");
PLOG_TABLE(",\\\"name\\\":\\\"gps_fix\\\",\\\"module\\\":null,\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"info\\\",\\\"text\\\":\\\"fix {lat} {lon} {alt_mm} mm,");
PLOG_TABLE(" {sats} sats, hdop {hdop}\\\",\\\"args\\\":[{\\\"name\\\":\\\"lat\\\",\\\"type\\\":\\\"i32\\\"},{\\\"name\\\":\\\"lon\\\",\\\"type\\\":\\\"i32\\\"},{\\\"name\\\":\\\"");
PLOG_TABLE("alt_mm\\\",\\\"type\\\":\\\"i32\\\"},{\\\"name\\\":\\\"sats\\\",\\\"type\\\":\\\"u8\\\"},{\\\"name\\\":\\\"hdop\\\",\\\"type\\\":\\\"u16\\\"}]},{\\\"id\\\":6,\\\"name\\\":\\\"imu");
PLOG_TABLE("\\\",\\\"module\\\":null,\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"gyro {gyro} accel {accel}\\\",\\\"args\\\":[{\\\"name\\\":");
PLOG_TABLE("\\\"gyro\\\",\\\"type\\\":\\\"i16\\\",\\\"count\\\":3},{\\\"name\\\":\\\"accel\\\",\\\"type\\\":\\\"i16\\\",\\\"count\\\":3},{\\\"name\\\":\\\"us\\\",\\\"type\\\":\\\"u32\\\"}]},");
PLOG_TABLE("{\\\"id\\\":8,\\\"name\\\":\\\"motor_out\\\",\\\"module\\\":null,\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"trace\\\",\\\"text\\\":\\\"pwm {pwm}\\\",\\\"args\\\":");
PLOG_TABLE("[{\\\"name\\\":\\\"pwm\\\",\\\"type\\\":\\\"u16\\\",\\\"count\\\":4}]},{\\\"id\\\":9,\\\"name\\\":\\\"attitude_loop\\\",\\\"module\\\":null,\\\"kind\\\":\\\"begin\\\"");
PLOG_TABLE(",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"attitude_loop begin\\\",\\\"args\\\":[]},{\\\"id\\\":10,\\\"name\\\":\\\"attitude_loop\\\",\\\"module\\\":nu");
PLOG_TABLE("ll,\\\"kind\\\":\\\"end\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"attitude_loop end\\\",\\\"args\\\":[]},{\\\"id\\\":11,\\\"name\\\":\\\"ekf_update\\\",\\\"");
PLOG_TABLE("module\\\":null,\\\"kind\\\":\\\"begin\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"ekf_update begin innovations={innovations}\\\",\\\"arg");
PLOG_TABLE("s\\\":[{\\\"name\\\":\\\"innovations\\\",\\\"type\\\":\\\"u8\\\"}]},{\\\"id\\\":12,\\\"name\\\":\\\"ekf_update\\\",\\\"module\\\":null,\\\"kind\\\":\\\"end\\\",\\\"le");
PLOG_TABLE("vel\\\":\\\"debug\\\",\\\"text\\\":\\\"ekf_update end\\\",\\\"args\\\":[]},{\\\"id\\\":13,\\\"name\\\":\\\"sd_write\\\",\\\"module\\\":null,\\\"kind\\\":\\\"beg");
PLOG_TABLE("in\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"sd_write begin bytes={bytes}\\\",\\\"args\\\":[{\\\"name\\\":\\\"bytes\\\",\\\"type\\\":\\\"u32\\\"}]},{\\\"");
PLOG_TABLE("id\\\":14,\\\"name\\\":\\\"sd_write\\\",\\\"module\\\":null,\\\"kind\\\":\\\"end\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"sd_write end\\\",\\\"args\\\":[]}");
PLOG_TABLE(",{\\\"id\\\":15,\\\"name\\\":\\\"battery_mv\\\",\\\"module\\\":null,\\\"kind\\\":\\\"counter\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"battery_mv = {v");
PLOG_TABLE("alue} mV\\\",\\\"unit\\\":\\\"mV\\\",\\\"args\\\":[{\\\"name\\\":\\\"value\\\",\\\"type\\\":\\\"u16\\\"}]},{\\\"id\\\":16,\\\"name\\\":\\\"load\\\",\\\"module\\\":null,\\\"");
PLOG_TABLE("kind\\\":\\\"counter\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"load = {value} %\\\",\\\"unit\\\":\\\"%\\\",\\\"args\\\":[{\\\"name\\\":\\\"value\\\",\\\"type\\\":");
PLOG_TABLE("\\\"f32\\\"}]}]}");
PLOG_TABLE("\\0");

#include "plog.c"
