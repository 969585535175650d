/* Rings: order, damage, what was lost, and where they stand. */
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "build_dump.h"

static struct result r;
static struct bytes dump, records[8];

#define MESSAGES "{\"id\":1,\"name\":\"n\",\"module\":\"mod\",\"kind\":\"message\",\"level\":\"warn\",\"text\":\"{x}\"," \
                 "\"args\":[{\"name\":\"x\",\"type\":\"u8\"}]}"

static const char *table(struct table_text t)
{
    t.messages = MESSAGES;
    t.no_clock = true;
    return make_table(t);
}

/* Records that say from, from + 1, ... up to but not including to. */
static struct bytes *numbers(unsigned slot, unsigned from, unsigned to)
{
    records[slot].size = 0;
    for (; from < to; from++) {
        put_varint(&records[slot], 1);
        put_number(&records[slot], from, 1);
    }
    return &records[slot];
}

static void start(void)
{
    dump.size = 0;
}

#define LINE(n) "boot 1  ?  warn  mod.n  " n "\n"
#define DAMAGE "boot ?  ?  -  plog.damage  "
#define LOST "boot ?  ?  -  plog.lost  "

START_TEST(first_lap)
{
    start();
    put_block(&dump, (struct block){ .lap = 1 }, numbers(0, 0, 2));
    put_block(&dump, (struct block){ .lap = 1 }, numbers(0, 2, 3));
    put_empty(&dump, 256);
    run(&r, table((struct table_text){ 0 }), dump.data, dump.size, 0);
    expect(&r, 0, LINE("0") LINE("1") LINE("2"));
}
END_TEST

/* With each lap the newest can have, and at each place. */
START_TEST(every_lap_and_place)
{
    for (unsigned lap = 1; lap <= 32; lap++) {
        for (unsigned newest = 0; newest < 4; newest++) {
            char wanted[512] = "";
            start();
            for (unsigned place = 0; place < 4; place++) {
                unsigned age = (newest + 4 - place) % 4;
                unsigned lap_here = 16 + (place <= newest ? lap : lap - 1); /* 16: 0 would mean the usual */
                put_block(&dump, (struct block){ .lap = (uint8_t)lap_here }, numbers(0, 10 - age, 11 - age));
            }
            strcat(wanted, LINE("7") LINE("8") LINE("9") LINE("10"));
            run(&r, table((struct table_text){ 0 }), dump.data, dump.size, 0);
            expect(&r, 0, wanted);
        }
    }
}
END_TEST

START_TEST(empty_ring)
{
    start();
    put_block(&dump, (struct block){ .lap = 3 }, NULL);
    put_empty(&dump, 384);
    run(&r, table((struct table_text){ 0 }), dump.data, dump.size, 0);
    expect(&r, 0, "");
    start();
    put_empty(&dump, 512);
    run(&r, table((struct table_text){ 0 }), dump.data, dump.size, 0);
    expect(&r, 2, "");
    run(&r, table((struct table_text){ 0 }), dump.data, 0, 0);
    expect(&r, 2, "");
}
END_TEST

START_TEST(leftover_not_shown)
{
    start();
    put_block(&dump, (struct block){ .lap = 5 }, numbers(0, 0, 1));
    put_block(&dump, (struct block){ .lap = 5 }, numbers(0, 1, 2));
    put_block(&dump, (struct block){ .lap = 9 }, numbers(0, 66, 67));
    put_block(&dump, (struct block){ .lap = 4 }, numbers(0, 99, 100));
    run(&r, table((struct table_text){ 0 }), dump.data, dump.size, 0);
    expect(&r, 0, LINE("99") LINE("0") LINE("1"));
}
END_TEST

