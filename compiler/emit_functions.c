/*
 * The log functions. Each is straight-line code: begin, one statement or so for each argument, end.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "emit.h"
#include "layout.h"
#include "names.h"
#include "template.h"

/* Arrays up to this length are written without a loop. */
#define UNROLL_MAX 4

/* How one value is written: with plog_put_KIND(), from this expression. */
struct put {
    const char *kind;
    const char *value;
};

static struct put put_value(const struct type *type, const char *value)
{
    bool named = type->basic == BASIC_NAMED;

    if (type->fixed)
        switch (wire_basic(type)) {
        case BASIC_U16: case BASIC_I16: return (struct put){ "fixed16", arena_printf("(uint16_t)%s", value) };
        case BASIC_U32: case BASIC_I32: return (struct put){ "fixed32", arena_printf("(uint32_t)%s", value) };
        case BASIC_U64: case BASIC_I64: return (struct put){ "fixed64", arena_printf("(uint64_t)%s", value) };
        default: break;
        }
    switch (wire_basic(type)) {
    case BASIC_BOOL: return (struct put){ "u8", arena_printf("%s ? 1 : 0", value) };
    case BASIC_U8: return (struct put){ "u8", arena_printf(named ? "(uint8_t)%s" : "%s", value) };
    case BASIC_CHAR: case BASIC_I8: return (struct put){ "u8", arena_printf("(uint8_t)%s", value) };
    case BASIC_U16: return (struct put){ "u32", arena_printf(named ? "(uint16_t)%s" : "%s", value) };
    case BASIC_U32: return (struct put){ "u32", arena_printf(named ? "(uint32_t)%s" : "%s", value) };
    case BASIC_U64: return (struct put){ "u64", arena_printf(named ? "(uint64_t)%s" : "%s", value) };
    case BASIC_I16: case BASIC_I32: return (struct put){ "i32", value };
    case BASIC_I64: return (struct put){ "i64", value };
    case BASIC_F32: return (struct put){ "f32", value };
    case BASIC_F64: return (struct put){ "f64", value };
    case BASIC_PTR: return (struct put){ "ptr", value };
    default: return (struct put){ NULL, NULL }; /* str, bytes and structs are written by put_array() and put_fields() */
    }
}

/* Whether an array of these stands in memory just as it is written. A C enum may be wider than its base, a bool may hold more
   than 0 and 1, and a double be a float. */
static bool is_raw(const struct spec *spec, const struct type *type)
{
    bool is_enum = type->basic == BASIC_NAMED && type->named->kind == NAMED_ENUM;

    return !is_varint(type) && !is_struct(type) && !is_enum && type->basic != BASIC_BOOL
           && !(type->basic == BASIC_F64 && spec->target->narrow_double);
}

/* With a check, what is written goes into its sum: a value before it is written, so that what a pointer points to is read once; a run of
   bytes as it stands in the record. */
static void put_number(struct text *out, const struct spec *spec, unsigned depth, const struct type *type, const char *value)
{
    struct put put = put_value(type, value);

    if (layout_check(spec) > 0)
        text_printf(out, "%*splog_sum_%s(&plog, %s);\n", (int)(4 * depth), "", put.kind, put.value);
    text_printf(out, "%*splog.at = plog_put_%s(plog.at, %s);\n", (int)(4 * depth), "", put.kind, put.value);
}

static const char *run(const struct spec *spec, const char *put)
{
    return layout_check(spec) > 0 ? arena_printf("plog.at = plog_sum_run(&plog, %s)", put) : arena_printf("plog.at = %s", put);
}

static void put_run(struct text *out, const struct spec *spec, unsigned depth, const char *put)
{
    text_printf(out, "%*s%s;\n", (int)(4 * depth), "", run(spec, put));
}

static void put_field(struct text *out, const struct spec *spec, unsigned depth, const struct type *type, const char *value);

