/*
 * Feeds the tokens to the parser, and tells syntax errors. A token that the parser cannot take is never fed to
 * it: the error is told from the parser's own state, then tokens are skipped up to where the parser can go on.
 */
#include "parse.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "diagnostic.h"
#include "plog_tokens.h"

struct reader {
    struct lexer lexer;
    struct parse parse;
    void *parser;
    struct token previous;   /* the last one the parser took */
    struct token block;      /* the first token of the declaration whose block is being read */
    struct token open_brace; /* of that block */
};

static bool accepts(const struct reader *reader, int kind)
{
    return plog_parser_accepts(reader->parser, kind);
}

/* Where a declaration begins, no name can stand. */
static bool at_declaration(const struct reader *reader)
{
    return !accepts(reader, TOKEN_WORD) && accepts(reader, TOKEN_SEVERITY);
}

static void feed(struct reader *reader, struct token token)
{
    bool begins = at_declaration(reader);
    if (token.kind == TOKEN_OPEN_BRACE) {
        reader->block = reader->parse.declaration;
        reader->open_brace = token;
    }
    plog_parser(reader->parser, token.kind, token); /* may still act on the declaration before */
    if (begins)
        reader->parse.declaration = token;
    reader->previous = token;
}

/* Right behind the last token. */
static struct place behind(struct token token)
{
    struct place at = token.at;
    at.column += at.length;
    at.length = 1;
    return at;
}

/* Feeds a token that the spec left out, if the parser can take it. */
static bool feed_missing(struct reader *reader, int kind)
{
    if (!accepts(reader, kind))
        return false;
    struct token token = {.kind = kind, .text = "", .at = behind(reader->previous)};
    plog_parser(reader->parser, kind, token);
    return true;
}

/* The words that begin a declaration or an option. */
static const struct {
    int kind;
    const char *text;
} beginnings[] = {
    {TOKEN_PROJECT, "project"},     {TOKEN_TARGET, "target"},       {TOKEN_PREFIX, "prefix"},
    {TOKEN_BUFFER, "buffer"},       {TOKEN_RAM, "ram"},             {TOKEN_CLOCK, "clock"},
    {TOKEN_LEVEL, "level"},         {TOKEN_FILTER, "filter"},       {TOKEN_LOCK, "lock"},
    {TOKEN_OPTIMIZE, "optimize"},   {TOKEN_BACKTRACE, "backtrace"}, {TOKEN_BACKUP, "backup"}, {TOKEN_CRASH_LOOP, "crash_loop"},
    {TOKEN_INTEGRITY, "integrity"}, {TOKEN_RESERVED, "reserved"},   {TOKEN_COUNT, "count"},
    {TOKEN_KEEP, "keep"},           {TOKEN_CORES, "cores"},
    {TOKEN_ENUM, "enum"},           {TOKEN_FLAGS, "flags"},         {TOKEN_STRUCT, "struct"},
    {TOKEN_MODULE, "module"},       {TOKEN_SPAN, "span"},           {TOKEN_COUNTER, "counter"},
    {TOKEN_SEVERITY, "fatal"},      {TOKEN_SEVERITY, "error"},      {TOKEN_SEVERITY, "warn"},
    {TOKEN_SEVERITY, "info"},       {TOKEN_SEVERITY, "debug"},      {TOKEN_SEVERITY, "trace"},
};
#define BEGINNINGS (sizeof beginnings / sizeof *beginnings)

static bool begins_declaration(int kind)
{
    for (size_t i = 0; i < BEGINNINGS; i++)
        if (beginnings[i].kind == kind)
            return true;
    return false;
}