/* The place after the newest is being replaced: `used` says how much is lost with it, whatever else is in the header. */
START_TEST(being_replaced)
{
    static const struct { uint8_t lap; bool damaged; unsigned used, read; const char *bytes; } steps[] = {
        { 4, false, 4, 20, "14 bytes" }, /* nothing but `used` is written */
        { 4, true, 4, 20, "14 bytes" },  /* the header is half written */
        { 5, false, 4, 20, "14 bytes" }, /* all but `used` is written */
        { 4, false, 2, 22, "12 bytes" }, /* two bytes had been drained */
        { 4, true, 0x4000, 20, "10 bytes" },
        { 4, true, 109, 20, "10 bytes" },
        { 4, true, 108, 20, "118 bytes" },
    };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        char wanted[256];
        start();
        put_block(&dump, (struct block){ .lap = 5, .lost = 3 }, numbers(0, 0, 1));
        put_block(&dump, (struct block){ .lap = 5, .lost = 10 }, numbers(0, 1, 2));
        put_block(&dump, (struct block){ .lap = steps[i].lap, .damaged = steps[i].damaged, .used = steps[i].used,
                                         .read = steps[i].read, .replaced = true, .lost = 77 }, numbers(0, 66, 68));
        put_block(&dump, (struct block){ .lap = 4, .lost = 1 }, numbers(0, 99, 100));
        run(&r, table((struct table_text){ 0 }), dump.data, dump.size, 0);
        sprintf(wanted, LOST "%s overwritten before they were drained\n" LINE("99") LINE("0") LINE("1"), steps[i].bytes);
        expect(&r, 0, wanted);
    }
}
END_TEST

/* The same, in records. */
START_TEST(being_replaced_when_counting)
{
    static const struct { uint8_t lap; bool damaged; unsigned used; uint16_t records; const char *lost; } steps[] = {
        { 4, false, 4, 2, "14 bytes overwritten before they were drained, 8 records" },
        { 4, true, 4, 2, "14 bytes overwritten before they were drained, 8 records" },
        { 5, false, 4, 2, "14 bytes overwritten before they were drained, 8 records" },
        { 4, false, 2, 1, "12 bytes overwritten before they were drained, 7 records" },
        { 4, true, 0x4000, 1, "10 bytes overwritten before they were drained, 6 records" },
        { 4, true, 4, 5, "10 bytes overwritten before they were drained, 6 records" },
    };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        char wanted[256];
        start();
        put_block(&dump, (struct block){ .form = COUNTING, .lap = 5, .lost = 3, .lost_records = 1, .records = 1 }, numbers(0, 0, 1));
        put_block(&dump, (struct block){ .form = COUNTING, .lap = 5, .lost = 10, .lost_records = 6, .records = 1 }, numbers(0, 1, 2));
        put_block(&dump, (struct block){ .form = COUNTING, .lap = steps[i].lap, .damaged = steps[i].damaged, .used = steps[i].used,
                                         .records = steps[i].records, .replaced = true, .lost = 77,
                                         .lost_records = 44 }, numbers(0, 66, 68));
        put_block(&dump, (struct block){ .form = COUNTING, .lap = 4, .lost = 1, .records = 1 }, numbers(0, 99, 100));
        run(&r, table((struct table_text){ .form = COUNTING }), dump.data, dump.size, 0);
        sprintf(wanted, LOST "%s in all\n" LINE("99") LINE("0") LINE("1"), steps[i].lost);
        expect(&r, 0, wanted);
    }
}
END_TEST

/* Anywhere else such a place is damage. */
START_TEST(replaced_elsewhere)
{
    start();
    put_block(&dump, (struct block){ .lap = 5 }, numbers(0, 0, 1));
    put_block(&dump, (struct block){ .lap = 5, .replaced = true }, numbers(0, 1, 2));
    put_block(&dump, (struct block){ .lap = 5 }, numbers(0, 2, 3));
    put_block(&dump, (struct block){ .lap = 4 }, numbers(0, 99, 100));
    run(&r, table((struct table_text){ 0 }), dump.data, dump.size, 0);
    expect(&r, 1, LINE("99") LINE("0") DAMAGE "1 block skipped at offset 128: a header is damaged\n" LINE("2"));
}
END_TEST

/* A crash loop has copied the oldest block, of records 0 and 1, over the next one; `old` is what the block's old place says, `copy` what the new one does. */
static void put_moved(enum form form, struct block old, struct block copy, const struct bytes *in_copy)
{
    unsigned size = form == NARROW ? 64 : 128;
    old.form = copy.form = form;
    old.size = copy.size = size;
    old.lap = copy.lap = 4;
    start();
    put_block(&dump, (struct block){ .form = form, .size = size, .lap = 5, .boot = 3, .lost = 10, .lost_records = 4, .records = 1 }, numbers(1, 8, 9));
    put_block(&dump, old, numbers(2, 0, 2));
    put_block(&dump, copy, in_copy);
    put_block(&dump, (struct block){ .form = form, .size = size, .lap = 4, .boot = 2, .records = 1 }, numbers(3, 7, 8));
    run(&r, table((struct table_text){ .form = form, .block = size }), dump.data, dump.size, 0);
}