/* One element: a scalar or a struct. */
static void put_element(struct text *out, const struct spec *spec, unsigned depth, const struct type *type, const char *value)
{
    if (!is_struct(type)) {
        put_number(out, spec, depth, type, value);
        return;
    }
    for (const struct argument *f = type->named->fields; f; f = f->next)
        put_field(out, spec, depth, &f->type, arena_printf("%s.%s", value, f->name.text));
}

static void put_loop(struct text *out, const struct spec *spec, unsigned depth, const struct type *type, const char *value,
                     const char *count)
{
    const char *i = depth == 0 ? "plog_i" : arena_printf("plog_i%u", depth);
    struct text body = {0};

    put_element(&body, spec, depth + 1, type, arena_printf("%s[%s]", value, i));
    text_printf(out, "%*sfor (size_t %s = 0; %s < %s; %s++)", (int)(4 * depth), "", i, i, count, i);
    if (is_struct(type) || layout_check(spec) > 0)
        text_printf(out, " {\n%s%*s}\n", body.data, (int)(4 * depth), "");
    else
        text_printf(out, "\n%s", body.data);
}

static void put_array(struct text *out, const struct spec *spec, unsigned depth, const struct type *type, const char *value)
{
    unsigned bytes = basic_bits(wire_basic(type), spec->target->pointer_bytes) / 8;

    if (!is_struct(type) && is_raw(spec, type) && (bytes == 1 || layout_check(spec) == 0)) {
        put_run(out, spec, depth, arena_printf("plog_put_raw(plog.at, %s, %u)", value, bytes * type->count));
        return;
    }
    if (type->count <= UNROLL_MAX)
        for (unsigned i = 0; i < type->count; i++)
            put_element(out, spec, depth, type, arena_printf("%s[%u]", value, i));
    else
        put_loop(out, spec, depth, type, value, arena_printf("%u", type->count));
}

static void put_field(struct text *out, const struct spec *spec, unsigned depth, const struct type *type, const char *value)
{
    if (type->shape == SHAPE_EXACTLY)
        put_array(out, spec, depth, type, value);
    else
        put_element(out, spec, depth, type, value);
}

static void put_up_to(struct text *out, const struct spec *spec, const struct type *type, const char *name)
{
    unsigned bits = basic_bits(wire_basic(type), spec->target->pointer_bytes);

    if (type->basic == BASIC_STR) {
        put_run(out, spec, 0, arena_printf("plog_put_str(plog.at, %s, %u)", name, type->count));
    } else if (bits == 8 && is_raw(spec, type)) {
        put_run(out, spec, 0, arena_printf("plog_put_bytes(plog.at, %s, %s_len, %u)", name, name, type->count));
    } else {
        put_run(out, spec, 0, arena_printf("plog_put_count(plog.at, %s, &%s_len, %u)", name, name, type->count));
        put_loop(out, spec, 0, type, name, arena_printf("%s_len", name));
    }
}

static void put_argument(struct text *out, const struct spec *spec, const struct argument *argument)
{
    const struct type *type = &argument->type;
    const char *name = argument->name.text;

    if (type->shape == SHAPE_UP_TO) {
        put_up_to(out, spec, type, name);
    } else if (type->shape == SHAPE_EXACTLY) {
        put_array(out, spec, 0, type, name);
    } else if (is_struct(type)) {
        for (const struct argument *f = type->named->fields; f; f = f->next)
            put_field(out, spec, 0, &f->type, arena_printf("%s->%s", name, f->name.text));
    } else {
        put_number(out, spec, 0, type, name);
    }
}

/* "const int16_t *": what zeros are cast to in the place of a null pointer. */
static const char *pointer_to(const struct spec *spec, const struct type *type)
{
    return type->basic == BASIC_PTR ? "const void *const *" : arena_printf("const %s *", c_value_type(spec, type));
}

/* Whether an argument behind the first 32 can be null: then the bits that tell it need 64. */
static bool has_far_nulls(const struct message *message)
{
    unsigned i = 0;

    for (const struct argument *a = message->arguments; a; a = a->next, i++)
        if (i >= 32 && can_be_null(&a->type))
            return true;
    return false;
}

