/*
 * The words of a .plog file. The text is valid UTF-8 and ends with a NUL (see source.h), so every rule stops there.
 */
#include "lexer.h"

#include <string.h>

#include "arena.h"
#include "diagnostic.h"
#include "plog_tokens.h"

void lexer_start(struct lexer *lexer, const char *text)
{
    *lexer = (struct lexer){.cursor = text, .line_start = text, .line = 1};
}

static struct place place_from(const struct lexer *lexer, const char *start)
{
    struct place at = {lexer->line, (unsigned)(start - lexer->line_start) + 1, 1};
    if (lexer->cursor > start)
        at.length = (unsigned)(lexer->cursor - start);
    return at;
}

static void new_line(struct lexer *lexer)
{
    lexer->line++;
    lexer->line_start = lexer->cursor;
    lexer->token_on_line = false;
}

/* A "///" line joins those before it. One space after the slashes does not count. */
static void add_doc(struct lexer *lexer, const char *start)
{
    start += 3;
    size_t length = (size_t)(lexer->cursor - start);
    if (length > 0 && start[0] == ' ') {
        start++;
        length--;
    }
    while (length > 0 && (start[length - 1] == '\r' || start[length - 1] == ' '))
        length--;
    if (lexer->doc.data)
        text_puts(&lexer->doc, "\n");
    text_append(&lexer->doc, start, length);
}

static void skip_block_comment(struct lexer *lexer, const char *start)
{
    struct place at = place_from(lexer, start);
    for (; *lexer->cursor; lexer->cursor++) {
        if (lexer->cursor[0] == '*' && lexer->cursor[1] == '/') {
            lexer->cursor += 2;
            return;
        }
        if (lexer->cursor[0] == '\n') {
            lexer->cursor++;
            new_line(lexer);
            lexer->cursor--;
        }
    }
    error_at(at, "this comment is never closed; end it with '*/'");
}

/* What those who write another language meant, and how it is said here. */
static const char *character_advice(char character)
{
    switch (character) {
    case '\'': return "; a string stands in double quotes";
    case '#':  return "; a comment begins with //, and a spec is one file";
    case '*':  return "; there are no pointers: a text is str[16], bytes are bytes[<=16], an address is ptr";
    case '@':  return "; an address stands behind 'at'";
    default:   return "";
    }
}

static struct token make_token(struct lexer *lexer, int kind, const char *start)
{
    struct token token = {.kind = kind, .at = place_from(lexer, start), .first_on_line = !lexer->token_on_line};
    token.text = arena_copy(start, (size_t)(lexer->cursor - start));
    token.doc = lexer->doc.data;
    lexer->doc = (struct text){0};
    lexer->token_on_line = true;
    return token;
}

struct token lexer_next(struct lexer *lexer)
{
    const char *start, *marker;
    int kind;
    for (;;) {
        start = lexer->cursor;
/*!re2c
        re2c:define:YYCTYPE = "unsigned char";
        re2c:define:YYCURSOR = "lexer->cursor";
        re2c:define:YYMARKER = marker;
        re2c:yych:conversion = 1;
        re2c:yyfill:enable = 0;

        letter = [A-Za-z_\x80-\xff];
        word   = letter (letter | [0-9])* ("-" (letter | [0-9])+)*;
        number = "-"? [0-9] (letter | [0-9])* ("." [0-9] (letter | [0-9])*)?;
        piece  = [^"\\\r\n\x00] | "\\" [^\r\n\x00];

        "\x00"                    { lexer->cursor = start; kind = 0; break; }
        [ \t\r\f\v]+              { continue; }
        "\n"                      { new_line(lexer); continue; }
        "///" ([^/\n\x00] [^\n\x00]*)? { add_doc(lexer, start); continue; }
        "//" [^\n\x00]*           { continue; }
        "/*"                      { skip_block_comment(lexer, start); continue; }

        "project"   { kind = TOKEN_PROJECT; break; }
        "target"    { kind = TOKEN_TARGET; break; }
        "prefix"    { kind = TOKEN_PREFIX; break; }
        "buffer"    { kind = TOKEN_BUFFER; break; }
        "keep"      { kind = TOKEN_KEEP; break; }
        "cores"     { kind = TOKEN_CORES; break; }
        "ram"       { kind = TOKEN_RAM; break; }
        "clock"     { kind = TOKEN_CLOCK; break; }
        "level"     { kind = TOKEN_LEVEL; break; }
        "filter"    { kind = TOKEN_FILTER; break; }
        "lock"      { kind = TOKEN_LOCK; break; }
        "optimize"  { kind = TOKEN_OPTIMIZE; break; }
        "backtrace" { kind = TOKEN_BACKTRACE; break; }
        "crash_loop" { kind = TOKEN_CRASH_LOOP; break; }
        "backup"    { kind = TOKEN_BACKUP; break; }
        "integrity" { kind = TOKEN_INTEGRITY; break; }
        "reserved"  { kind = TOKEN_RESERVED; break; }
        "count"     { kind = TOKEN_COUNT; break; }
        "at"        { kind = TOKEN_AT; break; }
        "enum"      { kind = TOKEN_ENUM; break; }
        "flags"     { kind = TOKEN_FLAGS; break; }
        "struct"    { kind = TOKEN_STRUCT; break; }
        "module"    { kind = TOKEN_MODULE; break; }
        "span"      { kind = TOKEN_SPAN; break; }
        "counter"   { kind = TOKEN_COUNTER; break; }
        "flow"      { kind = TOKEN_FLOW; break; }
        "fixed"     { kind = TOKEN_FIXED; break; }
        "fatal" | "error" | "warn" | "info" | "debug" | "trace" { kind = TOKEN_SEVERITY; break; }

        word        { kind = TOKEN_WORD; break; }
        number      { kind = TOKEN_NUMBER; break; }
        "\"" piece* "\"" { kind = TOKEN_STRING; break; }
        "\"" piece* {
            error_at(place_from(lexer, start), "this string is not closed; end it with '\"' on the same line");
            kind = TOKEN_BAD;
            break;
        }

        ";"  { kind = TOKEN_SEMICOLON; break; }
        ","  { kind = TOKEN_COMMA; break; }
        ":"  { kind = TOKEN_COLON; break; }
        "="  { kind = TOKEN_EQUALS; break; }
        "<=" { kind = TOKEN_UP_TO; break; }
        ".." { kind = TOKEN_DOTS; break; }
        "("  { kind = TOKEN_OPEN; break; }
        ")"  { kind = TOKEN_CLOSE; break; }
        "["  { kind = TOKEN_OPEN_BRACKET; break; }
        "]"  { kind = TOKEN_CLOSE_BRACKET; break; }
        "{"  { kind = TOKEN_OPEN_BRACE; break; }
        "}"  { kind = TOKEN_CLOSE_BRACE; break; }
        [\x01-\x1f\x7f] {
            error_at(place_from(lexer, start), "unexpected control character 0x%02X", (unsigned)*start);
            kind = TOKEN_BAD;
            break;
        }
        *    {
            error_at(place_from(lexer, start), "unexpected character '%c'%s", *start, character_advice(*start));
            kind = TOKEN_BAD;
            break;
        }
*/
    }
    return make_token(lexer, kind, start);
}