/* The header's size, and the two records: where a moved block ends. */
static unsigned moved_end(enum form form)
{
    static const unsigned header[] = { 20, 32, 18 };
    return header[form] + 4;
}

/* Whatever the dump caught of the move, the block is shown once, and what was lost with the new place is counted. */
START_TEST(block_that_is_moved)
{
    static const char *const lost[] = { "15 bytes overwritten before they were drained", "15 bytes overwritten before they were drained, 6 records in all",
                                        "15 bytes overwritten before they were drained" };
    for (enum form form = WIDE; form <= NARROW; form++) {
        unsigned end = (form == NARROW ? 0x80 : 0x8000) | moved_end(form);
        struct block whole = { .records = 2 }, marked = { .used = 5, .records = 2, .replaced = true }, settled = { .read = end, .released = 2, .records = 2 };
        struct block copy = { .used = 5, .records = 2, .replaced = true, .read = end, .released = 2 }, left = marked;
        char wanted[512];
        left.damaged = true;
        sprintf(wanted, LOST "%s\n" LINE("0") LINE("1") "boot 2  ?  warn  mod.n  7\nboot 3  ?  warn  mod.n  8\n", lost[form]);
        put_moved(form, whole, marked, numbers(0, 0, 1));
        expect(&r, 0, wanted);
        put_moved(form, whole, copy, numbers(0, 0, 2));
        expect(&r, 0, wanted);
        put_moved(form, marked, copy, numbers(0, 0, 2));
        expect(&r, 0, wanted);
        put_moved(form, left, copy, numbers(0, 0, 2));
        expect(&r, 0, wanted);
        put_moved(form, left, settled, numbers(0, 0, 2));
        expect(&r, 0, wanted);
        put_moved(form, left, whole, numbers(0, 0, 2));
        expect(&r, 0, wanted);
    }
}
END_TEST

/* The copy stands in the ring's first place, which is found by it where the dump has other memory before and behind the ring. */
START_TEST(copy_in_first_place)
{
    uint8_t other[256];
    memset(other, 0xA5, sizeof other);
    for (enum form form = WIDE; form <= NARROW; form++) {
        unsigned size = form == NARROW ? 64 : 128, end = (form == NARROW ? 0x80 : 0x8000) | moved_end(form);
        struct block copy = { .form = form, .size = size, .lap = 5, .used = 5, .replaced = true, .read = end, .released = 2 };
        struct block newest = { .form = form, .size = size, .lap = 5, .boot = 3, .records = 1 };
        struct block old[] = { { .form = form, .size = size, .lap = 4, .records = 2 },
                               { .form = form, .size = size, .lap = 4, .used = 5, .replaced = true } };
        for (size_t i = 0; i < sizeof old / sizeof *old; i++) {
            start();
            put(&dump, other, sizeof other);
            put_block(&dump, copy, numbers(0, 0, 2));
            put_block(&dump, (struct block){ .form = form, .size = size, .lap = 5, .boot = 2, .records = 1 }, numbers(1, 7, 8));
            put_block(&dump, newest, numbers(2, 8, 9));
            put_block(&dump, old[i], numbers(3, 0, 2));
            put(&dump, other, sizeof other);
            run(&r, table((struct table_text){ .form = form, .block = size }), dump.data, dump.size, 0);
            expect(&r, 0, form == COUNTING ? LOST "5 bytes overwritten before they were drained, 0 records in all\n" LINE("0") LINE("1")
                                                 "boot 2  ?  warn  mod.n  7\nboot 3  ?  warn  mod.n  8\n"
                                           : LOST "5 bytes overwritten before they were drained\n" LINE("0") LINE("1")
                                                 "boot 2  ?  warn  mod.n  7\nboot 3  ?  warn  mod.n  8\n");
        }
    }
}
END_TEST

#define LATER "boot 2  ?  warn  mod.n  7\nboot 3  ?  warn  mod.n  8\n"
#define BESIDES LINE("0") LINE("1") LATER

/* The block is damaged, or the mark with which it has left has lost its top bit: the copy is shown. */
START_TEST(damage_in_a_move)
{
    struct block copy = { .used = 22, .replaced = true, .read = 0x8000 + moved_end(WIDE) };
    put_moved(WIDE, (struct block){ .used = 22 }, copy, numbers(0, 0, 2));
    expect(&r, 0, LOST "32 bytes overwritten before they were drained\n" BESIDES);
    put_moved(WIDE, (struct block){ .damaged = true }, copy, numbers(0, 0, 2));
    expect(&r, 1, LOST "10 bytes overwritten before they were drained\n" DAMAGE "1 block skipped at offset 128: a header is damaged\n" BESIDES);
}
END_TEST

