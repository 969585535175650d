#include <inttypes.h>
#include <string.h>

#include "arena.h"
#include "emit.h"
#include "layout.h"
#include "names.h"

const char *emit_doc(const char *doc)
{
    struct text text = {0};

    if (!doc)
        return "";
    text_puts(&text, "/** ");
    for (; *doc != '\0'; doc++) {
        if (*doc == '\n')
            text_puts(&text, "\n *  ");
        else if (doc[0] == '*' && doc[1] == '/')
            text_puts(&text, "* "); /* would end the comment */
        else if (doc[0] == '/' && doc[1] == '*')
            text_puts(&text, "/ "); /* compilers warn of a comment in a comment */
        else if (strncmp(doc, "?\?/", 3) == 0)
            text_puts(&text, "? "); /* and of what was once another way to write a backslash */
        else
            text_append(&text, doc, 1);
    }
    text_puts(&text, " */\n");
    return text.data;
}

static const char *base_type(const struct spec *spec, const struct named_type *type)
{
    struct type base = { .basic = type->base };

    return c_value_type(spec, &base);
}

/* C before C23 has no enumerators beyond int, and an enum of small ones has no room for a value of 64 bits without a name. */
static bool fits_enum(const struct spec *spec, const struct named_type *type)
{
    uint64_t most = spec->target->narrow_int ? INT16_MAX : INT32_MAX;

    if (type->base == BASIC_U64)
        return false;
    for (const struct constant *c = type->constants; c; c = c->next)
        if (c->value > most)
            return false;
    return true;
}

static void emit_enum(struct text *out, const struct spec *spec, const struct named_type *type)
{
    text_puts(out, "typedef enum {\n");
    for (const struct constant *c = type->constants; c; c = c->next)
        text_printf(out, "    %s = %" PRIu64 "%s\n", c_constant(spec, type, c), c->value, c->next ? "," : "");
    text_printf(out, "} %s;\n", c_type_name(spec, type));
}

static void emit_defines(struct text *out, const struct spec *spec, const struct named_type *type)
{
    unsigned digits = basic_bits(type->base, 0) / 4;

    text_printf(out, "typedef %s %s;\n", base_type(spec, type), c_type_name(spec, type));
    for (const struct constant *c = type->constants; c; c = c->next) {
        if (type->kind == NAMED_FLAGS)
            text_printf(out, "#define %s ((%s)0x%0*" PRIX64 "u%s)\n", c_constant(spec, type, c), c_type_name(spec, type),
                        (int)digits, UINT64_C(1) << c->value, digits > 8 ? "ll" : "");
        else
            text_printf(out, "#define %s ((%s)%" PRIu64 "u%s)\n", c_constant(spec, type, c), c_type_name(spec, type),
                        c->value, digits > 8 ? "ll" : "");
    }
}

static void emit_struct(struct text *out, const struct spec *spec, const struct named_type *type)
{
    text_puts(out, "typedef struct {\n");
    for (const struct argument *f = type->fields; f; f = f->next) {
        const char *value = c_value_type(spec, &f->type);
        const char *space = f->type.basic == BASIC_PTR ? "" : " ";

        if (f->type.shape == SHAPE_EXACTLY)
            text_printf(out, "    %s%s%s[%u];\n", value, space, f->name.text, f->type.count);
        else
            text_printf(out, "    %s%s%s;\n", value, space, f->name.text);
    }
    text_printf(out, "} %s;\n", c_type_name(spec, type));
}

const char *emit_types(const struct spec *spec)
{
    struct text out = {0};

    text_puts(&out, "");
    for (const struct named_type *t = spec->types; t; t = t->next) {
        if (t != spec->types)
            text_puts(&out, "\n");
        text_puts(&out, emit_doc(t->doc));
        if (t->kind == NAMED_STRUCT)
            emit_struct(&out, spec, t);
        else if (t->kind == NAMED_ENUM && fits_enum(spec, t))
            emit_enum(&out, spec, t);
        else
            emit_defines(&out, spec, t);
    }
    return out.data;
}
