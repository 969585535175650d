/* Unit tests of the compiler's parts that can be tried alone. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arena.h"
#include "check.h"
#include "diagnostic.h"
#include "format.h"
#include "map.h"
#include "number.h"
#include "output.h"
#include "utf8.h"

static void expect_number(const char *text, enum number_form form, uint64_t expected)
{
    uint64_t value;
    const char *wrong = number_parse(text, form, &value);
    ck_assert_msg(!wrong, "%s %s", text, wrong);
    ck_assert_uint_eq(value, expected);
}

static void refuse_number(const char *text, enum number_form form)
{
    uint64_t value;
    ck_assert_msg(number_parse(text, form, &value) != NULL, "%s was taken", text);
}

START_TEST(integers)
{
    expect_number("0", NUMBER_INTEGER, 0);
    expect_number("18446744073709551615", NUMBER_INTEGER, UINT64_MAX);
    expect_number("0xFFFFFFFFFFFFFFFF", NUMBER_INTEGER, UINT64_MAX);
    expect_number("0x00aB", NUMBER_INTEGER, 0xAB);
    expect_number("0xc0ffee", NUMBER_INTEGER, 0xC0FFEE);
    refuse_number("18446744073709551616", NUMBER_INTEGER);
    refuse_number("0x10000000000000000", NUMBER_INTEGER);
    refuse_number("0x", NUMBER_INTEGER);
    refuse_number("0xG", NUMBER_INTEGER);
    refuse_number("007", NUMBER_INTEGER);
    refuse_number("-1", NUMBER_INTEGER);
    refuse_number("1K", NUMBER_INTEGER);
    refuse_number("1.5", NUMBER_INTEGER);
}
END_TEST

START_TEST(sizes)
{
    expect_number("256", NUMBER_SIZE, 256);
    expect_number("0x100", NUMBER_SIZE, 256);
    expect_number("16K", NUMBER_SIZE, 16384);
    expect_number("1M", NUMBER_SIZE, 1048576);
    refuse_number("1k", NUMBER_SIZE);
    refuse_number("1KB", NUMBER_SIZE);
    refuse_number("1.5K", NUMBER_SIZE);
    refuse_number("99999999999999999K", NUMBER_SIZE);
    refuse_number("99999999999999999M", NUMBER_SIZE);
}
END_TEST

START_TEST(frequencies)
{
    expect_number("32768Hz", NUMBER_FREQUENCY, 32768);
    expect_number("1kHz", NUMBER_FREQUENCY, 1000);
    expect_number("1.5MHz", NUMBER_FREQUENCY, 1500000);
    expect_number("1.000001MHz", NUMBER_FREQUENCY, 1000001);
    expect_number("1.0Hz", NUMBER_FREQUENCY, 1);
    expect_number("1GHz", NUMBER_FREQUENCY, 1000000000);
    refuse_number("1.0000001MHz", NUMBER_FREQUENCY);
    refuse_number("1.5Hz", NUMBER_FREQUENCY);
    refuse_number("72", NUMBER_FREQUENCY);
    refuse_number("72mhz", NUMBER_FREQUENCY);
    refuse_number("0x10Hz", NUMBER_FREQUENCY);
    refuse_number("1.2.3Hz", NUMBER_FREQUENCY);
    refuse_number("18446744073709551GHz", NUMBER_FREQUENCY);
}
END_TEST

struct format_case {
    enum format_kind kind;
    const char *good, *bad; /* formats, separated by '|' */
};

/* What Python 3 takes and refuses, and what is said in docs/LANGUAGE.md for kinds that Python has not. */
static const struct format_case format_cases[] = {
    {FORMAT_INTEGER, "|5|05|<5|*>5|{^5|d|+d| d|-d|#x|#010X|,|_|,d|_d|_x|_b|n|c|5c|e|.3f|,.2f|z.1f|%|=+5d|=^5|é<4|999",
     ".2|.2d|z|zd|s|q|+c|#c|,c|_c|,x|,b|,o|,n|_n|5x5|.|.x|,_|_,d|1000|99999999999|.1000f|é|dd|<<<"},
    {FORMAT_FLOAT, "|.2f|8.2f|+e|E|g|G|n|%|F|z|z.2f|,|_|,.1f|_e|#g|010|=8", "d|x|c|s|,n|_n|.|b|a"},
    {FORMAT_BOOL, "|s|d|5|>5s|05d|+d|,d", "x|+s|,s|.2d|f|zd|#s"},
    {FORMAT_CHAR, "|c|s|<3|d|x|#04x|b", "+c|f|.2d|#c|=5c|zd|n"},
    {FORMAT_STRING, "|s|10|.5|>10.5s|*^9|05", "d|+|#|=5|,|_|z|.|.1000"},
    {FORMAT_BYTES, "|x|X|20|<20X", "d|s|.2|+|#x|,|_x"},
    {FORMAT_NAMED, "|s|d|x|#06x|b|>12|.3|,d", "f|e|+s|.2d|c|=9|#"},
    {FORMAT_WHOLE, "", "x|5|s"},
};