/* What only looks like a copy hides nothing: the wrong boot, check, time, schema, other records. Without the mark it is damaged. */
START_TEST(no_copy)
{
    static const struct block not[] = {
        { .read = 0x8018, .boot = 2 }, { .read = 0x8018, .damaged = true }, { .read = 0x8018, .time = 1 }, { .read = 0x8018, .schema = SCHEMA + 1 },
        { .read = 0x8010 }, { .read = 0x80C8 }, { .read = 0x0018 },
    };
    for (size_t i = 0; i < sizeof not / sizeof *not; i++) {
        struct block marked = not[i];
        marked.used = moved_end(WIDE); /* as the old place says, too */
        marked.replaced = true;
        put_moved(WIDE, (struct block){ .drop = false }, marked, numbers(0, 0, 2));
        expect(&r, 0, LOST "34 bytes overwritten before they were drained\n" BESIDES);
        put_moved(WIDE, (struct block){ .drop = false }, marked, numbers(0, 1, 3));
        expect(&r, 0, LOST "34 bytes overwritten before they were drained\n" BESIDES);
    }
    put_moved(WIDE, (struct block){ .drop = false }, (struct block){ .read = 0x8018 }, numbers(0, 0, 2));
    expect(&r, 1, LOST "10 bytes overwritten before they were drained\n" LINE("0") LINE("1")
                  DAMAGE "1 block skipped at offset 256: a header is damaged\n" LATER);
}
END_TEST

START_TEST(damaged_headers)
{
    start();
    put_block(&dump, (struct block){ .lap = 5, .damaged = true }, numbers(0, 0, 1));
    put_block(&dump, (struct block){ .lap = 5, .used = 19 }, numbers(0, 1, 2));
    put_block(&dump, (struct block){ .lap = 5, .used = 129 }, numbers(0, 1, 2));
    put_block(&dump, (struct block){ .lap = 5 }, numbers(0, 2, 3));
    put_block(&dump, (struct block){ .lap = 5, .read = 30 }, numbers(0, 1, 2));
    put_block(&dump, (struct block){ .lap = 5, .read = 19 }, numbers(0, 1, 2));
    put_block(&dump, (struct block){ .lap = 5 }, numbers(0, 3, 4));
    run(&r, table((struct table_text){ .blocks = 7 }), dump.data, dump.size, 0);
    expect(&r, 1, DAMAGE "3 blocks skipped at offset 0: a header is damaged\n" LINE("2")
           DAMAGE "2 blocks skipped at offset 512: a header is damaged\n" LINE("3"));
}
END_TEST

START_TEST(damaged_records)
{
    start();
    struct bytes *bad = numbers(0, 0, 2);
    put_varint(bad, 2); /* not in the table */
    put_number(bad, 7, 1);
    put_block(&dump, (struct block){ .lap = 1 }, bad);
    bad = numbers(1, 2, 3);
    put_number(bad, 0, 1);
    put_number(bad, 9, 1); /* no such kind */
    put_block(&dump, (struct block){ .lap = 1 }, bad);
    bad = numbers(2, 3, 4);
    put_boot(bad, 1, 0);
    bad->data[bad->size - 1] ^= 1; /* another schema */
    put_block(&dump, (struct block){ .lap = 1 }, bad);
    bad = numbers(3, 4, 5);
    put_varint(bad, 1); /* its argument is not there */
    put_block(&dump, (struct block){ .lap = 1 }, bad);
    run(&r, table((struct table_text){ 0 }), dump.data, dump.size, 0);
    expect(&r, 1, LINE("0") LINE("1") DAMAGE "2 bytes skipped at offset 24: an id is not in the table\n"
           LINE("2") DAMAGE "2 bytes skipped at offset 150: a record of the ring is of no known kind\n"
           LINE("3") DAMAGE "9 bytes skipped at offset 278: a boot record is of another schema than its block\n"
           LINE("4") DAMAGE "1 byte skipped at offset 406: a record crosses the committed end\n");
}
END_TEST

