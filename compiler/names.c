#include "names.h"

#include <ctype.h>
#include <string.h>

#include "layout.h"

/* Longest line of generated code. */
#define LINE_MAX_COLUMNS 110

const char *upper_case(const char *text)
{
    char *upper = arena_strdup(text);

    for (char *c = upper; *c != '\0'; c++)
        *c = (char)toupper((unsigned char)*c);
    return upper;
}

const char *c_function(const struct spec *spec, const struct message *message)
{
    static const char *const endings[] = {
        [MESSAGE_PLAIN] = "", [MESSAGE_BEGIN] = "_begin", [MESSAGE_END] = "_end", [MESSAGE_COUNTER] = "",
    };
    const char *ending = endings[message->kind];

    if (message->module)
        return arena_printf("%s_%s_%s%s", spec->prefix, message->module->name.text, message->name.text, ending);
    return arena_printf("%s_%s%s", spec->prefix, message->name.text, ending);
}

const char *c_writer(const struct spec *spec, const struct message *message)
{
    const char *function = c_function(spec, message);

    return has_writer(spec, message) ? arena_printf("plog_write_%s", function) : function;
}

const char *c_type_name(const struct spec *spec, const struct named_type *type)
{
    return arena_printf("%s_%s", spec->prefix, type->name.text);
}

const char *c_constant(const struct spec *spec, const struct named_type *type, const struct constant *constant)
{
    return upper_case(arena_printf("%s_%s_%s", spec->prefix, type->name.text, constant->name.text));
}

const char *c_module(const struct spec *spec, const struct module *module)
{
    return upper_case(arena_printf("%s_module_%s", spec->prefix, module ? module->name.text : "main"));
}

const char *c_value_type(const struct spec *spec, const struct type *type)
{
    switch (type->basic) {
    case BASIC_BOOL: return "bool";
    case BASIC_CHAR: return "char";
    case BASIC_U8: return "uint8_t";
    case BASIC_U16: return "uint16_t";
    case BASIC_U32: return "uint32_t";
    case BASIC_U64: return "uint64_t";
    case BASIC_I8: return "int8_t";
    case BASIC_I16: return "int16_t";
    case BASIC_I32: return "int32_t";
    case BASIC_I64: return "int64_t";
    case BASIC_F32: return "float";
    case BASIC_F64: return "double";
    case BASIC_PTR: return "const void *";
    case BASIC_STR: return "char";
    case BASIC_BYTES: return "uint8_t";
    case BASIC_NAMED: return c_type_name(spec, type->named);
    }
    return NULL;
}

const char *c_parameter(const struct spec *spec, const struct argument *argument)
{
    const struct type *type = &argument->type;
    const char *value = c_value_type(spec, type);
    const char *name = argument->name.text;
    const char *space = value[strlen(value) - 1] == '*' ? "" : " ";

    if (type->shape == SHAPE_ONE)
        return is_struct(type) ? arena_printf("const %s *%s", value, name) : arena_printf("%s%s%s", value, space, name);
    if (type->basic == BASIC_STR)
        return arena_printf("const char *%s", name);
    if (type->basic == BASIC_PTR)
        value = "void *const ", space = "";
    if (type->shape == SHAPE_EXACTLY)
        return arena_printf("const %s%s%s[%u]", value, space, name, type->count);
    return arena_printf("const %s%s*%s, size_t %s_len", value, space, name, name);
}

void c_list_item(struct text *out, const char *item, bool first)
{
    const char *newline = strrchr(out->data, '\n');
    size_t column = strlen(newline ? newline + 1 : out->data);

    if (!first && column + strlen(item) + 3 > LINE_MAX_COLUMNS) {
        const char *open = strrchr(out->data, '('); /* no item has one */
        const char *line = open;

        while (line > out->data && line[-1] != '\n')
            line--;
        text_printf(out, ",\n%*s", (int)(open - line) + 1, "");
    } else if (!first) {
        text_puts(out, ", ");
    }
    text_puts(out, item);
}

const char *c_prototype_as(const struct spec *spec, const struct message *message, const char *function)
{
    struct text text = {0};

    text_printf(&text, "void %s(", function);
    for (const struct argument *a = message->arguments; a; a = a->next)
        c_list_item(&text, c_parameter(spec, a), a == message->arguments);
    text_puts(&text, message->arguments ? ")" : "void)");
    return text.data;
}

const char *c_prototype(const struct spec *spec, const struct message *message)
{
    return c_prototype_as(spec, message, c_function(spec, message));
}
