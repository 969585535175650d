#include "emit.h"

#include <inttypes.h>
#include <ctype.h>
#include <string.h>

#include "arena.h"
#include "crash.h"
#include "layout.h"
#include "names.h"
#include "template.h"

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

/* The spec's file name without folder and ".plog"; the project's name when it came from standard input. */
const char *output_stem(const struct spec *spec)
{
    const char *name = base_name(spec->path);
    size_t length = strlen(name);

    if (strcmp(name, "-") == 0)
        return spec->project.text;
    if (length > 5 && strcmp(name + length - 5, ".plog") == 0)
        length -= 5;
    return arena_copy(name, length);
}

const char *source_name(const struct spec *spec)
{
    return strcmp(spec->path, "-") == 0 ? "standard input" : base_name(spec->path);
}

const char *as_identifier(const char *text)
{
    char *name = arena_printf("%s", text);

    for (char *c = name; *c != '\0'; c++)
        if (!isalnum((unsigned char)*c))
            *c = '_';
    return name;
}

/* "MOTOR_H" */
static const char *guard(const char *stem)
{
    const char *name = as_identifier(arena_printf("%s_H", upper_case(stem)));

    return isdigit((unsigned char)name[0]) ? arena_printf("PLOG_%s", name) : name;
}

static const char *lock_lines(const struct spec *spec)
{
    static const char *const names[] = {
        [LOCK_IRQ] = "IRQ", [LOCK_BASEPRI] = "BASEPRI", [LOCK_NONE] = "NONE", [LOCK_USER] = "USER",
        [LOCK_THREADS] = "THREADS",
    };

    if (spec->lock == LOCK_BASEPRI)
        return arena_printf("#define PLOG_LOCK PLOG_LOCK_BASEPRI\n#define PLOG_LOCK_PRIORITY %uu\n", spec->basepri);
    return arena_printf("#define PLOG_LOCK PLOG_LOCK_%s\n", names[spec->lock]);
}

static const char *clock_lines(const struct spec *spec, const struct layout *layout)
{
    static const char *const names[] = {
        [CLOCK_NONE] = "NONE", [CLOCK_CYCLES] = "CYCLES", [CLOCK_TICK] = "TICK", [CLOCK_NS] = "NS", [CLOCK_USER] = "USER",
    };

    if (spec->clock == CLOCK_NONE)
        return "#define PLOG_CLOCK PLOG_CLOCK_NONE\n";
    return arena_printf("#define PLOG_CLOCK PLOG_CLOCK_%s\n"
                        "#define PLOG_CLOCK_BITS %u\n"
                        "#define PLOG_CLOCK_SHIFT %u\n",
                        names[spec->clock], clock_bits(spec), layout->clock_shift);
}

static const char *backup_lines(const struct spec *spec)
{
    struct text out = {0};

    if (spec->backup > 0)
        text_printf(&out, "#define PLOG_BACKUP %" PRIu32 "u\n", spec->backup);
    if (spec->crash_loop > 0)
        text_printf(&out, "#define PLOG_CRASH_LOOP %uu\n", spec->crash_loop);
    return out.data ? out.data : "";
}

static const char *integrity_lines(const struct spec *spec, const struct layout *layout)
{
    uint32_t check = layout_check(spec);

    if (layout->parity > 0)
        return arena_printf("#define PLOG_PARITY %" PRIu32 "u\n", layout->parity);
    return check == 0 ? "" : arena_printf("#define PLOG_CHECK %" PRIu32 "\n", check);
}

static const char *rings_lines(const struct spec *spec, const struct layout *layout)
{
    struct text parts = {0}, states = {0};

    for (unsigned i = 0; i < layout->rings; i++) {
        text_printf(&parts, "%s%u", i > 0 ? ", " : "", layout->parts[i]);
        text_printf(&states, "%sPLOG_CLOSED", i > 0 ? ", " : "");
    }
    return arena_printf("#define PLOG_RINGS %u\n"
                        "#define PLOG_PARTS { %s }\n"
                        "#define PLOG_STATES { %s }\n"
                        "%s%s",
                        layout->rings, parts.data, states.data,
                        spec->cores > 1 ? arena_printf("#define PLOG_CORES %u\n", spec->cores) : "",
                        layout->rings_per_core > 1 ? "#define PLOG_KEEP 1\n" : "");
}

