/*
 * sensor_node.c: the log functions of "sensor_node". Written by plogen from sensor_node.plog: change that file, not this one.
 * Compile it with plogen's runtime/ folder on the include path; it needs no other file of the runtime.
 */
#include "sensor_node.h"

/* The ring, as the spec has it; plog_ring.h tells what each means. */
#define PLOG_GENERATED 1
#define PLOG_PORT "port/xtensa_lx106.h"
#define PLOG_SCHEMA 0x6089DA1Eu
#define PLOG_POINTER 4
#define PLOG_REGION_SIZE 1024u
#define PLOG_REGION "plog_needs_sensor_node_ld_in_the_link" /* in sensor_node.ld */
#define PLOG_BLOCK_SIZE 340u
#define PLOG_RINGS 1
#define PLOG_PARTS { 3 }
#define PLOG_STATES { PLOG_CLOSED }
#define PLOG_DROP 0
#define PLOG_COUNT 0
#define PLOG_LAST_ID 6u
#define PLOG_SMALL 0
#define PLOG_SPILL 0
#define PLOG_CHECK 1
#define PLOG_LOCK PLOG_LOCK_IRQ
#define PLOG_CLOCK PLOG_CLOCK_USER
#define PLOG_CLOCK_BITS 32
#define PLOG_CLOCK_SHIFT 14
#define PLOG_BACKTRACE 32
#define PLOG_CRASH_PORT "port/xtensa_lx106_crash.h"
#define PLOG_CRASH_REGISTERS 19
#define PLOG_CRASH_SIZE 309u
#define PLOG_BACKUP 384u
#include "plog_ring.h"

/* Logged in the place of what a null pointer should point to: as many zeros as the largest needs. */
typedef union {
    uint16_t m0[4];
} plog_pointee;
static const uint64_t plog_zeros[(sizeof(plog_pointee) + 7) / 8] = { 0 };

PLOG_CALLED void plog_write_log_out_of_heap(uint32_t asked, uint32_t largest)
{
    plog_writer plog = plog_begin(0, 1, 21);

    if (plog.at == NULL)
        return;
    plog_sum_u32(&plog, asked);
    plog.at = plog_put_u32(plog.at, asked);
    plog_sum_u32(&plog, largest);
    plog.at = plog_put_u32(plog.at, largest);
    plog_sum_ptr(&plog, PLOG_CALLER);
    plog.at = plog_put_ptr(plog.at, PLOG_CALLER);
    plog_end(plog);
}

void log_upload_failed(int16_t status, const char *url)
{
    plog_writer plog = plog_begin(0, 2, 59);

    if (plog.at == NULL)
        return;
    plog_sum_i32(&plog, status);
    plog.at = plog_put_i32(plog.at, status);
    plog.at = plog_sum_run(&plog, plog_put_str(plog.at, url, 48));
    plog_end(plog);
}

void log_reconnect(uint8_t reason, log_wifi_state state)
{
    plog_writer plog = plog_begin_offset(0, 3, 9);

    if (plog.at == NULL)
        return;
    plog_sum_u8(&plog, reason);
    plog.at = plog_put_u8(plog.at, reason);
    plog_sum_u8(&plog, (uint8_t)state);
    plog.at = plog_put_u8(plog.at, (uint8_t)state);
    plog_end_fixed(plog);
}

void log_reading(float temp, float humidity, uint16_t battery_mv)
{
    plog_writer plog = plog_begin_offset(0, 4, 18);

    if (plog.at == NULL)
        return;
    plog_sum_f32(&plog, temp);
    plog.at = plog_put_f32(plog.at, temp);
    plog_sum_f32(&plog, humidity);
    plog.at = plog_put_f32(plog.at, humidity);
    plog_sum_u32(&plog, battery_mv);
    plog.at = plog_put_u32(plog.at, battery_mv);
    plog_end(plog);
}

