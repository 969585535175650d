/* What the grammar's actions do: build the model, in order of declaration. */
#include "parse.h"

#include "diagnostic.h"
#include "number.h"
#include "plog_tokens.h"
#include "utf8.h"

static struct name name_of(struct token token)
{
    return (struct name){token.text, token.at};
}

static enum option_name option_name(int kind)
{
    switch (kind) {
    case TOKEN_PROJECT: return OPTION_PROJECT;
    case TOKEN_TARGET: return OPTION_TARGET;
    case TOKEN_PREFIX: return OPTION_PREFIX;
    case TOKEN_BUFFER: return OPTION_BUFFER;
    case TOKEN_RAM: return OPTION_RAM;
    case TOKEN_CLOCK: return OPTION_CLOCK;
    case TOKEN_LEVEL: return OPTION_LEVEL;
    case TOKEN_FILTER: return OPTION_FILTER;
    case TOKEN_LOCK: return OPTION_LOCK;
    case TOKEN_OPTIMIZE: return OPTION_OPTIMIZE;
    case TOKEN_BACKTRACE: return OPTION_BACKTRACE;
    case TOKEN_BACKUP: return OPTION_BACKUP;
    case TOKEN_CRASH_LOOP: return OPTION_CRASH_LOOP;
    case TOKEN_INTEGRITY: return OPTION_INTEGRITY;
    case TOKEN_RESERVED: return OPTION_RESERVED;
    case TOKEN_COUNT: return OPTION_COUNT_RECORDS;
    case TOKEN_KEEP: return OPTION_KEEP;
    case TOKEN_CORES: return OPTION_CORES;
    default: return OPTION_NAMES;
    }
}

void parse_option(struct parse *parse, struct option option)
{
    struct token keyword = option.keyword;
    struct option *place = &parse->parsed->options[option_name(keyword.kind)];
    if (place->given) {
        error_at(keyword.at, "'%s' is given twice", keyword.text);
        note_at(place->keyword.at, "the first one is here");
        return;
    }
    *place = option;
    place->given = true;
}

/* A declaration was given up: what it would have declared must not be missed later. */
void parse_lost(struct parse *parse)
{
    int kind = parse->declaration.kind;
    enum option_name option = option_name(kind);
    if (option != OPTION_NAMES && !parse->parsed->options[option].given) {
        parse->parsed->options[option].given = true;
        parse->parsed->options[option].broken = true;
        parse->parsed->options[option].keyword = parse->declaration;
    }
    if (kind == TOKEN_ENUM || kind == TOKEN_FLAGS || kind == TOKEN_STRUCT)
        parse->parsed->types_lost = true;
    parse->broken = false;
}

struct token_range *parse_range(struct token first, struct token last)
{
    struct token_range *range = arena_alloc(sizeof *range);
    range->first = first;
    range->last = last;
    return range;
}

struct token_ranges parse_append_range(struct token_ranges ranges, struct token_range *range)
{
    if (ranges.first)
        *ranges.end = range;
    else
        ranges.first = range;
    ranges.end = &range->next;
    return ranges;
}

struct constant *parse_constant(struct token name, const struct token *value)
{
    struct constant *constant = arena_alloc(sizeof *constant);
    constant->name = name_of(name);
    constant->value_at = name.at;
    if (value) {
        struct checked_number number = number_within(*value, NUMBER_INTEGER, 0, UINT64_MAX, "a constant");
        constant->given = true;
        constant->value = number.value;
        constant->value_at = value->at;
        if (!number.good)
            return NULL;
    }
    return constant;
}

struct constants parse_append_constant(struct constants constants, struct constant *constant)
{
    if (!constant)
        return constants;
    if (constants.first)
        *constants.end = constant;
    else
        constants.first = constant;
    constants.end = &constant->next;
    return constants;
}

static struct named_type *add_type(struct parse *parse, struct token keyword, struct token name)
{
    struct named_type *type = arena_alloc(sizeof *type);
    type->name = name_of(name);
    type->doc = keyword.doc;
    type->incomplete = parse->broken;
    parse->broken = false;
    *parse->type_end = type;
    parse->type_end = &type->next;
    return type;
}

void parse_enum(struct parse *parse, struct token keyword, struct token name, struct token base,
                struct constants constants)
{
    struct named_type *type = add_type(parse, keyword, name);
    type->kind = keyword.kind == TOKEN_ENUM ? NAMED_ENUM : NAMED_FLAGS;
    type->base_word = name_of(base);
    type->constants = constants.first;
}

void parse_struct(struct parse *parse, struct token keyword, struct token name, struct arguments fields)
{
    struct named_type *type = add_type(parse, keyword, name);
    type->kind = NAMED_STRUCT;
    type->fields = fields.first;
}

struct type parse_type(struct token word, enum shape shape, const struct token *count)
{
    struct type type = {.shape = shape, .word = name_of(word), .count = 1};
    if (count) {
        struct checked_number number = number_within(*count, NUMBER_INTEGER, 1, UINT16_MAX, "a count");
        type.count = number.good ? (uint32_t)number.value : 1;
        type.count_at = count->at;
    }
    return type;
}