START_TEST(lost_when_overwriting)
{
    start();
    put_block(&dump, (struct block){ .lap = 2, .lost = 4000000000u }, numbers(0, 1, 2));
    put_block(&dump, (struct block){ .lap = 1, .lost = 5 }, numbers(0, 0, 1));
    run(&r, table((struct table_text){ .blocks = 2 }), dump.data, dump.size, 0);
    expect(&r, 0, LOST "4000000000 bytes overwritten before they were drained\n" LINE("0") LINE("1"));
    run(&r, table((struct table_text){ .blocks = 2 }), dump.data, dump.size, 1);
    ck_assert_ptr_eq(strstr(r.out, "{\"boot\":null,\"time\":null,\"ticks\":null,\"level\":null,\"module\":null,"
                     "\"event\":\"plog.lost\",\"text\":\"4000000000 bytes overwritten before they were drained\","
                     "\"args\":{\"bytes\":4000000000}}\n"), r.out);
}
END_TEST

START_TEST(lost_when_counting)
{
    start();
    put_block(&dump, (struct block){ .form = COUNTING, .lap = 2, .lost = 20, .first = 9, .records = 1, .read = 33, .lost_records = 3 },
              numbers(0, 1, 2));
    put_block(&dump, (struct block){ .form = COUNTING, .lap = 1, .lost = 5, .first = 8, .records = 1, .lost_records = 2 },
              numbers(0, 0, 1));
    run(&r, table((struct table_text){ .form = COUNTING, .blocks = 2 }), dump.data, dump.size, 0);
    expect(&r, 0, LOST "20 bytes overwritten before they were drained, 3 records in all\n" LINE("0") LINE("1"));
    start();
    put_block(&dump, (struct block){ .form = COUNTING, .records = 2 }, numbers(0, 0, 1));
    put_empty(&dump, 128);
    run(&r, table((struct table_text){ .form = COUNTING, .blocks = 2 }), dump.data, dump.size, 0);
    expect(&r, 1, LINE("0") DAMAGE "0 bytes skipped at offset 0: the block was written with another number of records\n");
}
END_TEST

START_TEST(lost_when_dropping)
{
    start();
    put_block(&dump, (struct block){ .drop = true, .lost = 3 }, numbers(0, 0, 1));
    put_block(&dump, (struct block){ .drop = true, .lost = 3 }, numbers(0, 1, 2));
    put_block(&dump, (struct block){ .drop = true, .lost = 4 }, numbers(0, 2, 3));
    run(&r, table((struct table_text){ .drop = true, .blocks = 3 }), dump.data, dump.size, 0);
    expect(&r, 0, LINE("0") LOST "3 records dropped up to here\n" LINE("1") LINE("2") LOST "1 record dropped up to here\n");
    run(&r, table((struct table_text){ .drop = true, .blocks = 3 }), dump.data, dump.size, 1);
    ck_assert_ptr_nonnull(strstr(r.out, "\"args\":{\"records\":3}}\n"));
    dump.data[16 + 3] = 1; /* no check covers it, but it can't shrink again */
    run(&r, table((struct table_text){ .drop = true, .blocks = 3 }), dump.data, dump.size, 0);
    expect(&r, 0, LINE("0") LINE("1") LOST "3 records dropped up to here\n" LINE("2") LOST "1 record dropped up to here\n");
}
END_TEST

START_TEST(narrow_ring)
{
    start();
    put_block(&dump, (struct block){ .form = NARROW, .size = 64, .lap = 2 }, numbers(0, 1, 3));
    put_block(&dump, (struct block){ .form = NARROW, .size = 64, .lap = 1 }, numbers(0, 0, 1));
    run(&r, table((struct table_text){ .form = NARROW, .block = 64, .blocks = 2 }), dump.data, dump.size, 0);
    expect(&r, 0, LINE("0") LINE("1") LINE("2"));
}
END_TEST

START_TEST(ring_in_a_larger_dump)
{
    for (unsigned before = 0; before < 300; before += 37) {
        start();
        for (unsigned i = 0; i < before; i++)
            put_number(&dump, i * 7, 1);
        put_block(&dump, (struct block){ .lap = 2 }, numbers(0, 1, 3));
        put_block(&dump, (struct block){ .lap = 1 }, numbers(0, 0, 1));
        for (unsigned i = 0; i < 500; i++)
            put_number(&dump, i, 1);
        run(&r, table((struct table_text){ .blocks = 2 }), dump.data, dump.size, 0);
        expect(&r, 0, LINE("0") LINE("1") LINE("2"));
    }
}
END_TEST