/* For the port of AVRs: -mmcu must say the same. */
static const char *mcu_lines(const struct spec *spec)
{
    return spec->target->commit_bits != 8 ? "" : arena_printf("#define PLOG_MCU_%s 1\n", spec->target->name + strlen("avr-"));
}

static const char *region_lines(const struct spec *spec)
{
    return spec->target->hosted ? "" : arena_printf("#define PLOG_REGION \"%s\" /* in %s.ld */\n", region_symbol(spec), output_stem(spec));
}

/* The messages are in the order of their ids. */
static uint32_t last_id(const struct spec *spec)
{
    uint32_t last = 0;

    for (const struct message *m = spec->messages; m; m = m->next)
        last = m->id;
    return last;
}

static bool has_long_numbers(const struct spec *spec, const struct argument *arguments)
{
    for (const struct argument *a = arguments; a; a = a->next)
        if (is_struct(&a->type) ? has_long_numbers(spec, a->type.named->fields)
                                : is_varint(&a->type) && basic_bits(wire_basic(&a->type), spec->target->pointer_bytes) == 64)
            return true;
    return false;
}

/* The number, from 1, of the last argument that can be null; 0 if there is none. */
static unsigned last_null(const struct argument *arguments)
{
    unsigned number = 0, last = 0;

    for (const struct argument *a = arguments; a; a = a->next) {
        number++;
        if (can_be_null(&a->type))
            last = number;
    }
    return last;
}

/* How log functions make room; and what they share with "optimize size", besides what all do. */
static const char *shared_lines(const struct spec *spec)
{
    bool long_numbers = false;
    unsigned nulls = 0;

    for (const struct message *m = spec->optimize_size ? spec->messages : NULL; m; m = m->next) {
        unsigned last = last_null(m->arguments);

        if (m->level > spec->level)
            continue;
        long_numbers |= has_long_numbers(spec, m->arguments);
        nulls = last > nulls ? last : nulls;
    }
    return arena_printf("%s%s%s", makes_own_room(spec) ? "#define PLOG_RETRY 1\n" : "", long_numbers ? "#define PLOG_LONG_NUMBERS 1\n" : "",
                        nulls > 0 ? arena_printf("#define PLOG_NULLS %u\n", nulls) : "");
}

/* What the runtime is compiled with. */
static const char *ring_lines(const struct spec *spec, const struct layout *layout, uint32_t schema)
{
    return arena_printf("/* The ring, as the spec has it; plog_ring.h tells what each means. */\n"
                        "#define PLOG_GENERATED 1\n"
                        "#define PLOG_PORT \"port/%s.h\"\n"
                        "%s"
                        "#define PLOG_SCHEMA 0x%08" PRIX32 "u\n"
                        "#define PLOG_POINTER %u\n"
                        "#define PLOG_REGION_SIZE %uu\n"
                        "%s"
                        "#define PLOG_BLOCK_SIZE %uu\n"
                        "%s"
                        "#define PLOG_DROP %d\n"
                        "#define PLOG_COUNT %d\n"
                        "#define PLOG_LAST_ID %uu\n"
                        "#define PLOG_SMALL %d\n"
                        "#define PLOG_SPILL %u\n"
                        "%s%s%s%s%s%s%s%s",
                        spec->target->port, mcu_lines(spec), schema, spec->target->pointer_bytes, spec->buffer_size, region_lines(spec), layout->block,
                        rings_lines(spec, layout), spec->drop, counts_records(spec), last_id(spec), spec->optimize_size, layout_spill(spec),
                        shared_lines(spec), integrity_lines(spec, layout), lock_lines(spec), clock_lines(spec, layout), spec->target->reorders || spec->cores > 1 ? "#define PLOG_REORDERS 1\n" : "",
                        crash_ring_lines(spec), backup_lines(spec),
                        spec->ecc == 0 ? "" : arena_printf("#define PLOG_ECC %u\n", spec->ecc));
}

