/* Options: from words and numbers to the fields of the model. */
#include <inttypes.h>
#include <string.h>

#include "check.h"
#include "crash.h"
#include "diagnostic.h"
#include "number.h"
#include "target.h"

#define HZ_MAX UINT64_C(100000000000)

/* The option if it is there and was read without a syntax error, else NULL. */
static const struct option *given(const struct parsed *parsed, enum option_name name)
{
    const struct option *option = &parsed->options[name];
    return option->given && !option->broken ? option : NULL;
}

/* Like given(), and tells it when the option is missing. */
static const struct option *required(const struct parsed *parsed, enum option_name name, const char *remedy)
{
    struct place start = {1, 1, 1};
    if (!parsed->options[name].given)
        error_at(start, "%s", remedy);
    return given(parsed, name);
}

/* The index of the option's word in `words`, or -1 after a diagnostic. */
static int choice(const struct option *option, const char *const *words)
{
    struct suggestion suggestion = suggestion_for(option->word.text);
    struct text list = {0};
    for (int i = 0; words[i]; i++) {
        if (strcmp(words[i], option->word.text) == 0)
            return i;
        suggestion_try(&suggestion, words[i]);
        text_printf(&list, "%s'%s'", i == 0 ? "" : words[i + 1] ? ", " : " or ", words[i]);
    }
    error_at(option->word.at, "'%s %s' does not exist; there is %s%s", option->keyword.text, option->word.text,
             list.data, did_you_mean(&suggestion));
    return -1;
}

static void check_project(struct spec *spec, const struct parsed *parsed)
{
    const struct option *project =
        required(parsed, OPTION_PROJECT, "the project's name is missing; add \"project NAME;\"");
    if (project)
        spec->project = (struct name){project->word.text, project->word.at};
    const struct option *prefix = given(parsed, OPTION_PREFIX);
    spec->prefix = prefix ? prefix->word.text : "log";
    if (prefix)
        spec->prefix_at = prefix->word.at;
}

static void check_target(struct spec *spec, const struct parsed *parsed)
{
    const struct option *target =
        required(parsed, OPTION_TARGET, "the target is missing; add \"target cortex-m3;\" or another one");
    if (!target)
        return;
    const char *word = target->word.text;
    spec->target_name = (struct name){word, target->word.at};
    spec->target = target_find(word);
    if (spec->target)
        return;
    error_at(target->word.at, "unknown target '%s'%s", word, target_advice(word));
}

static void check_address(struct spec *spec, const struct token *token)
{
    struct checked_number address = number_within(*token, NUMBER_INTEGER, 0, UINT64_MAX, "an address");
    spec->at_address = true;
    spec->address = address.value;
    if (!address.good || !spec->target)
        return;
    if (token->text[0] != '0')
        warning_at(token->at, "address %s is 0x%" PRIX64 "; did you mean 0x%s?", token->text, address.value, token->text);
    uint64_t highest = spec->target->memory_end > 0 ? spec->target->memory_end - 1 : UINT64_MAX >> (64 - 8 * spec->target->pointer_bytes);
    if (spec->target->hosted)
        error_at(token->at, "there is no fixed address on %s; leave out 'at' and use plog_init_region()",
                 spec->target->name);
    else if (address.value % 4 != 0)
        error_at(token->at, "the buffer's address must be a multiple of 4");
    else if (address.value == 0)
        error_at(token->at, "the buffer can't be at address 0, which is C's null pointer");
    else if (address.value > highest || spec->buffer_size - 1 > highest - address.value)
        error_at(token->at, "the buffer would reach beyond 0x%" PRIX64 ", the highest address that RAM can have on %s", highest, spec->target->name);
}

static void check_buffer(struct spec *spec, const struct parsed *parsed)
{
    static const char *const modes[] = {"overwrite", "drop", NULL};
    const struct option *buffer =
        required(parsed, OPTION_BUFFER, "the buffer is missing; add \"buffer 2K overwrite;\" or another size");
    if (!buffer)
        return;
    struct checked_number size = number_within(buffer->number, NUMBER_SIZE, 1, UINT32_MAX, "the buffer's size");
    spec->buffer_size = (uint32_t)size.value;
    spec->buffer_at = buffer->number.at;
    spec->drop = choice(buffer, modes) == 1;
    if (buffer->address.kind)
        check_address(spec, &buffer->address);
}