void log_woke(log_reset_reason why, uint64_t slept)
{
    plog_writer plog = plog_begin_offset(0, 5, 17);

    if (plog.at == NULL)
        return;
    plog_sum_u8(&plog, (uint8_t)why);
    plog.at = plog_put_u8(plog.at, (uint8_t)why);
    plog_sum_u64(&plog, slept);
    plog.at = plog_put_u64(plog.at, slept);
    plog_end(plog);
}

void log_heap(uint32_t free, const uint16_t blocks[4])
{
    plog_writer plog = plog_enter(0, 27);

    if (plog.at == NULL)
        return;
    if (blocks == NULL) {
        blocks = (const uint16_t *)plog_zeros;
        plog_tell_nulls(&plog, 0x2u);
    }
    plog_stamp(&plog, 0, 6);
    plog_sum_u32(&plog, free);
    plog.at = plog_put_u32(plog.at, free);
    plog_sum_u32(&plog, blocks[0]);
    plog.at = plog_put_u32(plog.at, blocks[0]);
    plog_sum_u32(&plog, blocks[1]);
    plog.at = plog_put_u32(plog.at, blocks[1]);
    plog_sum_u32(&plog, blocks[2]);
    plog.at = plog_put_u32(plog.at, blocks[2]);
    plog_sum_u32(&plog, blocks[3]);
    plog.at = plog_put_u32(plog.at, blocks[3]);
    plog_end(plog);
}

