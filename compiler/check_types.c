/* Types: resolves the words, checks shapes, and orders structs so that each comes after those it uses. */
#include <string.h>

#include "check.h"
#include "diagnostic.h"
#include "map.h"

static const struct {
    const char *word;
    enum basic basic;
} basics[] = {
    {"bool", BASIC_BOOL}, {"char", BASIC_CHAR}, {"u8", BASIC_U8},   {"u16", BASIC_U16}, {"u32", BASIC_U32},
    {"u64", BASIC_U64},   {"i8", BASIC_I8},     {"i16", BASIC_I16}, {"i32", BASIC_I32}, {"i64", BASIC_I64},
    {"f32", BASIC_F32},   {"f64", BASIC_F64},   {"ptr", BASIC_PTR}, {"str", BASIC_STR}, {"bytes", BASIC_BYTES},
};
#define BASICS (sizeof basics / sizeof *basics)

/* The basic type's index in `basics`, or BASICS. */
static size_t find_basic(const char *word)
{
    size_t i = 0;
    while (i < BASICS && strcmp(basics[i].word, word) != 0)
        i++;
    return i;
}

/* What a C programmer writes first. */
static const struct {
    const char *c, *ours;
} c_types[] = {
    { "uint8_t", "u8" }, { "uint16_t", "u16" }, { "uint32_t", "u32" }, { "uint64_t", "u64" },
    { "int8_t", "i8" }, { "int16_t", "i16" }, { "int32_t", "i32" }, { "int64_t", "i64" },
    { "int", "i32" }, { "unsigned", "u32" }, { "short", "i16" }, { "long", "i32 or i64" },
    { "float", "f32" }, { "double", "f64" }, { "string", "str[N]" }, { "byte", "u8" }, { "size_t", "u32 or u64" },
};

struct resolver {
    const struct spec *spec;
    struct map types;
    bool types_lost; /* some declaration could not be read, so an unknown type is no news */
};

static void tell_unknown_type(const struct resolver *resolver, const struct type *type)
{
    if (resolver->types_lost)
        return;
    for (size_t i = 0; i < sizeof c_types / sizeof c_types[0]; i++)
        if (strcmp(c_types[i].c, type->word.text) == 0) {
            error_at(type->word.at, "unknown type '%s'; write %s", type->word.text, c_types[i].ours);
            return;
        }
    struct suggestion suggestion = suggestion_for(type->word.text);
    for (size_t i = 0; i < BASICS; i++)
        suggestion_try(&suggestion, basics[i].word);
    for (const struct named_type *named = resolver->spec->types; named; named = named->next)
        suggestion_try(&suggestion, named->name.text);
    error_at(type->word.at, "unknown type '%s'%s", type->word.text, did_you_mean(&suggestion));
}

static bool resolve(const struct resolver *resolver, struct type *type)
{
    size_t basic = find_basic(type->word.text);
    if (basic < BASICS) {
        type->basic = basics[basic].basic;
        return true;
    }
    type->basic = BASIC_NAMED;
    type->named = map_get(&resolver->types, type->word.text);
    if (!type->named)
        tell_unknown_type(resolver, type);
    return type->named != NULL;
}

static bool is_struct(const struct type *type)
{
    return type->basic == BASIC_NAMED && type->named->kind == NAMED_STRUCT;
}

static bool is_integer(const struct type *type)
{
    return type->basic >= BASIC_U8 && type->basic <= BASIC_I64;
}

static void check_shape(struct type *type)
{
    const char *word = type->word.text;
    bool sized = type->basic == BASIC_STR || type->basic == BASIC_BYTES;
    if (sized && type->shape == SHAPE_ONE)
        error_at(type->word.at, "'%s' needs a length, like %s[16]", word, word);
    else if (type->basic == BASIC_STR && type->shape == SHAPE_UP_TO)
        error_at(type->count_at, "write str[%u]: a str always has up to so many bytes", (unsigned)type->count);
    if (type->basic == BASIC_STR)
        type->shape = SHAPE_UP_TO;
    if (type->fixed && is_struct(type))
        error_at(type->word.at, "a struct cannot be fixed; write 'fixed' before the types of its fields");
    else if (type->fixed && !is_integer(type) && type->basic != BASIC_NAMED)
        error_at(type->word.at, "'%s' cannot be fixed; it is never written as a varint", word);
}

