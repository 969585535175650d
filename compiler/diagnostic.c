#include "diagnostic.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "arena.h"
#include "source.h"
#include "utf8.h"

#define SHOWN_COLUMNS 120u

static const struct source *shown_source;
static unsigned errors;
static bool notes_wanted; /* the diagnostic before was shown, so its notes are too */

void diagnostic_source(const struct source *source)
{
    shown_source = source;
}

unsigned error_count(void)
{
    return errors;
}

static const char *colour(const char *code)
{
    return isatty(STDERR_FILENO) ? code : "";
}

/* The part of a source line that is shown: all of it, or a window around the caret. */
struct window {
    const char *text;
    size_t length;
    size_t caret; /* offset in text */
    bool cut_left, cut_right;
};

/* One character of a line, in a form that cannot upset the terminal. */
struct glyph {
    const char *text;
    size_t size;    /* bytes taken from the line */
    size_t printed; /* bytes of text */
    unsigned width;
};

static struct glyph glyph_at(const char *line, size_t left)
{
    struct glyph glyph = {line, 1, 1, 1};
    uint32_t character;
    size_t size = utf8_decode(line, left, &character);
    if (size == 0)
        return (struct glyph){"?", 1, 1, 1};
    glyph.size = glyph.printed = size;
    glyph.width = utf8_width(character);
    bool control = character < 0x20 || (character >= 0x7F && character < 0xA0);
    if (control && character != '\t') {
        glyph.text = " ";
        glyph.printed = 1;
    }
    return glyph;
}

static bool continues_character(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

static struct window window_of(struct place at)
{
    struct window window = {0};
    window.text = source_line(shown_source, at.line, &window.length);
    window.caret = at.column - 1 < window.length ? at.column - 1 : window.length;
    if (window.length <= SHOWN_COLUMNS)
        return window;
    size_t start = window.caret > SHOWN_COLUMNS / 2 ? window.caret - SHOWN_COLUMNS / 2 : 0;
    size_t end = start + SHOWN_COLUMNS < window.length ? start + SHOWN_COLUMNS : window.length;
    while (start > 0 && continues_character(window.text[start]))
        start--;
    while (end < window.length && continues_character(window.text[end]))
        end++;
    window.cut_left = start > 0;
    window.cut_right = end < window.length;
    window.text += start;
    window.length = end - start;
    window.caret -= start;
    return window;
}

static void show_text(const struct window *window)
{
    fputs(window->cut_left ? "..." : "", stderr);
    for (size_t i = 0; i < window->length;) {
        struct glyph glyph = glyph_at(window->text + i, window->length - i);
        fwrite(glyph.text, 1, glyph.printed, stderr);
        i += glyph.size;
    }
    fputs(window->cut_right ? "...\n" : "\n", stderr);
}

/* Spaces up to the caret (tabs stay tabs), then ^~~~ under the token. */
static void show_caret(const struct window *window, unsigned length)
{
    fputs(window->cut_left ? "   " : "", stderr);
    size_t i = 0;
    while (i < window->caret) {
        struct glyph glyph = glyph_at(window->text + i, window->length - i);
        if (glyph.text[0] == '\t')
            fputc('\t', stderr);
        else
            fprintf(stderr, "%*s", (int)glyph.width, "");
        i += glyph.size;
    }
    unsigned width = 0;
    while (i < window->length && i < window->caret + length) {
        struct glyph glyph = glyph_at(window->text + i, window->length - i);
        width += glyph.width;
        i += glyph.size;
    }
    fputs(colour("\033[1;32m"), stderr);
    fputc('^', stderr);
    for (unsigned column = 1; column < width; column++)
        fputc('~', stderr);
    fprintf(stderr, "%s\n", colour("\033[0m"));
}

static void show_place(struct place at)
{
    struct window window = window_of(at);
    fprintf(stderr, "%5u | ", at.line);
    show_text(&window);
    fprintf(stderr, "%5s | ", "");
    show_caret(&window, at.length);
}

__attribute__((format(printf, 4, 0)))
static void show(const struct place *at, const char *kind, const char *kind_colour, const char *format,
                 va_list arguments)
{
    if (at)
        fprintf(stderr, "%s:%u:%u: ", shown_source->name, at->line, at->column);
    else
        fputs("plogen: ", stderr);
    fprintf(stderr, "%s%s:%s ", colour(kind_colour), kind, colour("\033[0m"));
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    if (at)
        show_place(*at);
}

void error_at(struct place at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    notes_wanted = ++errors <= SHOWN_ERRORS;
    if (notes_wanted)
        show(&at, "error", "\033[1;31m", format, arguments);
    va_end(arguments);
}

void warning_at(struct place at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    notes_wanted = true;
    show(&at, "warning", "\033[1;35m", format, arguments);
    va_end(arguments);
}

void note_at(struct place at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (notes_wanted)
        show(&at, "note", "\033[1;36m", format, arguments);
    va_end(arguments);
}

void error_general(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    errors++;
    notes_wanted = true;
    show(NULL, "error", "\033[1;31m", format, arguments);
    va_end(arguments);
}

void diagnostic_finish(void)
{
    if (errors > SHOWN_ERRORS)
        fprintf(stderr, "plogen: there are more errors; these are the first %u\n", SHOWN_ERRORS);
}
