#include "values.h"

#include <stdlib.h>
#include <string.h>

#include "boundaries.h"
#include "literals.h"

#define NULL_ODDS 16 /* a random call has a null pointer in one of so many places */

bool has_length(const struct field *field)
{
    return field->shape == SHAPE_UP_TO;
}

bool can_be_null(const struct field *field)
{
    return field->shape == SHAPE_EXACTLY || (field->kind == KIND_STRUCT && field->shape == SHAPE_ONE);
}

unsigned boundary_count(const struct field *field)
{
    uint64_t values[BOUNDARIES_MAX];
    unsigned most = 1;
    if (field->kind != KIND_STRUCT)
        return boundaries(field, values);
    for (size_t i = 0; i < field->type->fields.count; i++) {
        unsigned count = boundary_count(&field->type->fields.at[i]);
        most = count > most ? count : most;
    }
    return most;
}

size_t size_bound(const struct field *field)
{
    size_t size = field->bits / 8 + 2;
    if (field->kind == KIND_STRUCT) {
        size = 0;
        for (size_t i = 0; i < field->type->fields.count; i++)
            size += size_bound(&field->type->fields.at[i]);
    }
    return field->shape == SHAPE_ONE ? size : 3 + size * field->count;
}

static uint64_t pick_number(const struct field *field, struct choice *choice)
{
    uint64_t values[BOUNDARIES_MAX];
    unsigned count = boundaries(field, values);
    if (choice->source == VALUES)
        return values[(choice->step + choice->values++) % count];
    if (random_below(choice->random, 2))
        return values[random_below(choice->random, count)];
    return random_number(choice->random, field->bits);
}

static json_object *put_field(FILE *c, const struct field *field, struct choice *choice);

static json_object *put_element(FILE *c, const struct field *field, struct choice *choice)
{
    if (field->kind != KIND_STRUCT)
        return put_literal(c, field, pick_number(field, choice));
    json_object *object = json_object_new_object();
    for (size_t i = 0; i < field->type->fields.count; i++) {
        const struct field *inner = &field->type->fields.at[i];
        fputs(i == 0 ? "{" : ", ", c);
        json_object_object_add(object, inner->name, put_field(c, inner, choice));
    }
    fputc('}', c);
    return object;
}

/* bytes are one string of hexadecimal digits. */
static json_object *join_bytes(json_object *array)
{
    size_t count = json_object_array_length(array);
    char *text = malloc(2 * count + 1);
    text[0] = '\0';
    for (size_t i = 0; i < count; i++)
        sprintf(text + 2 * i, "%02x", (unsigned)json_object_get_int(json_object_array_get_idx(array, i)));
    json_object *string = json_object_new_string(text);
    free(text);
    json_object_put(array);
    return string;
}

/* `count` elements in C, of which the first `shown` are to be printed. */
static json_object *put_elements(FILE *c, const struct field *field, size_t count, size_t shown, struct choice *choice)
{
    json_object *array = json_object_new_array();
    for (size_t i = 0; i < count; i++) {
        fputs(i == 0 ? "{" : ", ", c);
        json_object *element = put_element(c, field, choice);
        if (i < shown)
            json_object_array_add(array, element);
        else
            json_object_put(element);
    }
    fputc('}', c);
    return field->kind == KIND_BYTES ? join_bytes(array) : array;
}

/* One field of a struct. */
static json_object *put_field(FILE *c, const struct field *field, struct choice *choice)
{
    if (field->shape == SHAPE_ONE)
        return put_element(c, field, choice);
    return put_elements(c, field, field->count, field->count, choice);
}

/* An array as the caller has it: `present` elements, of which the call tells `length`. */
struct extent {
    bool null;
    size_t present;
    size_t length;
    const char *length_text; /* in C, where it is not the number */
};

static struct extent pick_extent(const struct field *field, const struct choice *choice)
{
    size_t n = field->count;
    const struct extent steps[LENGTH_STEPS] = {
        {.present = 0}, {.present = 1}, {.present = n - 1}, {.present = n}, {.present = n + 1}, {.present = n + 100},
        {.null = true}, {.null = true, .length = 5},
        {.present = n, .length = n + 1, .length_text = "SIZE_MAX"},
        {.present = n, .length = n + 1, .length_text = "(SIZE_MAX > UINT32_MAX ? (size_t)(UINT64_C(1) << 32) : SIZE_MAX)"}, /* nothing, to one who takes 32 bits of it */
    };
    struct extent extent = {.present = n};
    if (choice->source == LENGTHS)
        extent = steps[choice->step % LENGTH_STEPS];
    else if (choice->source == RANDOM && random_below(choice->random, NULL_ODDS) == 0)
        extent = steps[6];
    else if (choice->source == RANDOM)
        extent.present = random_below(choice->random, field->count + 3);
    if (extent.length == 0)
        extent.length = extent.present;
    return extent;
}