static void check_clock_fits(const struct spec *spec, const struct option *clock)
{
    bool hosted = spec->target->hosted, system = spec->target->system;
    if (hosted && spec->clock == CLOCK_CYCLES)
        error_at(clock->word.at, "there is no 'clock cycles' on %s; use 'clock %s' or 'clock user'", spec->target->name,
                 system ? "ns" : "tick");
    else if (hosted && !system && spec->clock == CLOCK_NS)
        error_at(clock->word.at, "there is no 'clock ns' on %s; use 'clock tick' or 'clock user'", spec->target->name);
    else if (spec->cores > 1 && spec->clock == CLOCK_CYCLES)
        error_at(clock->word.at, "with 'cores', records are ordered by one clock, but each core counts its own cycles; use 'clock tick' or "
                 "'clock user'");
    else if (spec->target->no_cycles && spec->clock == CLOCK_CYCLES)
        error_at(clock->word.at, "%s has no cycle counter; use 'clock tick' or 'clock user'", spec->target->name);
    else if (!hosted && spec->clock == CLOCK_NS)
        error_at(clock->word.at, "there is no 'clock ns' on %s; use 'clock cycles', 'clock tick' or 'clock user'",
                 spec->target->name);
}

static void check_clock(struct spec *spec, const struct parsed *parsed)
{
    static const char *const kinds[] = {"none", "cycles", "tick", "ns", "user", NULL}; /* as enum clock_kind */
    const struct option *clock = given(parsed, OPTION_CLOCK);
    int kind = clock ? choice(clock, kinds) : CLOCK_NONE;
    if (!clock || kind < 0)
        return;
    spec->clock = (enum clock_kind)kind;
    bool wants_rate = kind == CLOCK_CYCLES || kind == CLOCK_TICK || kind == CLOCK_USER;
    if (spec->target)
        check_clock_fits(spec, clock);
    if (wants_rate && !clock->number.kind)
        error_at(clock->word.at, "'clock %s' needs a rate, like \"clock %s 72MHz;\"", kinds[kind], kinds[kind]);
    else if (!wants_rate && clock->number.kind)
        error_at(clock->number.at, "'clock %s' has no rate; leave it out", kinds[kind]);
    else if (wants_rate)
        spec->clock_hz = number_within(clock->number, NUMBER_FREQUENCY, 1, HZ_MAX, "a rate in Hz").value;
    else if (kind == CLOCK_NS)
        spec->clock_hz = 1000000000;
}

static void check_basepri(struct spec *spec, const struct option *lock)
{
    if (!lock->number.kind) {
        error_at(lock->word.at, "'lock basepri' needs a priority, like \"lock basepri 0x40;\"");
        return;
    }
    unsigned most = spec->target ? spec->target->basepri_max : 255;
    if (most > 0)
        spec->basepri = (unsigned)number_within(lock->number, NUMBER_INTEGER, 1, most, "a priority").value;
    else if (!spec->target->hosted)
        error_at(lock->word.at, "%s has no BASEPRI; use 'lock irq'", spec->target->name);
}

static void check_lock(struct spec *spec, const struct parsed *parsed)
{
    static const char *const kinds[] = {"irq", "basepri", "none", "user", NULL}; /* as enum lock_kind */
    const struct option *lock = given(parsed, OPTION_LOCK);
    if (spec->target)
        spec->lock = spec->target->lock;
    int kind = lock ? choice(lock, kinds) : -1;
    if (kind < 0)
        return;
    spec->lock = (enum lock_kind)kind;
    bool masks_interrupts = kind == LOCK_IRQ || kind == LOCK_BASEPRI;
    if (masks_interrupts && spec->target && spec->target->hosted)
        error_at(lock->word.at, "there is no 'lock %s' on %s; leave the option out, or use 'none' or 'user'",
                 kinds[kind], spec->target->name);
    if (kind == LOCK_BASEPRI)
        check_basepri(spec, lock);
    else if (lock->number.kind)
        error_at(lock->number.at, "'lock %s' has no number; leave it out", kinds[kind]);
}

static const char *const levels[] = {"fatal", "error", "warn", "info", "debug", "trace", NULL}; /* as enum level */

static void check_level_and_filter(struct spec *spec, const struct parsed *parsed)
{
    static const char *const filters[] = {"none", "runtime", NULL};
    const struct option *level = given(parsed, OPTION_LEVEL);
    int lowest = level ? choice(level, levels) : LEVEL_TRACE;
    spec->level = lowest < 0 ? LEVEL_TRACE : (enum level)lowest;
    const struct option *filter = given(parsed, OPTION_FILTER);
    spec->filter_runtime = filter && choice(filter, filters) == 1;
}