/* How null pointers are told: */
enum telling {
    NOT_AT_ALL, /* there are none */
    AT_ONCE,    /* there is one: by what looks at it, between plog_enter() and the id */
    GATHERED,   /* in bits, which are told there */
    HANDED_ON   /* in bits, which plog_begin_with_nulls() tells */
};

static enum telling telling_nulls(const struct spec *spec, const struct message *message)
{
    unsigned pointers = 0;

    for (const struct argument *a = message->arguments; a; a = a->next)
        pointers += can_be_null(&a->type);
    if (pointers == 0)
        return NOT_AT_ALL;
    if (spec->optimize_size && !has_far_nulls(message))
        return HANDED_ON;
    return pointers == 1 ? AT_ONCE : GATHERED;
}

static const char *nulls_declaration(const struct spec *spec, const struct message *message)
{
    switch (telling_nulls(spec, message)) {
    case GATHERED: return has_far_nulls(message) ? "uint64_t plog_nulls = 0;" : "uint32_t plog_nulls = 0;";
    case HANDED_ON: return "plog_null_bits plog_nulls = 0;";
    default: return "";
    }
}

/* The statement that puts a record in front that tells which arguments are null. */
static const char *tell(const struct spec *spec, const struct message *message, const char *bits)
{
    if (has_far_nulls(message))
        return run(spec, arena_printf("plog_put_nulls64(plog.at, %s)", bits));
    return arena_printf("plog_tell_nulls(&plog, %s)", bits);
}

static const char *note_null(const struct spec *spec, const struct message *message, const char *bit)
{
    switch (telling_nulls(spec, message)) {
    case AT_ONCE: return tell(spec, message, bit);
    case HANDED_ON: return arena_printf("plog_note_null(&plog_nulls, %s)", bit);
    default: return arena_printf("plog_nulls |= %s", bit);
    }
}

/* Puts zeros in the place of null pointers. */
static const char *replace_nulls(const struct spec *spec, const struct message *message)
{
    struct text out = {0};
    unsigned i = 0;

    text_puts(&out, "");
    for (const struct argument *a = message->arguments; a; a = a->next, i++) {
        const char *bit = arena_printf("0x%" PRIX64 "u%s", UINT64_C(1) << i, has_far_nulls(message) ? "ll" : "");

        if (can_be_null(&a->type))
            text_printf(&out, "if (%s == NULL) {\n    %s = (%s)plog_zeros;\n    %s;\n}\n", a->name.text, a->name.text,
                        pointer_to(spec, &a->type), note_null(spec, message, bit));
    }
    return out.data;
}

/* What stands between plog_enter() and the arguments. */
static const char *tell_nulls(const struct spec *spec, const struct message *message)
{
    struct text out = {0};

    text_puts(&out, replace_nulls(spec, message));
    if (telling_nulls(spec, message) == GATHERED)
        text_printf(&out, "if (plog_nulls != 0)\n    %s;\n", tell(spec, message, "plog_nulls"));
    text_printf(&out, "plog_stamp(&plog, %u, %u);\n", ring_of(spec, message), message->id);
    return out.data;
}

/* Whether the argument takes as many bytes whatever its value. */
static bool is_fixed_size(const struct argument *argument)
{
    return !is_varint(&argument->type) && argument->type.shape != SHAPE_UP_TO;
}

/* Which of the runtime's functions ends a record. */
static const char *end(const struct spec *spec, const struct message *message)
{
    for (const struct argument *a = message->arguments; a; a = a->next)
        if (!is_fixed_size(a))
            return "plog_end";
    if (spec->optimize_size || has_far_nulls(message) || telling_nulls(spec, message) == GATHERED)
        return "plog_end";
    return telling_nulls(spec, message) == AT_ONCE ? "plog_end_behind_null" : "plog_end_fixed";
}

/* Which of the runtime's functions begins a record that has no null pointers. */
static const char *plain_begin(const struct spec *spec, const struct message *message)
{
    const struct argument *first = message->arguments;

    return spec->optimize_size || (first && !is_fixed_size(first)) ? "plog_begin" : "plog_begin_offset";
}