/* What a name would mean behind the token before it. */
static const char *meaning_of_name(int previous)
{
    switch (previous) {
    case TOKEN_COLON:
    case TOKEN_FIXED: return "a type";
    case TOKEN_TARGET: return "a target";
    case TOKEN_CLOCK: return "'none', 'cycles', 'tick', 'ns' or 'user'";
    case TOKEN_LEVEL:
    case TOKEN_KEEP: return "a level";
    case TOKEN_FILTER: return "'none' or 'runtime'";
    case TOKEN_LOCK: return "'irq', 'basepri', 'none' or 'user'";
    case TOKEN_OPTIMIZE: return "'size' or 'speed'";
    case TOKEN_INTEGRITY: return "'none', 'check8', 'check16' or 'ecc'";
    case TOKEN_RAM: return "'ecc'";
    case TOKEN_NUMBER: return "'overwrite' or 'drop'";
    default: return "a name";
    }
}

struct expected {
    const char *words[TOKEN_CLOSE_BRACE + 1];
    unsigned count;
};

static void expect(const struct reader *reader, struct expected *expected, int kind, const char *words)
{
    if (accepts(reader, kind))
        expected->words[expected->count++] = words;
}

/* All that could stand here, in people's words. */
static const char *expected_words(const struct reader *reader)
{
    struct expected expected = {0};
    if (accepts(reader, TOKEN_PROJECT) && !accepts(reader, TOKEN_WORD))
        return "an option or a declaration";
    if (accepts(reader, TOKEN_WORD)) {
        expect(reader, &expected, TOKEN_WORD, meaning_of_name(reader->previous.kind));
    } else {
        expect(reader, &expected, TOKEN_SEVERITY, "a level");
        expect(reader, &expected, TOKEN_SPAN, "'span'");
        expect(reader, &expected, TOKEN_COUNTER, "'counter'");
        expect(reader, &expected, TOKEN_AT, "'at'");
    }
    expect(reader, &expected, TOKEN_UP_TO, "'<='");
    expect(reader, &expected, TOKEN_NUMBER, "a number");
    expect(reader, &expected, TOKEN_OPEN, "'('");
    expect(reader, &expected, TOKEN_OPEN_BRACKET, "'['");
    expect(reader, &expected, TOKEN_CLOSE_BRACKET, "']'");
    expect(reader, &expected, TOKEN_COLON, "':'");
    expect(reader, &expected, TOKEN_EQUALS, "'='");
    expect(reader, &expected, TOKEN_DOTS, "'..'");
    expect(reader, &expected, TOKEN_STRING, "a string");
    expect(reader, &expected, TOKEN_COMMA, "','");
    expect(reader, &expected, TOKEN_CLOSE, "')'");
    expect(reader, &expected, TOKEN_OPEN_BRACE, "'{'");
    expect(reader, &expected, TOKEN_CLOSE_BRACE, "'}'");
    expect(reader, &expected, TOKEN_SEMICOLON, "';'");
    struct text list = {0};
    for (unsigned i = 0; i < expected.count; i++)
        text_printf(&list, "%s%s", i == 0 ? "" : i + 1 < expected.count ? ", " : " or ", expected.words[i]);
    return list.data;
}

/* What other loggers call the levels. */
static const char *level_elsewhere(const char *word)
{
    static const char *const levels[][2] = {
        {"err", "error"}, {"critical", "fatal"}, {"crit", "fatal"}, {"alert", "fatal"}, {"emerg", "fatal"}, {"panic", "fatal"},
        {"notice", "info"}, {"verbose", "trace"},
    };
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++)
        if (strcmp(levels[i][0], word) == 0)
            return levels[i][1];
    return NULL;
}

static void tell_unknown_word(struct token token)
{
    struct suggestion suggestion = suggestion_for(token.text);
    const char *level = level_elsewhere(token.text);
    if (level) {
        error_at(token.at, "unknown option or declaration '%s'; the level is called '%s'", token.text, level);
        return;
    }
    for (size_t i = 0; i < BEGINNINGS; i++)
        suggestion_try(&suggestion, beginnings[i].text);
    error_at(token.at, "unknown option or declaration '%s'%s", token.text,
             suggestion.best ? did_you_mean(&suggestion) : "; a message begins with its level, as in \"info started;\"");
}