/* Headers are looked for at every second place: the rest of the ring is found from there. */
START_TEST(ring_at_every_place)
{
    for (unsigned before = 0; before < 20; before++)
        for (unsigned behind = 0; behind < 3; behind++) {
            start();
            put_zeros(&dump, before);
            put_block(&dump, (struct block){ .lap = 1 }, numbers(0, 0, 2));
            put_empty(&dump, 384);
            put_zeros(&dump, behind);
            run(&r, table((struct table_text){ 0 }), dump.data, dump.size, 0);
            expect(&r, 0, LINE("0") LINE("1"));
        }
}
END_TEST

START_TEST(two_rings)
{
    start();
    put_number(&dump, 1, 3);
    put_block(&dump, (struct block){ .lap = 2 }, numbers(0, 1, 2));
    put_block(&dump, (struct block){ .lap = 1 }, numbers(0, 0, 1));
    put_number(&dump, 1, 5);
    put_block(&dump, (struct block){ .lap = 7 }, numbers(0, 5, 6));
    put_block(&dump, (struct block){ .lap = 7 }, numbers(0, 6, 7));
    run(&r, table((struct table_text){ .blocks = 2 }), dump.data, dump.size, 0);
    expect(&r, 0, LINE("0") LINE("1") LINE("5") LINE("6"));
}
END_TEST

START_TEST(cut_dump)
{
    start();
    put_block(&dump, (struct block){ .lap = 2 }, numbers(0, 1, 2));
    put_block(&dump, (struct block){ .lap = 2 }, numbers(0, 2, 4));
    run(&r, table((struct table_text){ 0 }), dump.data, dump.size, 0);
    expect(&r, 1, DAMAGE "2 blocks skipped at offset 256: the dump ends before the ring does\n" LINE("1") LINE("2") LINE("3"));
    run(&r, table((struct table_text){ 0 }), dump.data, 128 + 22, 0);
    expect(&r, 1, DAMAGE "2 blocks skipped at offset 150: the dump ends before the ring does\n" LINE("1") LINE("2")
           DAMAGE "2 bytes skipped at offset 150: the dump ends inside this block\n");
}
END_TEST

START_TEST(first_block_damaged)
{
    start();
    put_block(&dump, (struct block){ .damaged = true }, numbers(0, 0, 1));
    put_block(&dump, (struct block){ 0 }, numbers(0, 1, 2));
    put_block(&dump, (struct block){ 0 }, numbers(0, 2, 3));
    run(&r, table((struct table_text){ .blocks = 3 }), dump.data, dump.size, 0);
    expect(&r, 1, DAMAGE "1 block skipped at offset 0: a header is damaged\n" LINE("1") LINE("2"));
}
END_TEST

START_TEST(two_firmware_versions)
{
    static char older[1 << 16];
    start();
    put_block(&dump, (struct block){ .lap = 1, .schema = 0xAA00BB }, numbers(0, 7, 8));
    put_block(&dump, (struct block){ .lap = 1 }, numbers(0, 8, 9));
    strcpy(older, table((struct table_text){ .blocks = 2, .schema = 0x99AA00BB }));
    char *name = strstr(older, "\"name\":\"n\"");
    name[8] = 'o';
    const char *tables[] = { older, table((struct table_text){ .blocks = 2 }), NULL };
    run_tables(&r, tables, dump.data, dump.size, 0);
    expect(&r, 0, "boot 1  ?  warn  mod.o  7\n" LINE("8"));
    run_tables(&r, tables + 1, dump.data, dump.size, 0);
    expect(&r, 1, LINE("8"));
}
END_TEST

START_TEST(wrong_table)
{
    start();
    put_block(&dump, (struct block){ .lap = 1 }, numbers(0, 7, 8));
    put_block(&dump, (struct block){ .lap = 1 }, numbers(0, 8, 9));
    run(&r, table((struct table_text){ .blocks = 2, .schema = 0x55AA00BB }), dump.data, dump.size, 0);
    expect(&r, 2, "");
}
END_TEST