struct argument *parse_argument(struct token name, struct type type, bool flow)
{
    struct argument *argument = arena_alloc(sizeof *argument);
    argument->name = name_of(name);
    argument->type = type;
    argument->flow = flow;
    return argument;
}

struct arguments parse_append_argument(struct arguments arguments, struct argument *argument)
{
    if (!argument)
        return arguments;
    if (arguments.first)
        *arguments.end = argument;
    else
        arguments.first = argument;
    arguments.end = &argument->next;
    return arguments;
}

void parse_module(struct parse *parse, struct token keyword, struct token name)
{
    struct module *module = arena_alloc(sizeof *module);
    module->name = name_of(name);
    module->doc = keyword.doc;
    module->index = ++parse->spec->module_count;
    *parse->module_end = module;
    parse->module_end = &module->next;
    parse->module = module;
}

static struct place inside(struct token token, const char *from, size_t length)
{
    struct place at = token.at;
    at.column += (unsigned)(from - token.text);
    at.length = (unsigned)length;
    return at;
}

/* Appends what the escape at `escape` means. Returns what is behind it. */
static const char *unescape(struct text *text, struct token token, const char *escape)
{
    static const char escapes[] = "ntr\"\\", meanings[] = "\n\t\r\"\\";
    for (size_t i = 0; escapes[i]; i++)
        if (escape[1] == escapes[i]) {
            text_append(text, &meanings[i], 1);
            return escape + 2;
        }
    uint32_t character;
    size_t size = utf8_decode(escape + 1, 4, &character);
    error_at(inside(token, escape, 1 + size), "unknown escape '%.*s'; there are \\n \\t \\r \\\" and \\\\",
             (int)(1 + size), escape);
    return escape + 1 + size;
}

struct string *parse_string(struct string *string, struct token token)
{
    if (!string) {
        string = arena_alloc(sizeof *string);
        string->at = token.at;
        string->end = &string->pieces;
        text_append(&string->text, "", 0);
    }
    struct string_piece *piece = arena_alloc(sizeof *piece);
    piece->start = string->text.length;
    piece->raw = token.text + 1;
    piece->at = token.at;
    *string->end = piece;
    string->end = &piece->next;
    for (const char *c = token.text + 1; *c != '"';) {
        if (*c == '\\') {
            c = unescape(&string->text, token, c);
        } else {
            size_t plain = 1;
            while (c[plain] != '\\' && c[plain] != '"')
                plain++;
            text_append(&string->text, c, plain);
            c += plain;
        }
    }
    return string;
}

static enum level level_of(struct token token)
{
    switch (token.text[0]) {
    case 'f': return LEVEL_FATAL;
    case 'e': return LEVEL_ERROR;
    case 'w': return LEVEL_WARN;
    case 'i': return LEVEL_INFO;
    case 't': return LEVEL_TRACE;
    default: return LEVEL_DEBUG;
    }
}

/* The first token of an event is its level or, at the default level, "span" or "counter". */
static enum level level_or_default(struct token first)
{
    return first.kind == TOKEN_SEVERITY ? level_of(first) : LEVEL_DEBUG;
}

static void set_id(struct message *message, struct token id, uint32_t last)
{
    if (id.kind == 0)
        return;
    struct checked_number number = number_within(id, NUMBER_INTEGER, 1, last, "an id");
    message->id_given = number.good;
    message->id = (uint32_t)number.value;
    message->id_at = id.at;
}

static struct message *add_message(struct parse *parse, enum message_kind kind, struct token first,
                                   struct token name)
{
    struct message *message = arena_alloc(sizeof *message);
    message->kind = kind;
    message->name = name_of(name);
    message->module = parse->module;
    message->level = level_or_default(first);
    message->doc = first.doc;
    message->incomplete = parse->broken;
    parse->broken = false;
    *parse->message_end = message;
    parse->message_end = &message->next;
    parse->spec->message_count++;
    return message;
}

static void set_text(struct message *message, const struct string *string)
{
    if (!string)
        return;
    message->text = (struct name){string->text.data, string->at};
    message->pieces = string->pieces;
}

void parse_message(struct parse *parse, struct token level, struct token name, struct arguments arguments,
                   struct token id, struct string *text)
{
    struct message *message = add_message(parse, MESSAGE_PLAIN, level, name);
    message->arguments = arguments.first;
    set_id(message, id, ID_MAX);
    set_text(message, text);
}

void parse_span(struct parse *parse, struct token first, struct token name, struct arguments arguments,
                struct token id, struct string *text)
{
    struct message *begin = add_message(parse, MESSAGE_BEGIN, first, name);
    begin->arguments = arguments.first;
    set_id(begin, id, ID_MAX - 1);
    set_text(begin, text);
    struct message *end = add_message(parse, MESSAGE_END, first, name);
    end->id_given = begin->id_given;
    end->id = begin->id + 1;
    end->id_at = begin->id_at;
}

void parse_counter(struct parse *parse, struct token first, struct token name, struct type type, struct token id,
                   struct string *unit)
{
    struct message *counter = add_message(parse, MESSAGE_COUNTER, first, name);
    struct token value = {.text = "value", .at = name.at};
    counter->arguments = parse_argument(value, type, false);
    counter->unit = unit ? unit->text.data : NULL;
    set_id(counter, id, ID_MAX);
}
