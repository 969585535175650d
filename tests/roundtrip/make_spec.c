/*
 * Writes a random spec that is valid: every type in every shape, all options, texts with formats, and names that are
 * words of the language itself or of C programs.
 *
 *     make_spec SEED TARGET
 *
 * TARGET is linux, host, cortex-m3 or avr-atmega1284p. The same seed gives the same types and messages for each, but for an AVR, whose blocks
 * have 124 bytes at most.
 */
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "random.h"

#define TYPES_MAX 8u
#define ARGUMENTS_MAX 64u
#define DEPTH_MAX 5u     /* of structs in structs */
#define RING_EXTRA 64u   /* a block's header, a record's id, delta and check, and what is told of null pointers */
#define CRASH_EXTRA 128u /* a crash's registers, and what goes with them */

static const struct target {
    const char *name;
    bool hosted;         /* no interrupts to lock, no linker's addresses */
    bool system;         /* an operating system's threads and clock */
    unsigned arguments;  /* at most */
    unsigned fields;     /* of a struct, at most */
    unsigned record_max; /* bytes of arguments, about */
} targets[] = {
    {"linux", true, true, ARGUMENTS_MAX, 40, 1200},
    {"host", true, false, ARGUMENTS_MAX, 40, 1200},
    {"cortex-m3", false, false, ARGUMENTS_MAX, 40, 1200},
    {"avr-atmega1284p", false, false, 10, 8, 40},
}, *target;

#define AVR (&targets[3])

static struct random random_state;

static unsigned below(unsigned limit)
{
    return random_below(&random_state, limit);
}

static bool one_in(unsigned odds)
{
    return below(odds) == 0;
}

#define PICK(list) ((list)[below(sizeof(list) / sizeof *(list))])

/* Names. Those of types, modules and messages become parts of C names and are used once; the others stand in C as they are. */

static const char *const words[] = {
    "project", "target", "prefix", "buffer", "ram", "clock", "level", "filter", "lock", "optimize", "backtrace", "backup", "crash_loop",
    "integrity", "reserved", "count", "keep", "at", "flags", "flow", "fatal", "error", "warn", "info", "debug", "trace", "read",
    "write", "open", "close", "time", "index", "i", "j", "x", "y0", "j1", "size", "length", "len", "id", "used", "value",
    "data", "text", "name", "now", "main", "exit", "signal", "select", "abs", "log", "printf", "memcpy", "stdin", "begin",
    "end", "block", "ring", "mask", "nulls", "state", "user", "from", "to", "A", "Z9", "_u", "overwrite", "drop", "none",
};
#define WORDS (sizeof words / sizeof *words)

static bool taken[WORDS];

static void put_name(void)
{
    static unsigned number;
    unsigned i = below(WORDS);
    if (taken[i] || strcmp(words[i], "main") == 0) /* with "filter runtime" that is what the top level is called */
        printf("%s%u", words[i], 100 + number++);
    else
        fputs(words[i], stdout);
    taken[i] = true;
}

/* The nth name of a list in which each is used once, and which starts at `base`. */
struct local_name {
    char text[24];
};

static struct local_name local_name(unsigned base, unsigned n)
{
    struct local_name name;
    unsigned i = base + n;
    if (i / WORDS % 2)
        snprintf(name.text, sizeof name.text, "%s%u", words[i % WORDS], i);
    else
        snprintf(name.text, sizeof name.text, "%s", words[i % WORDS]);
    return name;
}

static void put_doc(const char *indent)
{
    static const char *const lines[] = {"What it is for.", "ends with \\", "*/ int x; /*", "// \"quoted\" ?" "?/", "", "/", "*",
                                        "\xC2\xB5s, \xE2\x82\xAC", "@prefix@ {x} %s", "<&>"};
    if (!one_in(3))
        return;
    for (unsigned i = below(3) + 1; i > 0; i--)
        printf("%s/// %s\n", indent, PICK(lines));
}

static void put_number(uint64_t number)
{
    printf(one_in(2) ? "0x%llx" : "%llu", (unsigned long long)number);
}

/* Types. */

enum kind { INTEGER, FLOAT, BOOL, CHAR, POINTER, STR, BYTES, NAMED, STRUCT };

static const struct basic {
    const char *name;
    enum kind kind;
    unsigned size; /* on the wire at most */
} basics[] = {
    {"bool", BOOL, 1}, {"char", CHAR, 1}, {"u8", INTEGER, 1}, {"u16", INTEGER, 3}, {"u32", INTEGER, 5},
    {"u64", INTEGER, 9}, {"i8", INTEGER, 1}, {"i16", INTEGER, 3}, {"i32", INTEGER, 5}, {"i64", INTEGER, 9},
    {"f32", FLOAT, 4}, {"f64", FLOAT, 8}, {"ptr", POINTER, 8}, {"str", STR, 1}, {"bytes", BYTES, 1},
};