/* The decoder's table, for plogcat --elf: in the ELF file, but in no memory of the target. */
PLOG_TABLE("{\\\"plog\\\":1,\\\"project\\\":\\\"sensor_node\\\",\\\"target\\\":\\\"xtensa-lx106\\\",\\\"prefix\\\":\\\"log\\\",\\\"schema\\\":\\\"6089da1e\\\",\\\"wire\\\":");
PLOG_TABLE("\\\"c6f3de5c\\\",\\\"texts\\\":\\\"f2597e9a\\\",\\\"pointer\\\":4,\\\"clock\\\":{\\\"kind\\\":\\\"user\\\",\\\"hz\\\":1000000,\\\"bits\\\":32,\\\"shift\\\":14},");
PLOG_TABLE("\\\"ring\\\":{\\\"mode\\\":\\\"overwrite\\\",\\\"size\\\":1024,\\\"block\\\":340,\\\"blocks\\\":3,\\\"commit\\\":16,\\\"header\\\":20,\\\"count\\\":false,");
PLOG_TABLE("\\\"integrity\\\":\\\"check8\\\"},\\\"crash\\\":{\\\"frames\\\":32,\\\"registers\\\":[\\\"exccause\\\",\\\"excvaddr\\\",\\\"pc\\\",\\\"ps\\\",\\\"a0\\\",\\\"a2\\\",\\\"a");
PLOG_TABLE("3\\\",\\\"a4\\\",\\\"a5\\\",\\\"a6\\\",\\\"a7\\\",\\\"a8\\\",\\\"a9\\\",\\\"a10\\\",\\\"a11\\\",\\\"a12\\\",\\\"a13\\\",\\\"a14\\\",\\\"a15\\\"],\\\"address\\\":4},\\\"types\\\":[{\\\"name\\\":");
PLOG_TABLE("\\\"reset_reason\\\",\\\"kind\\\":\\\"enum\\\",\\\"base\\\":\\\"u8\\\",\\\"values\\\":[{\\\"name\\\":\\\"power_on\\\",\\\"value\\\":0},{\\\"name\\\":\\\"hw_watchdo");
PLOG_TABLE("g\\\",\\\"value\\\":1},{\\\"name\\\":\\\"exception\\\",\\\"value\\\":2},{\\\"name\\\":\\\"soft_watchdog\\\",\\\"value\\\":3},{\\\"name\\\":\\\"soft_restar");
PLOG_TABLE("t\\\",\\\"value\\\":4},{\\\"name\\\":\\\"deep_sleep_wake\\\",\\\"value\\\":5},{\\\"name\\\":\\\"external\\\",\\\"value\\\":6}]},{\\\"name\\\":\\\"wifi_sta");
PLOG_TABLE("te\\\",\\\"kind\\\":\\\"flags\\\",\\\"base\\\":\\\"u8\\\",\\\"values\\\":[{\\\"name\\\":\\\"associated\\\",\\\"value\\\":0},{\\\"name\\\":\\\"has_ip\\\",\\\"value\\\":1}");
PLOG_TABLE(",{\\\"name\\\":\\\"dns_ok\\\",\\\"value\\\":2},{\\\"name\\\":\\\"tls_ok\\\",\\\"value\\\":3}]}],\\\"messages\\\":[{\\\"id\\\":1,\\\"name\\\":\\\"out_of_heap\\\"");
PLOG_TABLE(",\\\"module\\\":null,\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"fatal\\\",\\\"text\\\":\\\"asked for {asked} bytes, largest block {larg");
PLOG_TABLE("est}\\\",\\\"args\\\":[{\\\"name\\\":\\\"asked\\\",\\\"type\\\":\\\"u32\\\"},{\\\"name\\\":\\\"largest\\\",\\\"type\\\":\\\"u32\\\"}],\\\"place\\\":true},{\\\"id\\\":2,\\\"");
PLOG_TABLE("name\\\":\\\"upload_failed\\\",\\\"module\\\":null,\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"error\\\",\\\"text\\\":\\\"upload to {url} failed ");
PLOG_TABLE("with {status}\\\",\\\"args\\\":[{\\\"name\\\":\\\"status\\\",\\\"type\\\":\\\"i16\\\"},{\\\"name\\\":\\\"url\\\",\\\"type\\\":\\\"str\\\",\\\"max\\\":48}]},{\\\"id\\\":3");
PLOG_TABLE(",\\\"name\\\":\\\"reconnect\\\",\\\"module\\\":null,\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"warn\\\",\\\"text\\\":\\\"reconnect, reason {reason}");
PLOG_TABLE(", state {state}\\\",\\\"args\\\":[{\\\"name\\\":\\\"reason\\\",\\\"type\\\":\\\"u8\\\"},{\\\"name\\\":\\\"state\\\",\\\"type\\\":\\\"wifi_state\\\"}]},{\\\"id\\\":");
PLOG_TABLE("4,\\\"name\\\":\\\"reading\\\",\\\"module\\\":null,\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"info\\\",\\\"text\\\":\\\"{temp:.2f} degC {humidity:.");
PLOG_TABLE("1f} %RH {battery_mv} mV\\\",\\\"args\\\":[{\\\"name\\\":\\\"temp\\\",\\\"type\\\":\\\"f32\\\"},{\\\"name\\\":\\\"humidity\\\",\\\"type\\\":\\\"f32\\\"},{\\\"nam");
PLOG_TABLE("e\\\":\\\"battery_mv\\\",\\\"type\\\":\\\"u16\\\"}]},{\\\"id\\\":5,\\\"name\\\":\\\"woke\\\",\\\"module\\\":null,\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"info\\\",");
PLOG_TABLE("\\\"text\\\":\\\"woke by {why} after {slept} us\\\",\\\"args\\\":[{\\\"name\\\":\\\"why\\\",\\\"type\\\":\\\"reset_reason\\\"},{\\\"name\\\":\\\"slept\\\"");
PLOG_TABLE(",\\\"type\\\":\\\"u64\\\"}]},{\\\"id\\\":6,\\\"name\\\":\\\"heap\\\",\\\"module\\\":null,\\\"kind\\\":\\\"message\\\",\\\"level\\\":\\\"debug\\\",\\\"text\\\":\\\"free {");
PLOG_TABLE("free}, blocks {blocks}\\\",\\\"args\\\":[{\\\"name\\\":\\\"free\\\",\\\"type\\\":\\\"u32\\\"},{\\\"name\\\":\\\"blocks\\\",\\\"type\\\":\\\"u16\\\",\\\"count\\\":4");
PLOG_TABLE("}]}]}");
PLOG_TABLE("\\0");

#include "plog.c"