/* What stands behind "const" in an array's declaration. */
static const char *element_type(const struct field *field)
{
    return field->kind == KIND_PTR ? "void *const" : field->c_type;
}

static json_object *make_array(const struct field *field, unsigned index, struct choice *choice, FILE *variables,
                               FILE *passed, bool *cut)
{
    struct extent extent = pick_extent(field, choice);
    if (extent.null) {
        fprintf(passed, "NULL, %zu", extent.length);
        return NULL;
    }
    size_t present = extent.present ? extent.present : 1; /* no array has none in C */
    size_t shown = extent.length < field->count ? extent.length : field->count;
    fprintf(variables, "        const %s a%u[%zu] = ", element_type(field), index, present);
    json_object *json = put_elements(variables, field, present, shown, choice);
    fputs(";\n", variables);
    fprintf(passed, "a%u, ", index);
    if (extent.length_text)
        fputs(extent.length_text, passed);
    else
        fprintf(passed, "%zu", extent.length);
    *cut = extent.length > field->count;
    return json;
}

/* Plain text, anything but NUL, or UTF-8 with what JSON and terminals take for their own, perhaps broken at its end. */
static void fill_text(unsigned char *text, size_t length, struct random *random)
{
    static const char pieces[][5] = {"a", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\"", "\\", "\n", "\x1B",
                                     "\x7F", "\xC2\x85", "\xED\xA0\x80", "%s", "?", "{", "/"};
    unsigned manner = random_below(random, 3);
    for (size_t at = 0; at < length;) {
        const char *piece = pieces[random_below(random, sizeof pieces / sizeof *pieces)];
        if (manner == 0)
            text[at++] = (unsigned char)(' ' + random_below(random, 95));
        else if (manner == 1)
            text[at++] = (unsigned char)(1 + random_below(random, 255));
        else
            for (; *piece && at < length; piece++)
                text[at++] = (unsigned char)*piece;
    }
}

/* Exactly one more than fits, and no NUL behind: what the log function must not read stands right there. */
static void put_unterminated(FILE *c, const unsigned char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        fprintf(c, "%s(char)%u", i == 0 ? "{" : ", ", text[i]);
    fputc('}', c);
}

static void put_string(FILE *c, const unsigned char *text, size_t length)
{
    fputc('"', c);
    for (size_t i = 0; i < length; i++)
        fprintf(c, "\\%03o", text[i]);
    fputc('"', c);
}

static json_object *make_string(const struct field *field, unsigned index, struct choice *choice, FILE *variables,
                                FILE *passed, bool *cut)
{
    struct extent extent = pick_extent(field, choice);
    if (extent.null) {
        fputs("NULL", passed);
        return NULL;
    }
    unsigned char *text = malloc(extent.present + 1);
    fill_text(text, extent.present, choice->random);
    if (extent.present == field->count + 1u) {
        fprintf(variables, "        const char a%u[%zu] = ", index, extent.present);
        put_unterminated(variables, text, extent.present);
    } else {
        fprintf(variables, "        const char a%u[] = ", index);
        put_string(variables, text, extent.present);
    }
    fputs(";\n", variables);
    fprintf(passed, "a%u", index);
    *cut = extent.present > field->count;
    json_object *json = shown_text(text, *cut ? field->count : extent.present);
    free(text);
    return json;
}

static bool pick_null(const struct choice *choice, unsigned index)
{
    if (choice->source == NULLS)
        return choice->step == 0 || (index + choice->step) % 2 == 0;
    return choice->source == RANDOM && random_below(choice->random, NULL_ODDS) == 0;
}

/* A struct or T[N]: passed by a pointer that may be null. */
static json_object *make_pointed(const struct field *field, unsigned index, struct choice *choice, FILE *variables,
                                 FILE *passed)
{
    if (pick_null(choice, index)) {
        fputs("NULL", passed);
        return NULL;
    }
    json_object *json;
    if (field->shape == SHAPE_ONE) {
        fprintf(variables, "        const %s a%u = ", field->c_type, index);
        json = put_element(variables, field, choice);
        fprintf(passed, "&a%u", index);
    } else {
        fprintf(variables, "        const %s a%u[%u] = ", element_type(field), index, field->count);
        json = put_elements(variables, field, field->count, field->count, choice);
        fprintf(passed, "a%u", index);
    }
    fputs(";\n", variables);
    return json;
}

json_object *make_argument(const struct field *field, unsigned index, struct choice *choice, FILE *variables, FILE *passed,
                           bool *cut)
{
    *cut = false;
    if (field->kind == KIND_STR)
        return make_string(field, index, choice, variables, passed, cut);
    if (has_length(field))
        return make_array(field, index, choice, variables, passed, cut);
    if (can_be_null(field))
        return make_pointed(field, index, choice, variables, passed);
    return put_element(passed, field, choice);
}
