/* Streams of drained chunks. */
#include "harness.h"

#include <stdio.h>
#include <string.h>

#include "build_dump.h"

static struct result r;
static struct bytes stream, one, two;

#define MESSAGES "{\"id\":1,\"name\":\"n\",\"module\":null,\"kind\":\"message\",\"level\":\"warn\",\"text\":\"{x}\"," \
                 "\"args\":[{\"name\":\"x\",\"type\":\"u32\",\"fixed\":true}]}"

static const char *table(struct table_text t)
{
    t.messages = MESSAGES;
    t.no_clock = true;
    return make_table(t);
}

/* Records of five bytes. */
static void numbers(struct bytes *b, unsigned from, unsigned to)
{
    for (b->size = 0; from < to; from++) {
        put_varint(b, 1);
        put_number(b, from, 4);
    }
}

static void start(void)
{
    stream.size = 0;
    numbers(&one, 0, 4);
    numbers(&two, 4, 6);
}

#define LINE(n) "boot 1  ?  warn  n  " n "\n"
#define DAMAGE "boot ?  ?  -  plog.damage  "
#define LOST "boot ?  ?  -  plog.lost  "
#define ALL LINE("0") LINE("1") LINE("2") LINE("3") LINE("4") LINE("5")

static const struct block first = { .lap = 1, .time = 1 }, second = { .lap = 1, .time = 2 };

static void decode(void)
{
    run(&r, table((struct table_text){ 0 }), stream.data, stream.size, 0);
}

/* Wherever the chunks are split, also inside records. */
START_TEST(split_anywhere)
{
    for (unsigned split = 20; split <= 40; split++) {
        start();
        put_chunk(&stream, first, &one, 20, split);
        put_chunk(&stream, first, &one, split, 40);
        put_chunk(&stream, second, &two, 20, 30);
        decode();
        expect(&r, 0, ALL);
    }
}
END_TEST

START_TEST(bytes_of_one)
{
    start();
    for (unsigned at = 20; at < 40; at++)
        put_chunk(&stream, first, &one, at, at + 1);
    put_chunk(&stream, second, &two, 20, 30);
    decode();
    expect(&r, 0, ALL);
}
END_TEST

START_TEST(text_before)
{
    start();
    put(&stream, "plogcat\r\nplg\x11 no chunk\r\n", 23);
    put_chunk(&stream, first, &one, 20, 40);
    put_chunk(&stream, second, &two, 20, 30);
    decode();
    expect(&r, 0, ALL);
}
END_TEST

START_TEST(repeated_chunk)
{
    start();
    put_chunk(&stream, first, &one, 20, 33);
    put_chunk(&stream, first, &one, 20, 33);
    put_chunk(&stream, first, &one, 20, 40);
    put_chunk(&stream, first, &one, 33, 40);
    put_chunk(&stream, second, &two, 20, 30);
    decode();
    expect(&r, 0, ALL);
}
END_TEST

/* A ring that lost its memory counts from 1 again: its first block may look the same, and begin with what the one before began with. What came
   again is then no repetition, wherever the chunks are split. */
START_TEST(second_session_begins_alike)
{
    static struct bytes other;
    for (unsigned split = 21; split <= 30; split++) {
        for (unsigned second_split = split; second_split <= 30; second_split++) {
            start();
            numbers(&other, 0, 2);
            put_varint(&other, 1);
            put_number(&other, 0x01000007, 4);
            put_chunk(&stream, first, &one, 20, 40);
            put_chunk(&stream, first, &other, 20, split);
            put_chunk(&stream, first, &other, split, second_split);
            put_chunk(&stream, first, &other, second_split, 35);
            put_chunk(&stream, second, &two, 20, 30);
            decode();
            expect(&r, 0, LINE("0") LINE("1") LINE("2") LINE("3") LINE("0") LINE("1") LINE("16777223") LINE("4") LINE("5"));
        }
    }
}
END_TEST

