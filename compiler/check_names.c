/* Names: whether C can have them, and whether two things would get the same one. */
#include <string.h>

#include "check.h"
#include "diagnostic.h"
#include "map.h"
#include "names.h"

#define ARGUMENTS_MAX 64 /* as many as a record can tell to be null */
#define FIELDS_MAX 256
#define NAME_MAX_LENGTH 255u /* plogcat reads no longer ones */

/* What C or C++ keeps for itself, where a name stands in generated code as it is. */
static const char *const keywords[] = {
    "alignas", "alignof", "and", "and_eq", "asm", "auto", "bitand", "bitor", "bool", "break", "case", "catch",
    "char", "char16_t", "char32_t", "char8_t", "class", "co_await", "co_return", "co_yield", "compl", "concept",
    "const", "const_cast", "consteval", "constexpr", "constinit", "continue", "decltype", "default", "delete", "do",
    "double", "dynamic_cast", "else", "enum", "explicit", "export", "extern", "false", "float", "for", "friend",
    "goto", "if", "inline", "int", "long", "mutable", "namespace", "new", "noexcept", "not", "not_eq", "nullptr",
    "operator", "or", "or_eq", "private", "protected", "public", "register", "reinterpret_cast", "requires",
    "restrict", "return", "short", "signed", "sizeof", "static", "static_assert", "static_cast", "struct", "switch",
    "template", "this", "thread_local", "throw", "true", "try", "typedef", "typeid", "typename", "typeof",
    "typeof_unqual", "union", "unsigned", "using", "virtual", "void", "volatile", "wchar_t", "while", "xor", "xor_eq",
    /* macros and types that generated code meets */
    "NULL", "errno", "i386", "int16_t", "int32_t", "int64_t", "int8_t", "linux", "offsetof", "size_t", "uint16_t",
    "uint32_t", "uint64_t", "uint8_t", "uintptr_t", "unix",
};

struct names {
    const struct spec *spec;
    struct map keywords;
    struct map taken; /* C names; the value is a struct name, with line 0 for the generator's own */
};