static const char *begin(const struct spec *spec, const struct message *message, uint32_t size)
{
    unsigned ring = ring_of(spec, message);

    switch (telling_nulls(spec, message)) {
    case NOT_AT_ALL: return arena_printf("%s(%u, %u, %u)", plain_begin(spec, message), ring, message->id, size);
    case HANDED_ON: return arena_printf("plog_begin_with_nulls(%u, %u, %u, plog_nulls)", ring, message->id, size);
    default: return arena_printf("plog_enter(%u, %u)", ring, size);
    }
}

/* "log_text(s)": a call that hands on the arguments of a log function. */
static const char *call_with_arguments(const struct message *message, const char *function)
{
    struct text out = {0};

    text_printf(&out, "%s(", function);
    for (const struct argument *a = message->arguments; a; a = a->next) {
        c_list_item(&out, a->name.text, a == message->arguments);
        if (a->type.shape == SHAPE_UP_TO && a->type.basic != BASIC_STR)
            c_list_item(&out, arena_printf("%s_len", a->name.text), false);
    }
    text_puts(&out, ")");
    return out.data;
}

/* "plog_levels[LOG_MODULE_CAN] < PLOG_LEVEL_INFO": whether the call is held back. */
static const char *held_back(const struct spec *spec, const struct message *message)
{
    static const char *const levels[] = { "FATAL", "ERROR", "WARN", "INFO", "DEBUG", "TRACE" };

    return arena_printf("plog_levels[%s] < PLOG_LEVEL_%s", c_module(spec, message->module), levels[message->level]);
}

/* Where plog_begin() does not make room: it is the function's to do. */
bool makes_own_room(const struct spec *spec)
{
    return spec->target->tail_calls && !spec->optimize_size;
}

/* Whether the log function has another one to call when the block has no room: so it need not keep its arguments for that. Not one
   that tells its caller. */
static bool has_retry(const struct spec *spec, const struct message *message)
{
    return makes_own_room(spec) && !tells_place(spec, message);
}

static const char *retry_name(const struct spec *spec, const struct message *message)
{
    return arena_printf("plog_retry_%s", c_function(spec, message));
}

static const char *retry(const struct spec *spec, const struct message *message, uint32_t size)
{
    if (!has_retry(spec, message))
        return "";
    return arena_printf("PLOG_RARE %s\n{\n    if (plog_make_room(%u, %u))\n        %s;\n}\n\n",
                        c_prototype_as(spec, message, retry_name(spec, message)), ring_of(spec, message), size,
                        call_with_arguments(message, c_writer(spec, message)));
}

/* What happens when the block has no room. */
static const char *without_room(const struct spec *spec, const struct message *message)
{
    if (!has_retry(spec, message))
        return "if (plog.at == NULL)\n    return;\n";
    return arena_printf("if (plog.at == NULL) {\n    %s;\n    return;\n}\n", call_with_arguments(message, retry_name(spec, message)));
}

static bool emit_function(struct text *out, const struct spec *spec, const struct message *message, const char *template_dir)
{
    bool filtered = is_filtered(spec, message) && !has_writer(spec, message);
    enum telling telling = telling_nulls(spec, message);
    bool place = tells_place(spec, message), loops = place && makes_own_room(spec);
    bool late = loops || filtered || telling == HANDED_ON;
    uint32_t size = layout_record_max(spec, message);
    struct text arguments = {0};

    text_puts(&arguments, "");
    for (const struct argument *a = message->arguments; a; a = a->next)
        put_argument(&arguments, spec, a);
    if (place)
        put_number(&arguments, spec, 0, &(struct type){.basic = BASIC_PTR}, "PLOG_CALLER");
    return template_fill(out, template_dir, "log_function.c", (const struct replacement[]){
        { "retry", retry(spec, message, size) },
        { "doc", emit_doc(message->doc) },
        { "prototype", arena_printf("%s%s", place ? "PLOG_CALLED " : "", c_prototype_as(spec, message, c_writer(spec, message))) },
        { "declarations", nulls_declaration(spec, message) },
        { "initializer", late ? "" : arena_printf(" = %s", begin(spec, message, size)) },
        { "filter", filtered ? arena_printf("if (%s)\n    return;\n", held_back(spec, message)) : "" },
        { "replaced", telling == HANDED_ON ? replace_nulls(spec, message) : "" },
        { "begin", loops ? arena_printf("do\n    plog = %s;\nwhile (plog.at == NULL && plog_make_room(%u, %u));", begin(spec, message, size),
                                        ring_of(spec, message), size)
                         : late ? arena_printf("plog = %s;", begin(spec, message, size)) : "" },
        { "lost", without_room(spec, message) },
        { "nulls", telling == AT_ONCE || telling == GATHERED ? tell_nulls(spec, message) : "" },
        { "arguments", arguments.data },
        { "end", end(spec, message) },
        { NULL, NULL },
    });
}