static const char *fill(const char *template_dir, const char *file, const struct replacement *replacements)
{
    struct text out = {0};

    return template_fill(&out, template_dir, file, replacements) ? out.data : NULL;
}

static const char *filter_types(const struct spec *spec, const char *template_dir)
{
    struct text modules = {0};

    if (!spec->filter_runtime)
        return "";
    text_puts(&modules, c_module(spec, NULL));
    for (const struct module *m = spec->modules; m; m = m->next)
        text_printf(&modules, ",\n%s", c_module(spec, m));
    return fill(template_dir, "filter.h", (const struct replacement[]){
        { "prefix", spec->prefix },
        { "upper", upper_case(spec->prefix) },
        { "modules", modules.data },
        { "shared", filters_inline(spec) ? arena_printf("extern volatile uint8_t plog_levels[%u]; /* private */", spec->module_count + 1) : "" },
        { NULL, NULL },
    });
}

static const char *filter_functions(const struct spec *spec, const char *template_dir)
{
    struct text levels = {0};

    if (!spec->filter_runtime)
        return "";
    for (unsigned i = 0; i <= spec->module_count; i++)
        text_printf(&levels, "%s%u", i > 0 ? ", " : "", (unsigned)spec->level);
    return fill(template_dir, "filter.c", (const struct replacement[]){
        { "prefix", spec->prefix },
        { "storage", filters_inline(spec) ? "" : "static " },
        { "count", arena_printf("%u", spec->module_count + 1) },
        { "levels", levels.data },
        { NULL, NULL },
    });
}

static const char *header(const struct spec *spec, const char *template_dir, const char *stem)
{
    const char *filter = filter_types(spec, template_dir);

    return !filter ? NULL : fill(template_dir, "header.h", (const struct replacement[]){
        { "stem", stem },
        { "project", spec->project.text },
        { "source", source_name(spec) },
        { "guard", guard(stem) },
        { "types", emit_types(spec) },
        { "filter", filter },
        { "functions", emit_prototypes(spec) },
        { NULL, NULL },
    });
}

static const char *source(const struct spec *spec, const char *template_dir, const char *stem, const char *ring, const char *table)
{
    const char *filter = filter_functions(spec, template_dir);
    const char *functions = emit_functions(spec, template_dir);

    return !filter || !functions ? NULL : fill(template_dir, "source.c", (const struct replacement[]){
        { "stem", stem },
        { "project", spec->project.text },
        { "source", source_name(spec) },
        { "posix", spec->target->system ? "#ifndef _GNU_SOURCE\n#define _GNU_SOURCE 1 /* flock() and friends under -std=c99 */\n#endif" : "" },
        { "ring", ring },
        { "zeros", emit_zeros(spec) },
        { "filter", filter },
        { "functions", functions },
        { "table", table },
        { NULL, NULL },
    });
}

bool emit(const struct spec *spec, const char *template_dir, struct output outputs[OUTPUT_COUNT])
{
    const struct layout layout = layout_of(spec);
    const struct fingerprints fingerprints = fingerprints_of(spec, &layout);
    const char *stem = output_stem(spec);

    outputs[OUTPUT_HEADER] = (struct output){ ".h", header(spec, template_dir, stem), 0 };
    outputs[OUTPUT_SOURCE] = (struct output){
        ".c", source(spec, template_dir, stem, ring_lines(spec, &layout, fingerprints.schema),
                      emit_table_section(spec, &layout, &fingerprints)), 0 };
    outputs[OUTPUT_LINKER] = (struct output){ ".ld", emit_linker(spec, template_dir, &layout), 0 };
    outputs[OUTPUT_TABLE] = (struct output){ ".json", emit_table(spec, &layout, &fingerprints), 0 };
    for (int i = 0; i < OUTPUT_COUNT; i++) {
        if (!outputs[i].text)
            return false;
        outputs[i].length = strlen(outputs[i].text);
    }
    return true;
}
