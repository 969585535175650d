/*
 * A spec, through all of plogen but its files: lexer, parser, checks, emitters.
 *
 * Two of the compiler's files are included, so that what they keep until the program ends can be given back after each spec. Each piece of
 * the arena is an allocation of its own here, so that the sanitizer sees what reaches beyond one.
 */
#define ARENA_CHUNK 0
#include "../../compiler/arena.c"
#include "../../compiler/diagnostic.c"

#include <json-c/json.h>

#include "../../compiler/check.h"
#include "../../compiler/emit.h"
#include "../../compiler/output.h"
#include "../../compiler/parse.h"
#include "fuzz.h"

static void forget(void)
{
    while (newest) {
        struct chunk *before = newest->before;
        free(newest);
        newest = before;
    }
    errors = 0;
    notes_wanted = false;
}

/* What is written is text, and the table is JSON. */
static void check_outputs(const struct output outputs[OUTPUT_COUNT])
{
    struct json_object *table = json_tokener_parse(outputs[OUTPUT_TABLE].text);
    if (!json_object_is_type(table, json_type_object))
        abort();
    json_object_put(table);
    for (int i = 0; i < OUTPUT_COUNT; i++)
        for (size_t at = 0; at < outputs[i].length; at++)
            if ((unsigned char)outputs[i].text[at] < 0x20 && !strchr("\n\t", outputs[i].text[at]))
                abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct spec spec = {.path = "fuzz.plog"};
    struct parsed parsed = {0};
    struct source source;
    struct output outputs[OUTPUT_COUNT];
    FILE *file = fmemopen((void *)(uintptr_t)data, size, "rb");
    stdin = file;
    if (source_load(&source, "-")) {
        parse_spec(&source, &spec, &parsed);
        check_spec(&spec, &parsed);
        if (error_count() == 0 && emit(&spec, NULL, outputs))
            check_outputs(outputs);
    }
    diagnostic_finish();
    if (file)
        fclose(file);
    forget();
    return 0;
}