static void try_formats(enum format_kind kind, const char *list, bool good)
{
    for (;;) {
        size_t size = strcspn(list, "|"), at = 0, length = 0;
        const char *wrong = format_check(list, size, kind, &at, &length);
        ck_assert_msg(!wrong == good, "format '%.*s' of kind %d: %s", (int)size, list, (int)kind,
                      wrong ? wrong : "was taken");
        ck_assert_msg(!wrong || (at <= size && length >= 1), "format '%.*s': place", (int)size, list);
        if (!list[size])
            return;
        list += size + 1;
    }
}

START_TEST(formats)
{
    for (size_t i = 0; i < sizeof format_cases / sizeof *format_cases; i++) {
        try_formats(format_cases[i].kind, format_cases[i].good, true);
        try_formats(format_cases[i].kind, format_cases[i].bad, false);
    }
}
END_TEST

static const char *suggest(const char *word)
{
    static const char *const known[] = {"buffer", "clock", "u8", "u16", "fault_code", "level"};
    struct suggestion suggestion = suggestion_for(word);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        suggestion_try(&suggestion, known[i]);
    return suggestion.best ? suggestion.best : "";
}

START_TEST(suggestions)
{
    ck_assert_str_eq(suggest("bufer"), "buffer");
    ck_assert_str_eq(suggest("bufefr"), "buffer");
    ck_assert_str_eq(suggest("colck"), "clock");
    ck_assert_str_eq(suggest("u17"), "u16");
    ck_assert_str_eq(suggest("faultcode"), "fault_code");
    ck_assert_str_eq(suggest("something"), "");
    ck_assert_str_eq(suggest("x"), "");
    ck_assert_str_eq(suggest("levellevellevellevellevellevellevellevellevel"), "");
    ck_assert_str_eq(suggest(""), "");
}
END_TEST

START_TEST(utf8)
{
    uint32_t character;
    ck_assert_uint_eq(utf8_decode("a", 1, &character), 1);
    ck_assert_uint_eq(utf8_decode("\xC3\xA9", 2, &character), 2);
    ck_assert_uint_eq(character, 0xE9);
    ck_assert_uint_eq(utf8_decode("\xF0\x9F\x98\x80", 4, &character), 4);
    ck_assert_uint_eq(character, 0x1F600);
    ck_assert_uint_eq(utf8_width(0x1F600), 2);
    ck_assert_uint_eq(utf8_width(0x6E29), 2);
    ck_assert_uint_eq(utf8_width(0x0301), 0);
    ck_assert_uint_eq(utf8_width('a'), 1);
    ck_assert_uint_eq(utf8_decode("\xC3", 1, &character), 0);
    ck_assert_uint_eq(utf8_decode("\xC3(", 2, &character), 0);
    ck_assert_uint_eq(utf8_decode("\xC0\x80", 2, &character), 0);
    ck_assert_uint_eq(utf8_decode("\xE0\x80\x80", 3, &character), 0);
    ck_assert_uint_eq(utf8_decode("\xED\xA0\x80", 3, &character), 0);
    ck_assert_uint_eq(utf8_decode("\xF4\x90\x80\x80", 4, &character), 0);
    ck_assert_uint_eq(utf8_decode("\x80", 1, &character), 0);
    ck_assert_uint_eq(utf8_decode("\xFF", 1, &character), 0);
}
END_TEST

START_TEST(maps)
{
    struct map map = {0};
    static int values[1000];
    ck_assert_ptr_null(map_get(&map, "none"));
    for (int i = 0; i < 1000; i++)
        ck_assert_ptr_null(map_put(&map, arena_printf("key%d", i), &values[i]));
    for (int i = 0; i < 1000; i++)
        ck_assert_ptr_eq(map_get(&map, arena_printf("key%d", i)), &values[i]);
    ck_assert_ptr_eq(map_put(&map, "key7", &values[8]), &values[7]);
    ck_assert_ptr_eq(map_get(&map, "key7"), &values[7]);
    ck_assert_ptr_null(map_get(&map, "key1000"));
}
END_TEST

START_TEST(texts)
{
    struct text text = {0};
    text_puts(&text, "");
    ck_assert_str_eq(text.data, "");
    for (int i = 0; i < 10000; i++)
        text_printf(&text, "%04d", i);
    ck_assert_uint_eq(text.length, 40000);
    ck_assert_int_eq(memcmp(text.data + 4 * 1234, "1234", 4), 0);
    ck_assert_uint_eq(strlen(text.data), text.length);
}
END_TEST

