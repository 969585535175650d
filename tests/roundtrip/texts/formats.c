/*
 * Logs each message of formats.plog and prints the text that plogcat must make of it, one line each: what Python's format()
 * gives for the same values.
 *
 *     formats RING
 */
#include <stdio.h>

#include "formats.h"

static void log_numbers(void)
{
    log_integers(-42, 3735928559u, UINT64_MAX);
    puts("-42|-42|     -42|-     42|-0000042|0xdeadbeef|DEADBEEF|33653337357|0b11011110101011011011111011101111|"
         "3_735_928_559|18,446,744,073,709,551,615|  18446744073709551615  ");
    log_integers(7, 10, 1000);
    puts("7|+7|       7|+      7|00000007|0x0000000a|A|12|0b1010|10|1,000|          1000          ");
    log_tiny(65, -128, 'z');
    puts("A|01000001|*-128**|-1.280000e+02|-128.0|-12800.000000%|z|122|0x7a|  z");
    log_floats(0.1f, -12345.678);
    puts("0.1|0.10| 1.000e-01|0.1|+10.0%|-12345.678|-12,345.7|-0012345.678|-1.23e+04");
    log_floats(3.4028235e38f, 5e-324);
    puts("3.4028235e+38|340282346638528859811704183484516925440.00| 3.403e+38|3.40282e+38|"
         "+34028234663852885981170418348451692544000.0%|5e-324|0.0|00000000.000|4.94e-324");
    log_floats(-0.0f, __builtin_inf());
    puts("-0.0|-0.00|-0.000e+00|-0|-0.0%|inf|inf|000000000inf|inf");
}

static void log_named(void)
{
    log_words(true, LOG_MODE_RUN, LOG_FAULTS_HOT | LOG_FAULTS_WET, (const void *)(uintptr_t)0x20001234u);
    puts("true|1|run|   run|2|0x02|hot|wet|1000000000000001|0x20001234");
    log_words(false, (log_mode)77, 0, NULL);
    puts("false|0|77|    77|77|0x4d|0|0000000000000000|0x00000000");
    log_words(false, LOG_MODE_HALT, 0x0104, (const void *)(uintptr_t)0x123456789ABCu);
    puts("false|0|halt|  halt|200|0xc8|0x104|0000000100000100|0x0000123456789abc");
    log_motor_fault(LOG_MODE_HALT, -1200);
    puts("motor fault halt at -1200 rpm");
}

static void log_runs(void)
{
    static const uint8_t four[4] = {0xDE, 0xAD, 0, 1};
    static const uint8_t three[3] = {1, 2, 255};
    static const int16_t signs[3] = {-1, 0, 1};
    static const log_mode modes[2] = {LOG_MODE_IDLE, LOG_MODE_RUN};
    static const float floats[2] = {1.5f, -0.25f};

    log_strings("abcdef", four, four, 2);
    puts("abcdef|    abcdef|  abcdef  |ab|abc_______|dead0001|dead0001|dead|DEAD");
    log_strings("", four, four, 0);
    puts("|          |          ||__________|dead0001|dead0001||");
    log_arrays(three, signs, 3, modes, floats);
    puts("[1, 2, 255] [01, 02, ff] [-1, 0, 1] [-1, +0, +1] [idle, run] [0, 2] [1.5, -0.25] [1.5, -0.2]");
}

static void log_rest(void)
{
    static const log_pose pose = {{-3, 4}, 90.0f, {'a', 'b', 'c'}, LOG_MODE_RUN};
    static const log_vec vecs[2] = {{1, 2}, {3, 4}};
    static const uint16_t ids[2] = {7, 300};

    log_structs(&pose, vecs);
    puts("{at: {x: -3, y: 4}, heading: 90.0, tags: [a, b, c], mode: run} {x: -3, y: 4} -0003 90.0   run [{x: 1, y: 2}, {x: 3, y: 4}]");
    log_braces(5);
    puts("{} {5} 100%% \"quoted\" \\n 5");
    log_utf8(9, "caf\xC3\xA9");
    puts("\xC2\xB5s: \xC2\xB5\xC2\xB5\xC2\xB5" "9 caf\xC3\xA9\xE2\x82\xAC");
    log_load_begin(ids, 2);
    puts("load begin ids=[7, 300]");
    log_load_end();
    puts("load end");
    log_supply(3300);
    puts("supply = 3300 mV");
    log_drift(0.5f);
    puts("drift = 0.5");
}

int main(int argc, char **argv)
{
    if (argc != 2 || plog_init_file(argv[1], PLOG_CAUSE_POWER_ON) != PLOG_OK)
        return 1;
    log_numbers();
    log_named();
    log_runs();
    log_rest();
    return 0;
}
