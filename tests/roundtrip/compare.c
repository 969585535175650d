/*
 * Compares what was expected with what plogcat printed.
 *
 *     compare EXPECTED.json < what "plogcat -o json" printed
 *
 * Both have one object a line. Each key of what is expected must be there and be equal, but:
 *   {"$f32": BITS}, {"$f64": BITS}   a float that reads back as exactly these bits, or as a NaN
 *   "ticks": "any"                   a number, no smaller than the one before
 *   "hz"                             "time" must be ticks / hz
 * "cut", "flow" and "phase" must be missing where none is expected. The first event is the boot; no other happening of
 * the ring may be there. Prints how many records were equal.
 */
#include <inttypes.h>
#include <json-c/json.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COMPLAINTS_MAX 5

static json_object *get(json_object *from, const char *key)
{
    json_object *value = NULL;
    json_object_object_get_ex(from, key, &value);
    return value;
}

/* What a float was printed as: a number, or a string for those that JSON has no number for. */
static const char *float_text(json_object *got)
{
    bool finite = json_object_is_type(got, json_type_double);
    bool named = json_object_is_type(got, json_type_string);
    const char *text = json_object_get_string(got);
    if (named && strcmp(text, "nan") != 0 && strcmp(text, "inf") != 0 && strcmp(text, "-inf") != 0)
        return NULL;
    return finite || named ? text : NULL;
}

static bool equal_f32(uint64_t bits, json_object *got)
{
    uint32_t word = (uint32_t)bits, got_word;
    const char *text = float_text(got);
    float expected, number = text ? strtof(text, NULL) : 0;
    memcpy(&expected, &word, sizeof expected);
    memcpy(&got_word, &number, sizeof got_word);
    return text && (isnan(expected) ? isnan(number) : word == got_word);
}

static bool equal_f64(uint64_t bits, json_object *got)
{
    uint64_t got_bits;
    const char *text = float_text(got);
    double expected, number = text ? strtod(text, NULL) : 0;
    memcpy(&expected, &bits, sizeof expected);
    memcpy(&got_bits, &number, sizeof got_bits);
    return text && (isnan(expected) ? isnan(number) : bits == got_bits);
}

static bool equal(json_object *expected, json_object *got);

static bool equal_arrays(json_object *expected, json_object *got)
{
    size_t count = json_object_array_length(expected);
    if (!json_object_is_type(got, json_type_array) || json_object_array_length(got) != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!equal(json_object_array_get_idx(expected, i), json_object_array_get_idx(got, i)))
            return false;
    return true;
}

static bool equal_objects(json_object *expected, json_object *got)
{
    if (get(expected, "$f32"))
        return equal_f32(json_object_get_uint64(get(expected, "$f32")), got);
    if (get(expected, "$f64"))
        return equal_f64(json_object_get_uint64(get(expected, "$f64")), got);
    if (!json_object_is_type(got, json_type_object) || json_object_object_length(expected) != json_object_object_length(got))
        return false;
    json_object_object_foreach(expected, key, value) {
        json_object *other;
        if (!json_object_object_get_ex(got, key, &other) || !equal(value, other))
            return false;
    }
    return true;
}

static bool equal_strings(json_object *expected, json_object *got)
{
    int length = json_object_get_string_len(expected);
    return json_object_is_type(got, json_type_string) && json_object_get_string_len(got) == length &&
           memcmp(json_object_get_string(expected), json_object_get_string(got), (size_t)length) == 0;
}

static bool equal(json_object *expected, json_object *got)
{
    switch (json_object_get_type(expected)) {
    case json_type_object: return equal_objects(expected, got);
    case json_type_array: return equal_arrays(expected, got);
    case json_type_string: return equal_strings(expected, got);
    default: return json_object_equal(expected, got); /* integers by value, whether signed or not */
    }
}

static bool right_time(json_object *expected, json_object *got)
{
    static uint64_t before;
    json_object *ticks = get(expected, "ticks"), *hz = get(expected, "hz"), *got_ticks = get(got, "ticks");
    if (!ticks)
        return !got_ticks && !get(got, "time");
    bool known = json_object_is_type(got_ticks, json_type_int) && json_object_get_uint64(got_ticks) >= before;
    before = json_object_get_uint64(got_ticks);
    if (!hz)
        return known;
    double seconds = (double)before / (double)json_object_get_uint64(hz);
    double wrong = fabs(json_object_get_double(get(got, "time")) - seconds);
    return known && json_object_equal(ticks, got_ticks) && wrong <= 1e-9 + seconds * 1e-15;
}

/* The first key that is not as expected, or NULL. */
static const char *find_difference(json_object *expected, json_object *got)
{
    static const char *const keys[] = {"event", "module", "level", "phase", "args", "cut", "flow"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        json_object *a, *b;
        bool wanted = json_object_object_get_ex(expected, keys[i], &a);
        if (wanted != json_object_object_get_ex(got, keys[i], &b) || (wanted && !equal(a, b)))
            return keys[i];
    }
    return right_time(expected, got) ? NULL : "ticks or time";
}

/* The next line as JSON, or NULL at the end; its text stays in *line. */
static json_object *next(FILE *file, char **line, size_t *size)
{
    if (getline(line, size, file) < 0)
        return NULL;
    json_object *object = json_tokener_parse(*line);
    if (!object) {
        printf("not JSON: %s", *line);
        exit(1);
    }
    return object;
}

int main(int argc, char **argv)
{
    FILE *expected_file = argc == 2 ? fopen(argv[1], "r") : NULL;
    char *expected_line = NULL, *got_line = NULL;
    size_t expected_size = 0, got_size = 0;
    unsigned equal_count = 0, wrong_count = 0;
    if (!expected_file) {
        fprintf(stderr, "usage: compare EXPECTED.json < PRINTED.json\n");
        return 2;
    }
    json_object *boot = next(stdin, &got_line, &got_size);
    if (!boot || strcmp(json_object_get_string(get(boot, "event")), "plog.boot") != 0) {
        printf("the first event is no boot: %s\n", got_line);
        wrong_count++;
    }
    json_object_put(boot);
    for (;;) {
        json_object *expected = next(expected_file, &expected_line, &expected_size);
        json_object *got = next(stdin, &got_line, &got_size);
        if (!expected && !got)
            break;
        const char *difference = expected && got ? find_difference(expected, got) : "number of records";
        if (!difference)
            equal_count++;
        else if (wrong_count++ < COMPLAINTS_MAX)
            printf("record %u: %s differs\n  expected %s\n  got      %s\n", equal_count + wrong_count, difference,
                   expected ? expected_line : "nothing\n", got ? got_line : "nothing\n");
        json_object_put(expected);
        json_object_put(got);
        if (!expected || !got)
            break;
    }
    printf("%u records equal, %u wrong\n", equal_count, wrong_count);
    return wrong_count > 0;
}