static void check_optimize(struct spec *spec, const struct parsed *parsed)
{
    static const char *const aims[] = {"size", "speed", NULL};
    const struct option *optimize = given(parsed, OPTION_OPTIMIZE);
    if (optimize)
        spec->optimize_size = choice(optimize, aims) == 0;
    else if (spec->target)
        spec->optimize_size = spec->target->optimize_size;
}

static void check_reserved(struct spec *spec, const struct parsed *parsed)
{
    const struct option *reserved = given(parsed, OPTION_RESERVED);
    if (!reserved)
        return;
    for (const struct token_range *range = reserved->ranges; range; range = range->next) {
        struct checked_number first = number_within(range->first, NUMBER_INTEGER, 1, ID_MAX, "an id");
        struct checked_number last = first;
        if (range->last.at.column != range->first.at.column || range->last.at.line != range->first.at.line)
            last = number_within(range->last, NUMBER_INTEGER, 1, ID_MAX, "an id");
        if (!first.good || !last.good)
            continue;
        if (last.value < first.value) {
            error_at(range->last.at, "the range ends before it begins; write %s..%s", range->last.text,
                     range->first.text);
            continue;
        }
        struct id_range *ids = arena_alloc(sizeof *ids);
        *ids = (struct id_range){(uint32_t)first.value, (uint32_t)last.value, range->first.at, spec->reserved};
        spec->reserved = ids;
    }
}

static void check_backtrace(struct spec *spec, const struct parsed *parsed)
{
    const struct option *backtrace = given(parsed, OPTION_BACKTRACE);
    if (!backtrace)
        return;
    struct checked_number depth = number_within(backtrace->number, NUMBER_INTEGER, 0, 255, "the depth");
    spec->backtrace = (unsigned)depth.value;
    spec->backtrace_at = backtrace->keyword.at;
    if (depth.good && depth.value > 0 && spec->target && !crash_registers(spec->target)) {
        error_at(backtrace->keyword.at, "there is no 'backtrace' on %s; leave it out. It works on %s", spec->target->name,
                 crash_targets());
        spec->backtrace = 0;
    }
}

static void check_backup(struct spec *spec, const struct parsed *parsed)
{
    const struct option *backup = given(parsed, OPTION_BACKUP);
    if (!backup)
        return;
    struct checked_number size = number_within(backup->number, NUMBER_SIZE, 1, UINT32_MAX, "the backup's size");
    if (!size.good)
        return;
    if (spec->target && spec->target->hosted)
        error_at(backup->keyword.at, "there is no 'backup' on %s, where the ring can be a file; leave it out", spec->target->name);
    else if (size.value % 4 != 0)
        error_at(backup->number.at, "the backup's size must be a multiple of 4");
    else
        spec->backup = (uint32_t)size.value;
    spec->backup_at = backup->number.at;
}

static void check_integrity(struct spec *spec, const struct parsed *parsed)
{
    static const char *const checks[] = {"none", "check8", "check16", "ecc", NULL}; /* as enum integrity */
    const struct option *integrity = given(parsed, OPTION_INTEGRITY);
    int check = integrity ? choice(integrity, checks) : INTEGRITY_NONE;
    if (check > 0)
        spec->integrity = (enum integrity)check;
    if (check != INTEGRITY_ECC)
        return;
    if (spec->target && spec->target->commit_bits == 8)
        error_at(integrity->keyword.at, "%s stores only 8 bits at once, too few to seal a block as well; use 'integrity check8' or 'check16'",
                 spec->target->name);
}

static void check_crash_loop(struct spec *spec, const struct parsed *parsed)
{
    const struct option *loop = given(parsed, OPTION_CRASH_LOOP);
    if (!loop)
        return;
    spec->crash_loop = (unsigned)number_within(loop->number, NUMBER_INTEGER, 1, 255, "the number of crashes").value;
    if (spec->target && spec->target->hosted)
        error_at(loop->keyword.at, "there is no 'crash_loop' on %s, where what starts the program again counts and limits that; leave it out", spec->target->name);
    else if (spec->drop)
        error_at(loop->keyword.at, "with 'drop' the oldest records stay anyway; leave out 'crash_loop'");
    else if (spec->cores > 1)
        error_at(loop->keyword.at, "'crash_loop' keeps a block of one ring, and each core has its own; leave out it or 'cores'");
    else if (spec->integrity != INTEGRITY_NONE && spec->target && spec->target->commit_bits == 8)
        error_at(loop->keyword.at, "'crash_loop' moves a block, which on %s changes what its records are checked with; leave out it or 'integrity'",
                 spec->target->name);
}