/* In frames, too. */
START_TEST(second_session_in_frames)
{
    static struct bytes chunk;
    start();
    put_chunk(&chunk, first, &one, 20, 40);
    put_frame(&stream, 0, true, &chunk);
    chunk.size = 0;
    put_chunk(&chunk, first, &one, 20, 25);
    put_frame(&stream, 0, true, &chunk);
    chunk.size = 0;
    numbers(&one, 0, 1);
    put(&one, two.data, two.size);
    put_chunk(&chunk, first, &one, 25, 35);
    put_frame(&stream, 1, true, &chunk);
    decode();
    expect(&r, 0, LINE("0") LINE("1") LINE("2") LINE("3") LINE("0") LINE("4") LINE("5"));
}
END_TEST

/* The same where the first session's block lacks a chunk, or ends inside a record. */
START_TEST(second_session_after_a_gap)
{
    start();
    put_chunk(&stream, first, &one, 20, 30);
    put_chunk(&stream, first, &one, 35, 40);
    put_chunk(&stream, first, &one, 20, 25);
    put_chunk(&stream, first, &one, 25, 40);
    decode();
    expect(&r, 1, LINE("0") LINE("1") DAMAGE "5 bytes skipped at offset 58: a chunk before this one is missing\n"
           LINE("0") LINE("1") LINE("2") LINE("3"));
}
END_TEST

START_TEST(second_session_after_a_cut_record)
{
    static struct bytes other;
    start();
    numbers(&other, 0, 1);
    numbers(&two, 4, 6);
    put(&other, two.data, two.size);
    put_chunk(&stream, first, &one, 20, 38);
    put_chunk(&stream, first, &other, 20, 25);
    put_chunk(&stream, first, &other, 25, 35);
    decode();
    expect(&r, 1, LINE("0") LINE("1") LINE("2") DAMAGE "3 bytes skipped at offset 39: the rest of this record is missing\n"
           LINE("0") LINE("4") LINE("5"));
}
END_TEST

/* The place tells blocks apart that were opened at the same time. */
START_TEST(same_time)
{
    start();
    put_chunk(&stream, (struct block){ .time = 1, .place = 3 }, &one, 20, 40);
    put_chunk(&stream, (struct block){ .time = 1, .place = 4 }, &two, 20, 30);
    decode();
    expect(&r, 0, ALL);
}
END_TEST

START_TEST(overwritten_block_ends_inside_a_record)
{
    start();
    put_chunk(&stream, first, &one, 20, 38);
    put_chunk(&stream, (struct block){ .lap = 1, .time = 2, .lost = 2 }, &two, 20, 30);
    decode();
    expect(&r, 0, LINE("0") LINE("1") LINE("2") LOST "2 bytes overwritten before they were drained\n" LINE("4") LINE("5"));
}
END_TEST

START_TEST(missing_end_of_block)
{
    start();
    put_chunk(&stream, first, &one, 20, 38);
    put_chunk(&stream, second, &two, 20, 30);
    decode();
    expect(&r, 1, LINE("0") LINE("1") LINE("2") DAMAGE "3 bytes skipped at offset 39: the rest of this record is missing\n"
           LINE("4") LINE("5"));
}
END_TEST

START_TEST(missing_chunk)
{
    start();
    put_chunk(&stream, first, &one, 20, 30);
    put_chunk(&stream, first, &one, 35, 40);
    put_chunk(&stream, second, &two, 20, 30);
    decode();
    expect(&r, 1, LINE("0") LINE("1") DAMAGE "5 bytes skipped at offset 58: a chunk before this one is missing\n"
           LINE("4") LINE("5"));
}
END_TEST

START_TEST(stream_begins_inside_a_block)
{
    start();
    put_chunk(&stream, first, &one, 25, 40);
    put_chunk(&stream, second, &two, 20, 30);
    decode();
    expect(&r, 1, DAMAGE "15 bytes skipped at offset 24: the stream begins inside this block\n" LINE("4") LINE("5"));
}
END_TEST

