/* Texts: each placeholder names an argument and formats it rightly, and each argument is shown. */
#include <string.h>

#include "check.h"
#include "diagnostic.h"
#include "format.h"

#define SHOWN_MAX 64 /* as many arguments as a message can have, see check_names.c */

struct checker {
    const struct message *message;
    bool shown[SHOWN_MAX];
};

/* How many bytes of the spec stand for the next byte of the text. */
static unsigned raw_size(const char *raw)
{
    return raw[0] == '\\' ? 2 : 1;
}

/* Where bytes of the unescaped text stand in the spec. */
static struct place place_in(const struct message *message, size_t offset, size_t length)
{
    const struct string_piece *piece = message->pieces;
    while (piece->next && piece->next->start <= offset)
        piece = piece->next;
    const char *raw = piece->raw;
    for (size_t i = piece->start; i < offset && *raw != '"'; i++)
        raw += raw_size(raw);
    struct place at = piece->at;
    at.column += 1 + (unsigned)(raw - piece->raw);
    at.length = 0;
    for (size_t i = 0; i < length && raw[at.length] != '"'; i++)
        at.length += raw_size(raw + at.length);
    if (at.length == 0)
        at.length = 1;
    return at;
}

/* A piece of the text, by its offset. */
struct span {
    size_t start, length;
};

static struct place place_of(const struct checker *checker, struct span span)
{
    return place_in(checker->message, span.start, span.length);
}

static const char *text_of(const struct checker *checker, struct span span)
{
    return arena_copy(checker->message->text.text + span.start, span.length);
}

/* The argument or field of this name, or NULL. */
static const struct argument *find(const struct argument *first, const char *name)
{
    while (first && strcmp(first->name.text, name) != 0)
        first = first->next;
    return first;
}

static void tell_unknown(const struct checker *checker, struct span span, const struct argument *first,
                         const char *what)
{
    const char *name = text_of(checker, span);
    struct suggestion suggestion = suggestion_for(name);
    for (const struct argument *one = first; one; one = one->next)
        suggestion_try(&suggestion, one->name.text);
    error_at(place_of(checker, span), "%s '%s'%s", what, name,
             suggestion.best || !first ? did_you_mean(&suggestion) : arena_printf("; the first one is '%s'", first->name.text));
}

static const struct argument *find_argument(struct checker *checker, struct span span)
{
    const struct argument *first = checker->message->arguments;
    const struct argument *found = find(first, text_of(checker, span));
    unsigned index = 0;
    for (const struct argument *argument = first; found && argument != found; argument = argument->next)
        index++;
    if (found && index < SHOWN_MAX)
        checker->shown[index] = true;
    if (!found && !checker->message->incomplete)
        tell_unknown(checker, span, first, "there is no argument");
    return found;
}

static const struct argument *find_field(struct checker *checker, const struct argument *owner, struct span span)
{
    const struct type *type = &owner->type;
    if (type->basic != BASIC_NAMED || type->named->kind != NAMED_STRUCT) {
        error_at(place_of(checker, span), "'%s' is no struct, so it has no fields", owner->name.text);
        return NULL;
    }
    if (type->shape != SHAPE_ONE) {
        error_at(place_of(checker, span), "'%s' is an array; only the whole array can be shown", owner->name.text);
        return NULL;
    }
    const struct argument *field = find(type->named->fields, text_of(checker, span));
    if (!field && !type->named->incomplete)
        tell_unknown(checker, span, type->named->fields, "there is no field");
    return field;
}

static bool is_name(const char *text, size_t length)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";
    return length > 0 && strspn(text, letters) >= length;
}

/* "name" or "name.field.field". Returns what it names, or NULL after a diagnostic. */
static const struct argument *resolve_path(struct checker *checker, struct span path)
{
    const char *text = checker->message->text.text;
    const struct argument *found = NULL;
    size_t end = path.start + path.length;
    for (size_t start = path.start; start <= end;) {
        struct span part = {start, 0};
        while (start + part.length < end && text[start + part.length] != '.')
            part.length++;
        if (!is_name(text + start, part.length)) {
            error_at(place_of(checker, path), "a placeholder is written {name}, {name.field} or {name:format}; "
                     "write {{ for a brace");
            return NULL;
        }
        found = start == path.start ? find_argument(checker, part) : find_field(checker, found, part);
        if (!found)
            return NULL;
        start += part.length + 1;
    }
    return found;
}