static void check_field(const struct argument *field)
{
    const struct type *type = &field->type;
    if (type->basic == BASIC_STR)
        error_at(type->word.at, "a struct's field cannot be a str; use char[%u], or pass it as an argument of its own",
                 (unsigned)type->count);
    else if (type->shape == SHAPE_UP_TO)
        error_at(type->count_at, "a struct's field has a fixed length; write %s[%u]", type->word.text,
                 (unsigned)type->count);
}

static void check_counter(const struct message *counter)
{
    const struct type *type = &counter->arguments->type;
    bool number = is_integer(type) || type->basic == BASIC_F32 || type->basic == BASIC_F64;
    if (!number || type->shape != SHAPE_ONE)
        error_at(type->word.at, "a counter counts in one integer or float, not in '%s'", type->word.text);
}

static void check_base(struct named_type *type)
{
    size_t basic = find_basic(type->base_word.text);
    type->base = basic < BASICS ? basics[basic].basic : BASIC_BOOL;
    if (type->base >= BASIC_U8 && type->base <= BASIC_U64)
        return;
    type->base = BASIC_U64;
    error_at(type->base_word.at, "the base of '%s' must be u8, u16, u32 or u64, not '%s'", type->name.text,
             type->base_word.text);
}

/* Drops what did not resolve, after it was told, so that nothing later trips over it. */
static struct argument *resolve_all(const struct resolver *resolver, struct argument *first, bool *dropped)
{
    struct argument **link = &first;
    while (*link) {
        if (resolve(resolver, &(*link)->type)) {
            check_shape(&(*link)->type);
            link = &(*link)->next;
        } else {
            *dropped = true;
            *link = (*link)->next;
        }
    }
    return first;
}

static void declare_types(struct resolver *resolver, struct spec *spec)
{
    for (struct named_type *type = spec->types; type; type = type->next) {
        if (find_basic(type->name.text) < BASICS || strcmp(type->name.text, "fixed") == 0)
            error_at(type->name.at, "'%s' is the name of a basic type; choose another one", type->name.text);
        else
            map_put(&resolver->types, type->name.text, type);
    }
}

/* Depth-first walk over structs: appends each type to a new list once all that it uses are there. */
struct order {
    struct named_type **end;
    bool recursive;
};

static void place_type(struct order *order, struct named_type *type)
{
    if (type->progress == TYPE_PLACED)
        return;
    type->progress = TYPE_BEGUN;
    for (struct argument *field = type->fields; field; field = field->next) {
        if (field->type.basic != BASIC_NAMED)
            continue;
        if (field->type.named->progress == TYPE_BEGUN) {
            error_at(field->type.word.at, "struct '%s' would contain itself", field->type.word.text);
            order->recursive = true;
        } else {
            place_type(order, field->type.named);
        }
    }
    type->progress = TYPE_PLACED;
    *order->end = type;
    order->end = &type->placed_next;
}

static void order_types(struct spec *spec)
{
    struct named_type *first = NULL;
    struct order order = {.end = &first};
    for (struct named_type *type = spec->types; type; type = type->next)
        place_type(&order, type);
    if (order.recursive)
        return;
    for (struct named_type *type = first; type; type = type->placed_next)
        type->next = type->placed_next;
    spec->types = first;
}

void check_types(struct spec *spec, bool types_lost)
{
    struct resolver resolver = {.spec = spec, .types_lost = types_lost};
    declare_types(&resolver, spec);
    for (struct named_type *type = spec->types; type; type = type->next) {
        if (type->kind == NAMED_STRUCT) {
            type->fields = resolve_all(&resolver, type->fields, &type->incomplete);
            for (struct argument *field = type->fields; field; field = field->next)
                check_field(field);
        } else {
            check_base(type);
            check_constants(type);
        }
    }
    for (struct message *message = spec->messages; message; message = message->next) {
        message->arguments = resolve_all(&resolver, message->arguments, &message->incomplete);
        if (message->kind == MESSAGE_COUNTER && message->arguments)
            check_counter(message);
    }
    order_types(spec);
}