static bool is_identifier(const char *text)
{
    while ((*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z') || (*text >= '0' && *text <= '9') || *text == '_')
        text++;
    return *text == '\0';
}

/* Every name is part of C names. */
static bool check_name(struct name name)
{
    if (!is_identifier(name.text))
        error_at(name.at, "'%s' is no name; use letters from a to z, digits and '_'", name.text);
    else if (strlen(name.text) > NAME_MAX_LENGTH)
        error_at(name.at, "this name is too long; it can have %u characters at most", NAME_MAX_LENGTH);
    else if (strncmp(name.text, "plog", 4) == 0)
        error_at(name.at, "'%s' must not begin with \"plog\"; these names belong to the runtime", name.text);
    else
        return true;
    return false;
}

/* Arguments and fields stand in C as they are. */
static void check_bare_name(const struct names *names, struct name name)
{
    if (!check_name(name))
        return;
    if (map_get(&names->keywords, name.text))
        error_at(name.at, "'%s' is a word of C or C++; choose another name", name.text);
    else if (map_get(&names->taken, name.text))
        error_at(name.at, "'%s' is the C name of something else; choose another name", name.text);
}

/* Takes a C name for `owner`. False after a diagnostic if something else has it. */
static bool claim(struct names *names, const char *c_name, const struct name *owner)
{
    const struct name *other = map_put(&names->taken, c_name, (void *)(uintptr_t)owner);
    if (!other)
        return true;
    if (other->at.line == 0) {
        error_at(owner->at, "'%s' would be called '%s' in C, which the generated code needs itself", owner->text,
                 c_name);
        return false;
    }
    if (strcmp(other->text, owner->text) == 0)
        error_at(owner->at, "'%s' is declared twice", owner->text);
    else
        error_at(owner->at, "'%s' and '%s' would both be called '%s' in C", other->text, owner->text, c_name);
    note_at(other->at, "the first one is here");
    return false;
}

static void claim_own(struct names *names, const char *c_name)
{
    static const struct name generator = {"plogen", {0, 0, 0}};
    map_put(&names->taken, c_name, (void *)(uintptr_t)&generator);
}

static void check_type_names(struct names *names)
{
    const struct spec *spec = names->spec;
    for (const struct named_type *type = spec->types; type; type = type->next) {
        if (!check_name(type->name) || !claim(names, c_type_name(spec, type), &type->name))
            continue;
        for (const struct constant *constant = type->constants; constant; constant = constant->next)
            if (check_name(constant->name))
                claim(names, c_constant(spec, type, constant), &constant->name);
    }
}

static void check_module_names(struct names *names)
{
    struct map modules = {0};
    for (struct module *module = names->spec->modules; module; module = module->next) {
        if (!check_name(module->name))
            continue;
        const struct module *other = map_put(&modules, module->name.text, module);
        if (other) {
            error_at(module->name.at, "module '%s' is declared twice", module->name.text);
            note_at(other->name.at, "the first one is here");
        } else if (names->spec->filter_runtime) {
            claim(names, c_module(names->spec, module), &module->name);
        }
    }
}

static void check_message_names(struct names *names)
{
    const struct message *refused = NULL; /* a span whose begin was told need not hear it again for its end */
    for (const struct message *message = names->spec->messages; message; message = message->next) {
        if (message->kind == MESSAGE_END && refused)
            continue;
        bool good = check_name(message->name) && claim(names, c_function(names->spec, message), &message->name);
        refused = good ? NULL : message;
    }
}

static bool same(const struct argument *a, const struct argument *b)
{
    return strcmp(a->name.text, b->name.text) == 0;
}

/* T[<=N] comes with a parameter for its length. (A str[N] is not yet SHAPE_UP_TO here, and has none.) */
static bool is_length_of(const struct argument *length, const struct argument *array)
{
    size_t stem = strlen(array->name.text);
    return array->type.shape == SHAPE_UP_TO && strncmp(length->name.text, array->name.text, stem) == 0 &&
           strcmp(length->name.text + stem, "_len") == 0;
}

static void check_pair(const struct argument *first, const struct argument *second)
{
    if (same(first, second))
        error_at(second->name.at, "'%s' is declared twice", second->name.text);
    else if (is_length_of(second, first) || is_length_of(first, second))
        error_at(second->name.at, "'%s' and '%s' do not go together: an array's length is passed as NAME_len",
                 first->name.text, second->name.text);
    else
        return;
    note_at(first->name.at, "the first one is here");
}

static void check_argument_names(const struct names *names, const struct argument *first, unsigned most,
                                 const char *what)
{
    unsigned count = 0;
    for (const struct argument *argument = first; argument; argument = argument->next) {
        if (++count > most) {
            error_at(argument->name.at, "there are more than %u %s", most, what);
            return;
        }
        check_bare_name(names, argument->name);
        for (const struct argument *before = first; before != argument; before = before->next)
            check_pair(before, argument);
    }
}

void check_names(struct spec *spec)
{
    struct names names = {.spec = spec};
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        map_put(&names.keywords, keywords[i], (void *)(uintptr_t)keywords[i]);
    if (spec->project.text)
        check_name(spec->project);
    if (spec->prefix_at.line > 0)
        check_name((struct name){spec->prefix, spec->prefix_at});
    if (spec->filter_runtime) {
        claim_own(&names, arena_printf("%s_set_level", spec->prefix));
        claim_own(&names, arena_printf("%s_get_level", spec->prefix));
        claim_own(&names, arena_printf("%s_module", spec->prefix));
        claim_own(&names, c_module(spec, NULL));
    }
    check_type_names(&names);
    check_module_names(&names);
    check_message_names(&names);
    for (const struct named_type *type = spec->types; type; type = type->next)
        check_argument_names(&names, type->fields, FIELDS_MAX, "fields");
    for (const struct message *message = spec->messages; message; message = message->next)
        if (message->kind != MESSAGE_COUNTER)
            check_argument_names(&names, message->arguments, ARGUMENTS_MAX, "arguments");
}