/* The bytes between the braces. */
static void check_placeholder(struct checker *checker, struct span inside)
{
    const char *text = checker->message->text.text + inside.start;
    const char *colon = memchr(text, ':', inside.length);
    struct span path = {inside.start, colon ? (size_t)(colon - text) : inside.length};
    const struct argument *shown = resolve_path(checker, path);
    if (!shown || !colon)
        return;
    size_t start = path.start + path.length + 1, size = inside.length - path.length - 1;
    size_t at, length;
    const char *wrong = format_check(colon + 1, size, format_kind_of(&shown->type), &at, &length);
    if (wrong)
        error_at(place_in(checker->message, start + at, length), "%s", wrong);
}

/* Checks the placeholder that begins at `open`. Returns the offset behind it. */
static size_t check_braces(struct checker *checker, size_t open)
{
    const char *text = checker->message->text.text;
    size_t length = strcspn(text + open + 1, "{}");
    if (text[open + 1 + length] != '}') {
        error_at(place_in(checker->message, open, 1), "this '{' is not closed; write {{ for a brace");
        return open + 1 + length;
    }
    check_placeholder(checker, (struct span){open + 1, length});
    return open + length + 2;
}

/* Finding the place of an error takes a walk along the text, so none is looked for that would not be shown. */
static void check_text(struct checker *checker)
{
    const char *text = checker->message->text.text;
    for (size_t i = 0; text[i] && error_count() <= SHOWN_ERRORS;) {
        bool doubled = text[i] == text[i + 1];
        if (text[i] == '{' && !doubled) {
            i = check_braces(checker, i);
        } else if (text[i] == '}' && !doubled) {
            error_at(place_in(checker->message, i, 1), "a single '}'; write }} for a brace");
            i++;
        } else {
            i += text[i] == '{' || text[i] == '}' ? 2 : 1;
        }
    }
}

/* An argument with "flow" is there to link records, so it need not be shown. */
static void warn_about_hidden(const struct checker *checker)
{
    unsigned index = 0;
    for (const struct argument *argument = checker->message->arguments; argument; argument = argument->next, index++)
        if (index < SHOWN_MAX && !checker->shown[index] && !argument->flow)
            warning_at(argument->name.at, "argument '%s' is never shown in the text; {%s} shows it", argument->name.text, argument->name.text);
}

/* A unit is no text with placeholders: its braces are doubled to stand for themselves. */
static void add_unit(struct text *text, const char *unit)
{
    if (unit)
        text_puts(text, " ");
    for (; unit && *unit; unit++)
        text_append(text, *unit == '{' ? "{{" : *unit == '}' ? "}}" : unit, *unit == '{' || *unit == '}' ? 2 : 1);
}

static const char *default_text(const struct message *message)
{
    struct text text = {0};
    if (message->kind == MESSAGE_COUNTER) {
        text_printf(&text, "%s = {value}", message->name.text);
        add_unit(&text, message->unit);
        return text.data;
    }
    static const char *const endings[] = {"", " begin", " end"}; /* by enum message_kind */
    text_printf(&text, "%s%s", message->name.text, endings[message->kind]);
    for (const struct argument *argument = message->arguments; argument; argument = argument->next)
        text_printf(&text, " %s={%s}", argument->name.text, argument->name.text);
    return text.data;
}

void check_texts(struct spec *spec)
{
    for (struct message *message = spec->messages; message; message = message->next) {
        if (!message->pieces) {
            message->text = (struct name){default_text(message), message->name.at};
            continue;
        }
        unsigned errors = error_count();
        struct checker checker = {.message = message};
        check_text(&checker);
        if (error_count() == errors)
            warn_about_hidden(&checker);
    }
}