const char *emit_functions(const struct spec *spec, const char *template_dir)
{
    struct text out = {0};

    text_puts(&out, "");
    for (const struct message *m = spec->messages; m; m = m->next) {
        if (m->level > spec->level)
            continue;
        if (out.length > 0)
            text_puts(&out, "\n");
        if (!emit_function(&out, spec, m, template_dir))
            return NULL;
    }
    return out.data;
}

/* What "level" leaves out stays callable, and costs nothing. */
static void emit_empty(struct text *out, const struct spec *spec, const struct message *message)
{
    text_printf(out, "static inline %s\n{\n", c_prototype(spec, message));
    for (const struct argument *a = message->arguments; a; a = a->next) {
        text_printf(out, "    (void)%s;\n", a->name.text);
        if (a->type.shape == SHAPE_UP_TO && a->type.basic != BASIC_STR)
            text_printf(out, "    (void)%s_len;\n", a->name.text);
    }
    text_puts(out, "}\n");
}

/* The log function, where the header has all of it: it looks at the level, or is the place that a fatal message tells. */
static const char *inlined(const struct spec *spec, const struct message *message)
{
    const char *prototype = c_prototype(spec, message);
    const char *write = call_with_arguments(message, c_writer(spec, message));

    if (tells_place(spec, message))
        return arena_printf("PLOG_CALL %s\n{\n    %s;\n    plog_return_here();\n}\n", prototype, write);
    return arena_printf("static inline __attribute__((always_inline)) %s\n{\n    if (%s)\n        return;\n    %s;\n}\n", prototype, held_back(spec, message), write);
}

const char *emit_prototypes(const struct spec *spec)
{
    struct text out = {0};

    text_puts(&out, "");
    for (const struct message *m = spec->messages; m; m = m->next) {
        bool empty = m->level > spec->level;
        bool apart = !empty && has_writer(spec, m);

        if ((m->doc || empty || apart) && m != spec->messages)
            text_puts(&out, "\n");
        if (apart)
            text_printf(&out, "%s;\n", c_prototype_as(spec, m, c_writer(spec, m)));
        text_puts(&out, emit_doc(m->doc));
        if (empty)
            emit_empty(&out, spec, m);
        else if (apart)
            text_puts(&out, inlined(spec, m));
        else
            text_printf(&out, "%s;\n", c_prototype(spec, m));
    }
    return out.data;
}

const char *emit_zeros(const struct spec *spec)
{
    struct text members = {0};
    unsigned i = 0;

    for (const struct message *m = spec->messages; m; m = m->next)
        for (const struct argument *a = m->level > spec->level ? NULL : m->arguments; a; a = a->next)
            if (can_be_null(&a->type))
                text_printf(&members, "    %s%sm%u[%u];\n", c_value_type(spec, &a->type),
                            a->type.basic == BASIC_PTR ? "" : " ", i++,
                            a->type.shape == SHAPE_EXACTLY ? a->type.count : 1);
    if (i == 0)
        return "";
    return arena_printf("/* Logged in the place of what a null pointer should point to: as many zeros as the largest needs. */\n"
                        "typedef union {\n%s} plog_pointee;\n"
                        "static const uint64_t plog_zeros[(sizeof(plog_pointee) + 7) / 8] = { 0 };\n", members.data);
}