START_TEST(damaged_chunk)
{
    start();
    put_chunk(&stream, first, &one, 20, 30);
    put_chunk(&stream, (struct block){ .lap = 1, .time = 1, .damaged = true }, &one, 30, 40);
    put_chunk(&stream, second, &two, 20, 30);
    decode();
    expect(&r, 1, LINE("0") LINE("1") DAMAGE "34 bytes skipped at offset 34: no chunk\n" LINE("4") LINE("5"));
}
END_TEST

START_TEST(damaged_record)
{
    start();
    one.data[10] = 9;
    put_chunk(&stream, first, &one, 20, 32);
    put_chunk(&stream, first, &one, 32, 40);
    put_chunk(&stream, second, &two, 20, 30);
    decode();
    expect(&r, 1, LINE("0") LINE("1") DAMAGE "2 bytes skipped at offset 34: an id is not in the table\n"
           DAMAGE "8 bytes skipped at offset 60: the block was damaged before\n" LINE("4") LINE("5"));
}
END_TEST

START_TEST(damaged_record_and_three_chunks)
{
    start();
    one.data[10] = 9;
    put_chunk(&stream, first, &one, 20, 32);
    put_chunk(&stream, first, &one, 32, 36);
    put_chunk(&stream, first, &one, 36, 40);
    decode();
    expect(&r, 1, LINE("0") LINE("1") DAMAGE "2 bytes skipped at offset 34: an id is not in the table\n"
           DAMAGE "4 bytes skipped at offset 60: the block was damaged before\n"
           DAMAGE "4 bytes skipped at offset 88: the block was damaged before\n");
}
END_TEST

START_TEST(cut_stream)
{
    start();
    put_chunk(&stream, first, &one, 20, 40);
    run(&r, table((struct table_text){ 0 }), stream.data, stream.size - 3, 0);
    expect(&r, 1, LINE("0") LINE("1") LINE("2") DAMAGE "3 bytes skipped at offset 41: the stream ends inside a chunk\n");
}
END_TEST

START_TEST(lost_grows)
{
    start();
    struct block a = first, b = second;
    a.lost = 7;
    put_chunk(&stream, a, &one, 20, 40);
    b.lost = 19;
    put_chunk(&stream, b, &two, 20, 25);
    put_chunk(&stream, b, &two, 25, 30);
    decode();
    expect(&r, 0, LOST "7 bytes overwritten before they were drained\n" LINE("0") LINE("1") LINE("2") LINE("3")
           LOST "12 bytes overwritten before they were drained\n" LINE("4") LINE("5"));
}
END_TEST

/* The totals tell it. Where the stream has some of what the firmware had to count as lost, the numbers of the records do. */
START_TEST(lost_records)
{
    static const struct { uint32_t total, first; const char *lost; } cases[] = {
        { 13, 23, "10 records" }, { 15, 23, "10 records" }, { 13, 30, "10 records" }, /* the last: others were cleared */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char wanted[512];
        start();
        put_chunk(&stream, (struct block){ .form = COUNTING, .lost = 15, .first = 9, .records = 4, .lost_records = 3 }, &one, 32, 52);
        put_chunk(&stream, (struct block){ .form = COUNTING, .time = 2, .lost = 65, .first = cases[i].first, .records = 2,
                                           .lost_records = cases[i].total }, &two, 32, 42);
        run(&r, table((struct table_text){ .form = COUNTING }), stream.data, stream.size, 0);
        sprintf(wanted, LOST "15 bytes overwritten before they were drained, 3 records in all\n" LINE("0") LINE("1") LINE("2")
                LINE("3") LOST "50 bytes overwritten before they were drained, %s in all\n" LINE("4") LINE("5"), cases[i].lost);
        expect(&r, 0, wanted);
    }
}
END_TEST

