/*
 * From the text of a spec to its model. parse_spec() is for the compiler; the rest is what the grammar's
 * actions call.
 */
#ifndef PARSE_H
#define PARSE_H

#include "lexer.h"
#include "source.h"
#include "spec.h"

/* "7" or "20..29". */
struct token_range {
    struct token first, last;
    struct token_range *next;
};

/* One option as the spec wrote it. Parts that it does not have are of kind 0. */
struct option {
    bool given;
    bool broken; /* given, but with a syntax error */
    struct token keyword, word, number, address;
    struct token_range *ranges;
};

enum option_name {
    OPTION_PROJECT, OPTION_TARGET, OPTION_PREFIX, OPTION_BUFFER, OPTION_RAM, OPTION_CLOCK, OPTION_LEVEL,
    OPTION_FILTER, OPTION_LOCK, OPTION_OPTIMIZE, OPTION_BACKTRACE, OPTION_BACKUP, OPTION_CRASH_LOOP, OPTION_INTEGRITY,
    OPTION_RESERVED, OPTION_COUNT_RECORDS, OPTION_KEEP, OPTION_CORES,
    OPTION_NAMES
};

struct parsed {
    struct option options[OPTION_NAMES];
    bool types_lost; /* a syntax error swallowed the declaration of a type */
};

/* Fills types, modules and messages of `spec`, in order of declaration, and `parsed`. Errors are told and counted;
   what had none of its own is there. */
void parse_spec(const struct source *source, struct spec *spec, struct parsed *parsed);

/* Where the lists that grow while parsing end. */
struct parse {
    struct spec *spec;
    struct parsed *parsed;
    struct module *module; /* the one being read, or NULL */
    struct token declaration; /* the first token of the option or declaration being read */
    bool broken;           /* the declaration being read had a syntax error inside */
    struct module **module_end;
    struct message **message_end;
    struct named_type **type_end;
};

struct constants {
    struct constant *first, **end;
};

struct arguments {
    struct argument *first, **end;
};

struct token_ranges {
    struct token_range *first, **end;
};

struct string {
    struct text text;
    struct place at;
    struct string_piece *pieces, **end;
};

void parse_option(struct parse *parse, struct option option);
void parse_lost(struct parse *parse);
struct token_range *parse_range(struct token first, struct token last);
struct token_ranges parse_append_range(struct token_ranges ranges, struct token_range *range);

struct constant *parse_constant(struct token name, const struct token *value);
struct constants parse_append_constant(struct constants constants, struct constant *constant);
void parse_enum(struct parse *parse, struct token keyword, struct token name, struct token base,
                struct constants constants);

struct type parse_type(struct token word, enum shape shape, const struct token *count);
struct argument *parse_argument(struct token name, struct type type, bool flow);
struct arguments parse_append_argument(struct arguments arguments, struct argument *argument);
void parse_struct(struct parse *parse, struct token keyword, struct token name, struct arguments fields);

void parse_module(struct parse *parse, struct token keyword, struct token name);
struct string *parse_string(struct string *string, struct token token);
void parse_message(struct parse *parse, struct token level, struct token name, struct arguments arguments,
                   struct token id, struct string *text);
void parse_span(struct parse *parse, struct token first, struct token name, struct arguments arguments,
                struct token id, struct string *text);
void parse_counter(struct parse *parse, struct token first, struct token name, struct type type, struct token id,
                   struct string *unit);

/* What lemon makes of grammar/plog.y. */
void *plog_parserAlloc(void *(*allocate)(size_t), struct parse *parse);
void plog_parserFree(void *parser, void (*release)(void *));
void plog_parser(void *parser, int kind, struct token token);
bool plog_parser_accepts(const void *parser, int kind);

#endif