static struct named {
    char name[24];
    enum kind kind;
    unsigned size, depth;
} types[TYPES_MAX];
static unsigned type_count;

/* A type that was written. */
struct written {
    enum kind kind;
    unsigned size;
    unsigned depth; /* of structs */
};

/* How many elements: often around the lengths at which arrays are written in another way or with a longer length. */
static unsigned pick_count(unsigned element, unsigned budget)
{
    static const unsigned counts[] = {1, 2, 3, 4, 5, 8, 31, 125, 126, 127, 128, 200};
    unsigned count = one_in(2) ? PICK(counts) : 1 + below(20);
    unsigned most = budget / (element + 1);
    return count <= most ? count : most > 0 ? most : 1;
}

/* Writes a type that takes about `budget` bytes at most. */
static struct written put_type(bool in_struct, unsigned budget)
{
    struct written type = {INTEGER, 1, 0};
    const char *name;
    unsigned i = below((unsigned)(sizeof basics / sizeof *basics) + type_count);
    if (i < sizeof basics / sizeof *basics) {
        name = basics[i].name;
        type = (struct written){basics[i].kind, basics[i].size, 0};
    } else {
        const struct named *named = &types[i - sizeof basics / sizeof *basics];
        name = named->name;
        type = (struct written){named->kind, named->size, named->depth};
    }
    if (type.size > budget || (in_struct && (type.kind == STR || type.depth >= DEPTH_MAX))) {
        name = "u8";
        type = (struct written){INTEGER, 1, 0};
    }
    bool fixed = (type.kind == INTEGER || type.kind == NAMED) && one_in(4);
    bool sized = type.kind == STR || type.kind == BYTES;
    unsigned count = pick_count(type.size, budget);
    printf("%s%s", fixed ? "fixed " : "", name);
    if (!sized && !one_in(3))
        return type;
    bool up_to = type.kind != STR && type.kind != STRUCT && !in_struct && one_in(2);
    printf(up_to ? "[<=%u]" : "[%u]", count);
    type.size = type.size * count + 3;
    return type;
}

static void put_constants(unsigned limit_bits, bool flags)
{
    unsigned count = 1 + below(flags ? limit_bits : 12), base = below(WORDS);
    uint64_t most = flags ? limit_bits - 1 : UINT64_MAX >> (64 - limit_bits), value = 0;
    for (unsigned i = 0; i < count; i++) {
        bool given = one_in(3);
        if (given && value < most)
            value += random_number(&random_state, flags ? 2 : limit_bits) % (most - value) + (value > 0);
        if (i > 0 && value > most)
            break;
        printf("%s %s", i > 0 ? "," : "", local_name(base, i).text);
        if (given) {
            fputs(" = ", stdout);
            put_number(value);
        }
        if (value++ == most)
            break;
    }
    fputs(one_in(2) ? ", }\n" : " }\n", stdout);
}

static void put_named(struct named *type, bool flags)
{
    static const unsigned widths[] = {8, 16, 32, 64};
    unsigned bits = PICK(widths);
    type->kind = NAMED;
    type->size = bits == 8 ? 1 : bits / 8 + 1;
    printf("%s %s : u%u {", flags ? "flags" : "enum", type->name, bits);
    put_constants(bits, flags);
}

static void put_struct(struct named *type)
{
    unsigned fields = 1 + below(one_in(8) ? target->fields : 6), base = below(WORDS);
    type->kind = STRUCT;
    printf("struct %s {", type->name);
    for (unsigned i = 0; i < fields; i++) {
        printf(" %s: ", local_name(base, i).text);
        struct written field = put_type(true, target->record_max / 4 / fields);
        fputc(';', stdout);
        type->size += field.size;
        type->depth = field.depth > type->depth ? field.depth : type->depth;
    }
    type->depth++;
    fputs(" }\n", stdout);
}

static void put_declared_type(void)
{
    struct named type = {.size = 0};
    snprintf(type.name, sizeof type.name, "t%u", type_count);
    put_doc("");
    unsigned form = below(4);
    if (form < 2)
        put_named(&type, form == 1);
    else
        put_struct(&type);
    types[type_count++] = type;
}

/* Texts. */