START_TEST(dropped)
{
    start();
    put_chunk(&stream, (struct block){ .drop = true, .time = 1 }, &one, 20, 40);
    put_chunk(&stream, (struct block){ .drop = true, .time = 2, .lost = 3 }, &two, 20, 30);
    run(&r, table((struct table_text){ .drop = true }), stream.data, stream.size, 0);
    expect(&r, 0, ALL LOST "3 records dropped up to here\n");
}
END_TEST

START_TEST(narrow_chunks)
{
    start();
    put_chunk(&stream, (struct block){ .form = NARROW, .time = 1 }, &one, 18, 30);
    put_chunk(&stream, (struct block){ .form = NARROW, .time = 1 }, &one, 30, 38);
    put_chunk(&stream, (struct block){ .form = NARROW, .time = 2 }, &two, 18, 28);
    run(&r, table((struct table_text){ .form = NARROW, .block = 64 }), stream.data, stream.size, 0);
    expect(&r, 0, ALL);
}
END_TEST

START_TEST(chunks_without_a_table)
{
    start();
    put_chunk(&stream, first, &one, 20, 40);
    put_chunk(&stream, (struct block){ .schema = 0x123456 }, &two, 20, 30);
    decode();
    expect(&r, 1, LINE("0") LINE("1") LINE("2") LINE("3"));
    run(&r, table((struct table_text){ .schema = 1 }), stream.data, stream.size, 0);
    expect(&r, 2, "");
}
END_TEST

/* The second ring's damage is told, also where no record stands behind it. */
START_TEST(damage_at_the_end_of_the_second_ring)
{
    struct block second_ring = first;
    second_ring.of_rings = true;
    second_ring.ring = 1;
    start();
    put_chunk(&stream, second_ring, &one, 25, 40);
    run(&r, table((struct table_text){ .two_rings = true }), stream.data, stream.size, 0);
    expect(&r, 2, "boot ? core 1  ?  -  plog.damage  15 bytes skipped at offset 25: the stream begins inside this block\n");
    start();
    second_ring.time = 2;
    put_chunk(&stream, second_ring, &two, 20, 30);
    second_ring.time = 3;
    put_chunk(&stream, second_ring, &one, 25, 40);
    run(&r, table((struct table_text){ .two_rings = true }), stream.data, stream.size, 0);
    expect(&r, 1, "boot 1 core 1  ?  warn  n  4\nboot 1 core 1  ?  warn  n  5\n"
           "boot ? core 1  ?  -  plog.damage  15 bytes skipped at offset 60: the stream begins inside this block\n");
}
END_TEST

TCase *chunk_tests(void)
{
    TCase *tests = tcase_create("chunks");
    tcase_add_test(tests, split_anywhere);
    tcase_add_test(tests, bytes_of_one);
    tcase_add_test(tests, text_before);
    tcase_add_test(tests, repeated_chunk);
    tcase_add_test(tests, second_session_begins_alike);
    tcase_add_test(tests, second_session_in_frames);
    tcase_add_test(tests, second_session_after_a_gap);
    tcase_add_test(tests, second_session_after_a_cut_record);
    tcase_add_test(tests, same_time);
    tcase_add_test(tests, overwritten_block_ends_inside_a_record);
    tcase_add_test(tests, missing_end_of_block);
    tcase_add_test(tests, missing_chunk);
    tcase_add_test(tests, stream_begins_inside_a_block);
    tcase_add_test(tests, damaged_chunk);
    tcase_add_test(tests, damaged_record);
    tcase_add_test(tests, damaged_record_and_three_chunks);
    tcase_add_test(tests, cut_stream);
    tcase_add_test(tests, lost_grows);
    tcase_add_test(tests, lost_records);
    tcase_add_test(tests, dropped);
    tcase_add_test(tests, narrow_chunks);
    tcase_add_test(tests, chunks_without_a_table);
    tcase_add_test(tests, damage_at_the_end_of_the_second_ring);
    return tests;
}
