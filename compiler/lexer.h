/* Cuts a spec into tokens; grammar/plog.re becomes its code. */
#ifndef LEXER_H
#define LEXER_H

#include <stdbool.h>

#include "arena.h"
#include "spec.h"

struct token {
    int kind;           /* TOKEN_..., 0 at the end */
    const char *text;   /* as the spec wrote it, NUL-terminated */
    const char *doc;    /* the "///" lines before it, or NULL */
    struct place at;
    bool first_on_line;
};

struct lexer {
    const char *cursor, *line_start;
    unsigned line;
    bool token_on_line;
    struct text doc;
};

void lexer_start(struct lexer *lexer, const char *text);
struct token lexer_next(struct lexer *lexer);

#endif
