/*
 * Writes a program that logs every message of a table with every boundary value and some random ones, and what plogcat
 * must print for it.
 *
 *     make_calls -l LEVEL -n RANDOM_CALLS -s SEED [-m MESSAGE] [-i INT_BITS] TABLE.json CALLS.c EXPECTED.json
 *
 * With -m it is the table's message of that number only, the first being 0, for a device that has no room for more; without calls if there is none. CALLS.c is C99 and C++11. EXPECTED.json has one object a line: see compare.c. The table does not tell the spec's level,
 * hence -l: calls below it are made, and nothing is expected of them.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "literals.h"
#include "table.h"
#include "values.h"

#define RECORD_EXTRA 32u /* id, delta, and the record that tells of null pointers */

static const char *const levels[] = {"fatal", "error", "warn", "info", "debug", "trace"};

struct maker {
    const struct table *table;
    FILE *calls, *expected;
    unsigned level;
    unsigned random_calls;
    size_t from, to; /* which messages */
    struct random random;
    uint64_t ticks; /* since the boot */
};

static unsigned level_index(const char *name)
{
    unsigned i = 0;
    while (i + 1 < sizeof levels / sizeof *levels && strcmp(levels[i], name) != 0)
        i++;
    return i;
}

/* Ticks to the next record: varints of all lengths, up to half of what a block's base is unique in. */
static uint64_t pick_delta(struct maker *maker)
{
    uint64_t delta = random_number(&maker->random, 7);
    if (random_below(&maker->random, 4) == 0) {
        unsigned most = (maker->table->rings ? 18 : 30) + maker->table->clock_shift;
        if (most > maker->table->clock_bits - 1) /* a narrower clock is followed twice a wrap */
            most = maker->table->clock_bits - 1;
        unsigned bits = 7 * (1 + random_below(&maker->random, most / 7));
        delta = (UINT64_C(1) << bits) - random_below(&maker->random, 2);
    }
    if (maker->table->rings && delta == 0)
        delta = 1; /* of two records of different rings at one time no one knows the order */
    return maker->ticks + delta < UINT64_C(1) << 62 ? delta : maker->table->rings;
}

/* The clock that the program sets itself is known to the tick. */
static void expect_time(const struct maker *maker, json_object *event)
{
    json_object *ticks = NULL;
    if (strcmp(maker->table->clock, "user") == 0 || strcmp(maker->table->clock, "tick") == 0) {
        ticks = json_object_new_uint64(maker->ticks);
        json_object_object_add(event, "hz", json_object_new_uint64(maker->table->hz));
    } else if (strcmp(maker->table->clock, "none") != 0) {
        ticks = json_object_new_string("any");
    }
    json_object_object_add(event, "ticks", ticks);
}

static json_object *expect_event(const struct maker *maker, const struct message *message)
{
    json_object *event = json_object_new_object();
    json_object_object_add(event, "event", json_object_new_string(message->name));
    json_object_object_add(event, "level", json_object_new_string(message->level));
    json_object_object_add(event, "module", message->module ? json_object_new_string(message->module) : NULL);
    if (message->phase)
        json_object_object_add(event, "phase", json_object_new_string(message->phase));
    expect_time(maker, event);
    return event;
}

/* Adds to an array or object that is only there if it has something. */
static json_object *optional(json_object *event, const char *key, json_object *(*create)(void))
{
    json_object *found;
    if (!json_object_object_get_ex(event, key, &found)) {
        found = create();
        json_object_object_add(event, key, found);
    }
    return found;
}

static void make_arguments(const struct message *message, struct choice *choice, FILE *variables, FILE *passed,
                           json_object *event)
{
    json_object *args = json_object_new_object();
    json_object_object_add(event, "args", args);
    for (unsigned i = 0; i < message->arguments.count; i++) {
        const struct field *field = &message->arguments.at[i];
        bool cut;
        if (i > 0)
            fputs(", ", passed);
        json_object *value = make_argument(field, i, choice, variables, passed, &cut);
        json_object_object_add(args, field->name, value);
        if (cut)
            json_object_array_add(optional(event, "cut", json_object_new_array), json_object_new_string(field->name));
        if (field->flow)
            json_object_object_add(optional(event, "flow", json_object_new_object), field->name, json_object_get(value));
    }
}

static size_t record_bound(const struct message *message)
{
    size_t bound = RECORD_EXTRA;
    for (size_t i = 0; i < message->arguments.count; i++)
        bound += size_bound(&message->arguments.at[i]);
    return bound;
}