static const char *pick_format(enum kind kind)
{
    static const char *const integers[] = {"", ":d", ":5", ":#x", ":#010x", ":08b", ":+d", ":>12,", ":_X", ":^9", ":*<7o",
                                           ":=+9", ":e", ":.2f", ":%"};
    static const char *const floats[] = {"", ":.2f", ":10.3e", ":g", ":+%", ":>20", ":,.1f", ":#.3g", ":012.4f"};
    static const char *const texts[] = {"", ":>20", ":^5", ":.3", ":s", ":\xE2\x82\xAC<9"};
    static const char *const runs[] = {"", ":x", ":X"};
    static const char *const named[] = {"", ":>12", ":d", ":#x", ":b", ":s"};
    switch (kind) {
    case INTEGER: return PICK(integers);
    case FLOAT: return PICK(floats);
    case STR: return PICK(texts);
    case BYTES: return PICK(runs);
    case NAMED: return PICK(named);
    default: return "";
    }
}

struct arguments {
    unsigned count, size;
    unsigned base; /* of the names */
    enum kind kinds[ARGUMENTS_MAX];
};

static void put_text(const struct arguments *arguments)
{
    static const char *const pieces[] = {"", "some words ", "{{", "}}", "\\n", "\\\"", "\\\\", "%s%n", "\xE2\x82\xAC ", "?" "?/", "*/"};
    if (one_in(3))
        return;
    fputs(" \"", stdout);
    for (unsigned i = 0; i < arguments->count; i++) {
        if (!one_in(5))
            printf("%s{%s%s}", PICK(pieces), local_name(arguments->base, i).text, pick_format(arguments->kinds[i]));
        if (one_in(6))
            fputs("\"\n        \"", stdout);
    }
    printf("%s\"", PICK(pieces));
}

static struct arguments put_arguments(void)
{
    struct arguments arguments = {.base = below(WORDS)};
    unsigned count = below(one_in(10) ? target->arguments + 1 : 6);
    if (count == 0 && one_in(2))
        return arguments;
    fputc('(', stdout);
    for (; arguments.count < count && arguments.size < target->record_max; arguments.count++) {
        printf("%s%s%s: ", arguments.count > 0 ? ", " : "", one_in(6) ? "flow " : "",
               local_name(arguments.base, arguments.count).text);
        struct written type = put_type(false, target->record_max / count);
        arguments.kinds[arguments.count] = type.kind;
        arguments.size += type.size;
    }
    fputc(')', stdout);
    return arguments;
}

/* Events. Given ids go up in steps of two, as a span takes two; those not given fill what is below the first. */

static unsigned next_id = 1000;

static void put_id(void)
{
    if (!one_in(3))
        return;
    next_id += 2 * (1 + below(one_in(8) ? 8000 : 10));
    if (next_id > 65000)
        return;
    fputs(" = ", stdout);
    put_number(next_id);
}

static unsigned put_event(const char *indent)
{
    static const char *const levels[] = {"fatal", "error", "warn", "info", "debug", "trace"};
    static const char *const counted[] = {"u8", "u32", "u64", "i8", "i64", "fixed i16", "fixed u64", "f32", "f64"};
    static const char *const units[] = {"", " \"mV\"", " \"{%}\"", " \"\xC2\xB0" "C\""};
    struct arguments arguments = {.size = 9};
    unsigned form = below(8);
    put_doc(indent);
    fputs(indent, stdout);
    if (form > 1 || one_in(3))
        printf("%s ", PICK(levels));
    fputs(form == 0 ? "span " : form == 1 ? "counter " : "", stdout);
    put_name();
    if (form == 1) {
        printf(": %s", PICK(counted));
        put_id();
        fputs(PICK(units), stdout);
    } else {
        arguments = put_arguments();
        put_id();
        put_text(&arguments);
    }
    puts(";");
    return arguments.size;
}

static unsigned put_events(const char *indent, unsigned count)
{
    unsigned most = 0;
    for (; count > 0; count--) {
        unsigned size = put_event(indent);
        most = size > most ? size : most;
    }
    return most;
}

static unsigned put_module(void)
{
    put_doc("");
    fputs("module ", stdout);
    put_name();
    puts(" {");
    unsigned most = put_events("    ", 1 + below(6));
    puts("}");
    return most;
}

/* Options. */

static void put_option(unsigned odds, const char *format, ...)
{
    va_list list;
    if (!one_in(odds))
        return;
    va_start(list, format);
    vprintf(format, list);
    va_end(list);
}

static void put_clock_and_lock(bool one_clock)
{
    static const char *const system_clocks[] = {"ns", "none", "user 1kHz", "user 72.5MHz", "user 1Hz", "tick 1kHz"};
    static const char *const bare_clocks[] = {"cycles 72MHz", "none", "tick 1kHz", "user 32768Hz", "tick 1Hz", "cycles 1GHz"};
    static const char *const avr_clocks[] = {"tick 1kHz", "none", "user 1Hz", "user 32768Hz", "tick 250Hz", "none"};
    static const char *const locks[] = {"irq", "basepri 0x40", "basepri 255", "none", "user"};
    const char *const *clocks = target == AVR ? avr_clocks : target->hosted ? system_clocks : bare_clocks;
    unsigned clock = one_clock ? 2 + below(2) : below(6), lock = below(5);

    printf("clock %s;\n", target->hosted && !target->system && clock == 0 ? "tick 1MHz" : clocks[clock]);
    if (target == AVR && (lock == 1 || lock == 2))
        lock = 0;
    if (!target->hosted || lock > 2)
        printf("lock %s;\n", locks[lock]);
}