/* Adds a message to the front of the list: with an id, or 0 to have it numbered. */
static struct message *add(struct spec *spec, enum message_kind kind, uint32_t id)
{
    struct message *message = arena_alloc(sizeof *message);
    message->kind = kind;
    message->name.text = "m";
    message->id = id;
    message->id_given = id != 0;
    message->next = spec->messages;
    spec->messages = message;
    return message;
}

START_TEST(ids)
{
    struct id_range last = {7, 9, {1, 1, 1}, NULL}, first = {1, 1, {1, 1, 1}, &last};
    struct spec spec = {.reserved = &first};
    const struct message *f = add(&spec, MESSAGE_PLAIN, 0);
    const struct message *e = add(&spec, MESSAGE_END, ID_MAX);
    const struct message *d = add(&spec, MESSAGE_BEGIN, ID_MAX - 1);
    const struct message *c = add(&spec, MESSAGE_END, 0);
    const struct message *b = add(&spec, MESSAGE_BEGIN, 0);
    const struct message *a = add(&spec, MESSAGE_PLAIN, 3);
    check_ids(&spec);
    ck_assert_uint_eq(a->id, 3);
    ck_assert_uint_eq(b->id, 4);
    ck_assert_uint_eq(c->id, 5);
    ck_assert_uint_eq(d->id, ID_MAX - 1);
    ck_assert_uint_eq(e->id, ID_MAX);
    ck_assert_uint_eq(f->id, 2);
    ck_assert_ptr_eq(spec.messages, f);
    ck_assert_ptr_eq(f->next, a);
    ck_assert_ptr_eq(d->next, e);
    ck_assert_ptr_null(e->next);
}
END_TEST

START_TEST(all_ids)
{
    struct spec spec = {0};
    for (uint32_t i = 0; i < ID_MAX; i++)
        add(&spec, MESSAGE_PLAIN, 0);
    check_ids(&spec);
    uint32_t id = 0;
    for (const struct message *message = spec.messages; message; message = message->next)
        ck_assert_uint_eq(message->id, ++id);
    ck_assert_uint_eq(id, ID_MAX);
}
END_TEST

/* A folder of its own for the tests of outputs. */
static const char *make_folder(void)
{
    char *path = arena_strdup("/tmp/plogen-unit-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(path));
    return path;
}

static const char *content(const char *path)
{
    char *text = arena_alloc(64);
    FILE *file = fopen(path, "rb");
    if (!file)
        return "(missing)";
    ck_assert_uint_lt(fread(text, 1, 63, file), 63);
    fclose(file);
    return text;
}

static struct output_file file_of(const char *folder, const char *name, const char *text)
{
    return (struct output_file){arena_printf("%s/%s", folder, name), text, strlen(text)};
}

START_TEST(outputs_are_written)
{
    const char *folder = make_folder();
    struct output_file files[] = {file_of(folder, "a", "one"), file_of(folder, "b", "")};
    ck_assert(output_write(files, 2));
    ck_assert_str_eq(content(files[0].path), "one");
    ck_assert_str_eq(content(files[1].path), "");
    ck_assert(output_check(files, 2));
    unlink(files[0].path);
    unlink(files[1].path);
    ck_assert_int_eq(rmdir(folder), 0);
}
END_TEST

/* Whichever of three outputs cannot be replaced, the others stay, new ones vanish, and nothing else is left. */
START_TEST(outputs_all_or_none)
{
    static const char *const names[] = {"a", "b", "c"};
    const char *folder = make_folder();
    struct output_file files[3];
    for (int i = 0; i < 3; i++)
        files[i] = file_of(folder, names[i], "new");
    const char *blocked = files[_i].path;
    const char *old = files[(_i + 1) % 3].path, *fresh = files[(_i + 2) % 3].path;
    ck_assert_int_eq(mkdir(blocked, 0777), 0);
    struct output_file before = {old, "old", 3};
    ck_assert(output_write(&before, 1));
    ck_assert(!output_write(files, 3));
    ck_assert_str_eq(content(old), "old");
    ck_assert_str_eq(content(fresh), "(missing)");
    unlink(old);
    rmdir(blocked);
    ck_assert_int_eq(rmdir(folder), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("compiler");
    TCase *tests = tcase_create("parts");
    tcase_add_test(tests, integers);
    tcase_add_test(tests, sizes);
    tcase_add_test(tests, frequencies);
    tcase_add_test(tests, formats);
    tcase_add_test(tests, suggestions);
    tcase_add_test(tests, utf8);
    tcase_add_test(tests, maps);
    tcase_add_test(tests, texts);
    tcase_add_test(tests, ids);
    tcase_add_test(tests, all_ids);
    tcase_add_test(tests, outputs_are_written);
    tcase_add_loop_test(tests, outputs_all_or_none, 0, 3);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK); /* one process, so that the sanitizers see all of it */
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