static void make_call(struct maker *maker, const struct message *message, enum source source, unsigned step)
{
    struct choice choice = {.source = source, .step = step, .random = &maker->random};
    bool logged = level_index(message->level) <= maker->level;
    uint64_t delta = logged ? pick_delta(maker) : 0;
    char *passed_text;
    size_t passed_size;
    FILE *passed = open_memstream(&passed_text, &passed_size);
    maker->ticks += delta;
    json_object *event = expect_event(maker, message);
    fputs("    {\n", maker->calls);
    make_arguments(message, &choice, maker->calls, passed, event);
    fclose(passed);
    fprintf(maker->calls, "        ready(%zu, UINT64_C(%" PRIu64 "));\n        %s(%s);\n    }\n", record_bound(message), delta,
            message->function, passed_text);
    if (logged)
        fprintf(maker->expected, "%s\n", json_object_to_json_string_ext(event, JSON_C_TO_STRING_PLAIN));
    json_object_put(event);
    free(passed_text);
}

static void make_calls(struct maker *maker, const struct message *message)
{
    unsigned values = 1, lengths = 0, nulls = 0, randoms = message->arguments.count ? maker->random_calls : 0;
    for (size_t i = 0; i < message->arguments.count; i++) {
        unsigned count = boundary_count(&message->arguments.at[i]);
        values = count > values ? count : values;
        lengths = has_length(&message->arguments.at[i]) ? LENGTH_STEPS : lengths;
        nulls = can_be_null(&message->arguments.at[i]) ? NULL_STEPS : nulls;
    }
    fprintf(maker->calls, "\nstatic void calls_%u(void)\n{\n", message->id);
    for (unsigned step = 0; step < values; step++)
        make_call(maker, message, VALUES, step);
    for (unsigned step = 0; step < lengths; step++)
        make_call(maker, message, LENGTHS, step);
    for (unsigned step = 0; step < nulls; step++)
        make_call(maker, message, NULLS, step);
    for (unsigned step = 0; step < randoms; step++)
        make_call(maker, message, RANDOM, step);
    fputs("}\n", maker->calls);
}

static void make_program(struct maker *maker, const char *header)
{
    const struct table *table = maker->table;
    fprintf(maker->calls, "#include \"%s\"\n\n#define CAPACITY %uu\n#include \"harness.h\"\n", header,
            table->block - table->header);
    for (size_t i = maker->from; i < maker->to; i++)
        make_calls(maker, &table->messages[i]);
    fputs("\nstatic void log_all(void)\n{\n", maker->calls);
    for (size_t i = maker->from; i < maker->to; i++)
        fprintf(maker->calls, "    calls_%u();\n", table->messages[i].id);
    fputs("}\n", maker->calls);
}

/* motor.h of gen/motor.json */
static char *header_of(const char *table)
{
    const char *slash = strrchr(table, '/');
    char *name = strdup(slash ? slash + 1 : table);
    strcpy(strrchr(name, '.'), ".h");
    return name;
}

static FILE *open_output(const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file) {
        perror(path);
        exit(1);
    }
    return file;
}

int main(int argc, char **argv)
{
    struct maker maker = {.level = level_index("trace"), .random_calls = 10, .to = SIZE_MAX};
    for (int option; (option = getopt(argc, argv, "l:n:s:m:i:")) != -1;) {
        if (option == 'l')
            maker.level = level_index(optarg);
        else if (option == 'n')
            maker.random_calls = (unsigned)atoi(optarg);
        else if (option == 's')
            maker.random.state = strtoull(optarg, NULL, 10);
        else if (option == 'm')
            maker.from = strtoul(optarg, NULL, 10), maker.to = maker.from + 1;
        else if (option == 'i')
            literals_int_bits = (unsigned)atoi(optarg);
        else
            return 2;
    }
    if (argc - optind != 3) {
        fprintf(stderr, "usage: make_calls -l LEVEL -n RANDOM_CALLS -s SEED [-m MESSAGE] [-i INT_BITS] TABLE.json CALLS.c EXPECTED.json\n");
        return 2;
    }
    maker.table = table_read(argv[optind]);
    if (maker.to > maker.table->message_count)
        maker.to = maker.table->message_count;
    maker.calls = open_output(argv[optind + 1]);
    maker.expected = open_output(argv[optind + 2]);
    make_program(&maker, header_of(argv[optind]));
    bool failed = ferror(maker.calls) || ferror(maker.expected);
    return fclose(maker.calls) != 0 || fclose(maker.expected) != 0 || failed;
}