/* What a ring must have for the largest record, twice or more. */
static unsigned put_rings(unsigned least, unsigned cores, bool kept, unsigned blocks)
{
    static const char *const levels[] = {"fatal", "error", "warn", "info", "debug", "trace"};
    unsigned ring = cores * blocks * least;

    if (cores > 1)
        printf("cores %u;\n", cores);
    if (kept)
        printf("keep %s %u;\n", PICK(levels), ring + below(one_in(2) ? 100 : 5000));
    return ring + (kept ? ring + 5000 : 0);
}

/* Those that not every target has, or that don't go with each other. Returns the bytes of a record that they bring. */
static unsigned put_rare(bool drop, unsigned cores, bool kept, unsigned block)
{
    static const char *const checks[] = {"none", "check8", "check16", "ecc"};
    bool ecc = false, checked = false;
    unsigned crash = 0;

    if (one_in(2)) {
        unsigned check = below(cores > 1 || kept || target == AVR ? 3 : 4);
        printf("integrity %s;\n", checks[check]);
        ecc = check == 3;
        checked = check > 0;
    }
    if (!drop && !target->hosted && cores == 1 && !ecc && !(target == AVR && checked) && one_in(3))
        printf("crash_loop %u;\n", 1 + below(255));
    if (target != AVR && (target->system || !target->hosted) && one_in(3)) {
        unsigned depth = 1 + below(32);
        printf("backtrace %u;\n", depth);
        crash = CRASH_EXTRA * (target->system ? 4 : 1) + 9 * depth;
    }
    if (!target->hosted && cores == 1 && !ecc && one_in(3))
        printf("backup %u;\n", (block + block / 8 + crash + RING_EXTRA) & ~3u); /* less than the ring */
    if (!target->hosted && target != AVR && one_in(4))
        printf("ram ecc %u;\n", one_in(2) ? 32 : 64);
    return crash;
}

static void put_options(unsigned largest)
{
    static const char *const levels[] = {"fatal", "warn", "info", "debug", "trace"};
    bool many = target != AVR && one_in(3), drop = one_in(3);
    unsigned cores = many && strcmp(target->name, "host") != 0 && one_in(2) ? 2 + below(3) : 1;
    bool kept = target != AVR && (cores == 1 ? many : one_in(2));
    unsigned least = largest + largest / 8 + RING_EXTRA;

    printf("target %s;\nproject p;\n", target->name);
    least += put_rare(drop, cores, kept, least);
    unsigned size = put_rings(least + least / 8, cores, kept, 3) + below(one_in(2) ? 100 : 20000);
    printf("buffer %u %s", target == AVR && size > 1500 ? 1500 : size, drop ? "drop" : "overwrite");
    bool at = one_in(4);
    puts(at && !target->hosted && target != AVR ? " at 0x20001000;" : ";");
    put_clock_and_lock(cores > 1 || kept);
    put_option(3, "level %s;\n", PICK(levels));
    put_option(2, "filter %s;\n", one_in(3) ? "none" : "runtime");
    put_option(2, "optimize %s;\n", one_in(2) ? "size" : "speed");
    if (target != AVR)
        put_option(3, "count;\n");
    put_option(3, "prefix %s;\n", one_in(2) ? "x" : "my_log");
    put_option(2, "reserved 2, 5..7, 0x80 .. 0x8f, 65535;\n");
}

static bool find_target(const char *name)
{
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
        if (strcmp(targets[i].name, name) == 0)
            target = &targets[i];
    return target != NULL;
}

int main(int argc, char **argv)
{
    if (argc != 3 || !find_target(argv[2])) {
        fprintf(stderr, "usage: make_spec SEED linux|host|cortex-m3|avr-atmega1284p\n");
        return 2;
    }
    random_state.state = strtoull(argv[1], NULL, 10);
    unsigned largest = 16;
    for (unsigned count = below(TYPES_MAX + 1); count > 0; count--)
        put_declared_type();
    for (unsigned parts = 1 + below(4); parts > 0; parts--) {
        unsigned most = one_in(2) ? put_module() : put_events("", 1 + below(8));
        largest = most > largest ? most : largest;
    }
    put_options(largest);
    return ferror(stdout) || fflush(stdout) != 0;
}