static void tell_not_in_module(const struct reader *reader, struct token token)
{
    error_at(token.at, "'%s' cannot stand in a module; move it out", token.text);
    note_at(reader->block.at, "the module begins here");
}

static bool is_unit(const char *word)
{
    static const char *const units[] = {"Hz", "kHz", "MHz", "GHz", "K", "M", NULL};
    for (const char *const *unit = units; *unit; unit++)
        if (strcmp(word, *unit) == 0)
            return true;
    return false;
}

/* What is written otherwise elsewhere: "72 MHz", "u8 rpm", "};". Returns what to add to the message. */
static const char *habit(const struct reader *reader, struct token token)
{
    if (token.kind == TOKEN_WORD && reader->previous.kind == TOKEN_NUMBER && is_unit(token.text))
        return arena_printf("; a unit stands right behind its number: %s%s", reader->previous.text, token.text);
    if (token.kind == TOKEN_WORD && is_unit(reader->previous.text) && accepts(reader, TOKEN_AT))
        return "; a unit stands right behind its number, as in 2K";
    if (token.kind == TOKEN_OPEN_BRACE && accepts(reader, TOKEN_COLON))
        return "; enum and flags have a base, as in enum mode : u8 {";
    if (token.kind != TOKEN_COLON && accepts(reader, TOKEN_COLON))
        return "; it is written NAME: TYPE, as in rpm: i16";
    if (token.kind == TOKEN_SEMICOLON && accepts(reader, TOKEN_COMMA) && accepts(reader, TOKEN_CLOSE_BRACE))
        return "; constants are separated by ','";
    if (token.kind == TOKEN_COMMA && accepts(reader, TOKEN_SEMICOLON) && accepts(reader, TOKEN_OPEN_BRACKET))
        return "; a field ends with ';'";
    if (token.kind == TOKEN_CLOSE_BRACKET && accepts(reader, TOKEN_UP_TO))
        return "; as in u8[4], or u8[<=4] for 4 at most";
    if (token.kind == TOKEN_SEMICOLON && reader->previous.kind == TOKEN_CLOSE_BRACE)
        return "; none is needed behind '}'";
    return "";
}

static void tell_syntax_error(const struct reader *reader, struct token token)
{
    const char *expected = expected_words(reader);
    if (at_declaration(reader) && token.kind == TOKEN_WORD) {
        tell_unknown_word(token);
    } else if (at_declaration(reader) && begins_declaration(token.kind)) {
        tell_not_in_module(reader, token);
    } else if (token.kind == 0) {
        error_at(behind(reader->previous), "expected %s, but the file ends here", expected);
        if (accepts(reader, TOKEN_CLOSE_BRACE))
            note_at(reader->open_brace.at, "this '{' is not closed");
    } else if (token.kind == TOKEN_STRING) {
        error_at(token.at, "expected %s, found a string", expected);
    } else {
        error_at(token.at, "expected %s, found '%s'%s", expected, token.text, habit(reader, token));
    }
}

/* Closes what is open so that the parser can take a token that only stands outside of it. */
static void close_for(struct reader *reader, int kind)
{
    if (!accepts(reader, kind))
        feed_missing(reader, TOKEN_CLOSE);
    if (!accepts(reader, kind))
        feed_missing(reader, TOKEN_SEMICOLON);
    if (kind == 0)
        feed_missing(reader, TOKEN_CLOSE_BRACE);
}

/* How deep the skipped tokens are nested in brackets of their own. */
struct nesting {
    unsigned braces, parentheses;
};