static void check_ram(struct spec *spec, const struct parsed *parsed)
{
    static const char *const rams[] = {"ecc", NULL};
    const struct option *ram = given(parsed, OPTION_RAM);
    if (!ram || choice(ram, rams) != 0)
        return;
    if (!ram->number.kind) {
        error_at(ram->word.at, "'ram ecc' needs the width of a word, 32 or 64");
        return;
    }
    struct checked_number width = number_within(ram->number, NUMBER_INTEGER, 0, UINT64_MAX, "the width of a word");
    if (!width.good || !spec->target)
        return;
    if (width.value != 32 && width.value != 64)
        error_at(ram->number.at, "'ram ecc' is for words of 32 or 64 bits, not %s", ram->number.text);
    else if (spec->target->hosted || spec->target->commit_bits == 8)
        error_at(ram->keyword.at, "there is no 'ram ecc' on %s; leave it out", spec->target->name);
    else if (spec->at_address && spec->address % (width.value / 8) != 0)
        error_at(ram->number.at, "with this the buffer's address must be a multiple of %u", (unsigned)(width.value / 8));
    else
        spec->ecc = (unsigned)width.value;
}

/* The count is stored together with the end of the records, so that the two can never disagree. */
static void check_count(struct spec *spec, const struct parsed *parsed)
{
    const struct option *count = given(parsed, OPTION_COUNT_RECORDS);
    if (count && spec->target && spec->target->commit_bits == 8)
        error_at(count->keyword.at, "%s stores only 8 bits at once, too few to count records as well; leave out 'count'",
                 spec->target->name);
    spec->count = count != NULL;
}

static void check_keep(struct spec *spec, const struct parsed *parsed)
{
    const struct option *keep = given(parsed, OPTION_KEEP);
    if (!keep)
        return;
    int level = choice(keep, levels);
    if (level < 0)
        return;
    if (!keep->number.kind) {
        error_at(keep->word.at, "'keep %s' needs a size, like \"keep %s 512;\": how much of the buffer is for these records",
                 keep->word.text, keep->word.text);
        return;
    }
    struct checked_number size = number_within(keep->number, NUMBER_SIZE, 1, UINT32_MAX, "the size");
    spec->keep_at = keep->number.at;
    spec->keep_level = (enum level)level;
    if (size.good && spec->buffer_size > 0 && size.value >= spec->buffer_size)
        error_at(keep->number.at, "the kept records' part must be smaller than the buffer, which has %" PRIu32 " bytes",
                 spec->buffer_size);
    else
        spec->keep_size = (uint32_t)size.value;
}

/* Before check_clock(). */
static void check_cores(struct spec *spec, const struct parsed *parsed)
{
    const struct option *cores = given(parsed, OPTION_CORES);
    spec->cores = 1;
    if (!cores)
        return;
    struct checked_number number = number_within(cores->number, NUMBER_INTEGER, 1, CORES_MAX, "the number of cores");
    if (!number.good)
        return;
    spec->cores = (unsigned)number.value;
    spec->cores_at = cores->keyword.at;
    if (spec->cores > 1 && spec->target && spec->target->one_core)
        error_at(cores->keyword.at, "%s has one core; leave out 'cores'", spec->target->name);
    const struct option *backup = given(parsed, OPTION_BACKUP);
    if (spec->cores > 1 && backup)
        error_at(backup->keyword.at, "a backup is of one ring, and with 'cores' each core has its own; leave out one of the two");
}

void check_options(struct spec *spec, const struct parsed *parsed)
{
    check_project(spec, parsed);
    check_target(spec, parsed);
    check_buffer(spec, parsed);
    check_cores(spec, parsed);
    check_clock(spec, parsed);
    check_lock(spec, parsed);
    check_level_and_filter(spec, parsed);
    check_optimize(spec, parsed);
    check_reserved(spec, parsed);
    check_backtrace(spec, parsed);
    check_backup(spec, parsed);
    check_ram(spec, parsed);
    check_count(spec, parsed);
    check_keep(spec, parsed);
    check_integrity(spec, parsed);
    check_crash_loop(spec, parsed);
}