#define EVENTS \
    "{\"id\":1,\"name\":\"s\",\"module\":null,\"kind\":\"begin\",\"level\":\"trace\",\"text\":\"s begin\",\"args\":[" \
        "{\"name\":\"key\",\"type\":\"u8\",\"flow\":true},{\"name\":\"x\",\"type\":\"u8\"}]}," \
    "{\"id\":2,\"name\":\"s\",\"module\":\"a\",\"kind\":\"end\",\"level\":\"trace\",\"text\":\"s end\",\"args\":[]}," \
    "{\"id\":200,\"name\":\"c\",\"module\":null,\"kind\":\"counter\",\"level\":\"debug\",\"text\":\"c = {value}\",\"args\":[" \
        "{\"name\":\"value\",\"type\":\"u8\"}]}"

START_TEST(json_keys)
{
    start();
    records[0].size = 0;
    put_boot(&records[0], 3, 4);
    put(&records[0], "\1\5\14\7" "\2\1" "\x80\xC8\0\377", 10);
    put_reset(&records[0], 1000000, 5);
    put(&records[0], "\0\4\2\3", 4);
    put_block(&dump, (struct block){ .boot = 3 }, &records[0]);
    put_block(&dump, (struct block){ .damaged = true }, &records[0]);
    run(&r, make_table((struct table_text){ .messages = EVENTS, .blocks = 2 }), dump.data, dump.size, 1);
    expect(&r, 1,
        "{\"boot\":null,\"time\":null,\"ticks\":null,\"level\":null,\"module\":null,\"event\":\"plog.damage\",\"text\":\"1 block skipped at offset 128: a header is damaged\",\"args\":{\"offset\":128,\"blocks\":1,\"reason\":\"a header is damaged\"}}\n"
        "{\"boot\":3,\"time\":0,\"ticks\":0,\"level\":null,\"module\":null,\"event\":\"plog.boot\",\"text\":\"probe started, schema 1a2b3c4d\",\"args\":{\"cause\":\"watchdog\",\"schema\":\"1a2b3c4d\",\"project\":\"probe\"}}\n"
        "{\"boot\":3,\"time\":0.000005,\"ticks\":5,\"level\":\"trace\",\"module\":null,\"event\":\"s\",\"text\":\"s begin\",\"args\":{\"key\":12,\"x\":7},\"phase\":\"begin\",\"flow\":{\"key\":12}}\n"
        "{\"boot\":3,\"time\":0.000006,\"ticks\":6,\"level\":\"trace\",\"module\":\"a\",\"event\":\"s\",\"text\":\"s end\",\"args\":{},\"phase\":\"end\"}\n"
        "{\"boot\":3,\"time\":0.000006,\"ticks\":6,\"level\":\"debug\",\"module\":null,\"event\":\"c\",\"text\":\"c = 255\",\"args\":{\"value\":255}}\n"
        "{\"boot\":3,\"time\":1.000006,\"ticks\":1000006,\"level\":null,\"module\":null,\"event\":\"plog.reset\",\"text\":\"about to reset: software\",\"args\":{\"cause\":\"software\"}}\n"
        "{\"boot\":3,\"time\":1.000008,\"ticks\":1000008,\"level\":null,\"module\":null,\"event\":\"plog.lost\",\"text\":\"3 records could not be written\",\"args\":{\"records\":3}}\n");
}
END_TEST

TCase *image_tests(void)
{
    TCase *tests = tcase_create("image");
    tcase_add_test(tests, first_lap);
    tcase_add_test(tests, every_lap_and_place);
    tcase_add_test(tests, empty_ring);
    tcase_add_test(tests, leftover_not_shown);
    tcase_add_test(tests, being_replaced);
    tcase_add_test(tests, being_replaced_when_counting);
    tcase_add_test(tests, replaced_elsewhere);
    tcase_add_test(tests, block_that_is_moved);
    tcase_add_test(tests, copy_in_first_place);
    tcase_add_test(tests, damage_in_a_move);
    tcase_add_test(tests, no_copy);
    tcase_add_test(tests, damaged_headers);
    tcase_add_test(tests, damaged_records);
    tcase_add_test(tests, lost_when_overwriting);
    tcase_add_test(tests, lost_when_counting);
    tcase_add_test(tests, lost_when_dropping);
    tcase_add_test(tests, narrow_ring);
    tcase_add_test(tests, ring_in_a_larger_dump);
    tcase_add_test(tests, ring_at_every_place);
    tcase_add_test(tests, two_rings);
    tcase_add_test(tests, cut_dump);
    tcase_add_test(tests, first_block_damaged);
    tcase_add_test(tests, two_firmware_versions);
    tcase_add_test(tests, wrong_table);
    tcase_add_test(tests, json_keys);
    return tests;
}