/* Whether the parser can go on with `token`, after closing what is open. */
static bool resumes_at(struct reader *reader, struct nesting nesting, struct token token)
{
    if (token.kind == 0)
        return true;
    if (nesting.braces > 0)
        return false;
    bool ends = token.kind == TOKEN_SEMICOLON || token.kind == TOKEN_CLOSE_BRACE;
    bool begins = token.first_on_line && begins_declaration(token.kind);
    if (ends || begins) {
        close_for(reader, token.kind);
        return accepts(reader, token.kind);
    }
    bool separates = token.kind == TOKEN_COMMA || token.kind == TOKEN_CLOSE;
    return separates && nesting.parentheses == 0 && accepts(reader, token.kind);
}

static void follow(struct nesting *nesting, int kind)
{
    switch (kind) {
    case TOKEN_OPEN_BRACE: nesting->braces++; break;
    case TOKEN_CLOSE_BRACE: nesting->braces -= nesting->braces > 0; break;
    case TOKEN_OPEN: nesting->parentheses++; break;
    case TOKEN_CLOSE: nesting->parentheses -= nesting->parentheses > 0; break;
    default: break;
    }
}

/* Has the parser drop what it was reading, and returns the next token that it can take. */
static struct token recover(struct reader *reader, struct token token)
{
    plog_parser(reader->parser, TOKEN_BAD, (struct token){.kind = TOKEN_BAD, .at = token.at});
    struct nesting nesting = {0};
    while (!resumes_at(reader, nesting, token)) {
        bool in_block = nesting.braces > 0;
        follow(&nesting, token.kind);
        bool block_ended = in_block && nesting.braces == 0;
        token = lexer_next(&reader->lexer);
        if (block_ended && feed_missing(reader, TOKEN_SEMICOLON))
            break;
    }
    return token;
}

/* The most common slip. A ';' is missing for sure where the next line or declaration begins, or a '}' stands. */
static bool supply_semicolon(struct reader *reader, struct token token)
{
    bool next = token.first_on_line || begins_declaration(token.kind);
    bool ends = token.kind == TOKEN_CLOSE_BRACE || token.kind == 0;
    if (!(next || ends) || !accepts(reader, TOKEN_SEMICOLON))
        return false;
    error_at(behind(reader->previous), "missing ';'");
    return feed_missing(reader, TOKEN_SEMICOLON);
}

/* A declaration that begins no further right than the one whose block is open is taken to stand outside of it. */
static bool supply_brace(struct reader *reader, struct token token)
{
    bool outside = token.first_on_line && token.at.column <= reader->block.at.column;
    if (!outside || !begins_declaration(token.kind) || !accepts(reader, TOKEN_CLOSE_BRACE))
        return false;
    error_at(behind(reader->previous), "missing '}'");
    note_at(reader->open_brace.at, "this '{' is not closed");
    return feed_missing(reader, TOKEN_CLOSE_BRACE);
}

/* Returns the token to go on with: one that the parser can take, as far as there is one. */
static struct token mend(struct reader *reader, struct token token)
{
    if (token.kind != TOKEN_BAD) {
        if (supply_semicolon(reader, token) || supply_brace(reader, token))
            return token;
        tell_syntax_error(reader, token);
    }
    return recover(reader, token);
}

/* Up to the end, or until nothing more can be read. */
static void read_tokens(struct reader *reader)
{
    struct token token;
    do {
        token = lexer_next(&reader->lexer);
        while (!accepts(reader, token.kind)) {
            token = mend(reader, token);
            if (token.kind == 0)
                close_for(reader, 0);
            if (token.kind == 0 && !accepts(reader, 0))
                return;
        }
        feed(reader, token);
    } while (token.kind != 0);
}

void parse_spec(const struct source *source, struct spec *spec, struct parsed *parsed)
{
    struct reader reader = {.parse = {
        .spec = spec,
        .parsed = parsed,
        .module_end = &spec->modules,
        .message_end = &spec->messages,
        .type_end = &spec->types,
    }};
    lexer_start(&reader.lexer, source->text);
    reader.parser = plog_parserAlloc(malloc, &reader.parse);
    if (reader.parser) {
        read_tokens(&reader);
        plog_parserFree(reader.parser, free);
    } else {
        error_general("out of memory");
    }
}
