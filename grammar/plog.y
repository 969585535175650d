/*
 * The grammar of .plog files. The actions only build the model (spec.h) and the list of options; what the words
 * mean is checked later (check.h). How errors are told and what is skipped after one is in compiler/parse.c.
 */
%name plog_parser
%token_prefix TOKEN_
%token_type {struct token}
%default_type {struct token}
%extra_context {struct parse *parse}
%include {
#include "parse.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>
}

/* Never written in a spec: what the lexer could not read, and what parse.c feeds to begin the recovery. */
%token BAD.

/* Every keyword may also be the name of an argument, a message, a constant. */
%fallback WORD PROJECT TARGET PREFIX BUFFER KEEP CORES RAM CLOCK LEVEL FILTER LOCK OPTIMIZE BACKTRACE BACKUP CRASH_LOOP INTEGRITY
    RESERVED COUNT AT ENUM FLAGS STRUCT MODULE SPAN COUNTER FLOW FIXED SEVERITY.

spec ::= items.

items ::= .
items ::= items item.

item ::= option(O) SEMICOLON.
    { parse_option(parse, O); }
item ::= enum.
item ::= struct.
item ::= module.
item ::= event.
item ::= error SEMICOLON.
    { parse_lost(parse); }

/* Options. Each is a keyword with words and numbers behind it. */

%type option {struct option}
%token_class word_option PROJECT|TARGET|PREFIX|LEVEL|FILTER|OPTIMIZE|INTEGRITY.
%token_class number_option BACKTRACE|BACKUP|CORES|CRASH_LOOP.
%token_class pair_option CLOCK|KEEP|LOCK|RAM.

option(O) ::= word_option(K) WORD(W).
    { O = (struct option){.keyword = K, .word = W}; }
option(O) ::= number_option(K) NUMBER(N).
    { O = (struct option){.keyword = K, .number = N}; }
option(O) ::= pair_option(K) WORD(W).
    { O = (struct option){.keyword = K, .word = W}; }
option(O) ::= pair_option(K) WORD(W) NUMBER(N).
    { O = (struct option){.keyword = K, .word = W, .number = N}; }
option(O) ::= BUFFER(K) NUMBER(S) WORD(M).
    { O = (struct option){.keyword = K, .word = M, .number = S}; }
option(O) ::= BUFFER(K) NUMBER(S) WORD(M) AT NUMBER(A).
    { O = (struct option){.keyword = K, .word = M, .number = S, .address = A}; }
option(O) ::= COUNT(K).
    { O = (struct option){.keyword = K}; }
option(O) ::= RESERVED(K) id_ranges(R).
    { O = (struct option){.keyword = K, .ranges = R.first}; }

%type id_ranges {struct token_ranges}
%type id_range {struct token_range *}
id_ranges(L) ::= id_range(R).
    { L = parse_append_range((struct token_ranges){0}, R); }
id_ranges(L) ::= id_ranges(R) COMMA id_range(N).
    { L = parse_append_range(R, N); }
id_range(R) ::= NUMBER(N).
    { R = parse_range(N, N); }
id_range(R) ::= NUMBER(F) DOTS NUMBER(L).
    { R = parse_range(F, L); }

/* Types. */

%token_class enum_or_flags ENUM|FLAGS.
%type constants {struct constants}
%type constant {struct constant *}
enum ::= enum_or_flags(K) WORD(N) COLON WORD(B) OPEN_BRACE constants(C) CLOSE_BRACE.
    { parse_enum(parse, K, N, B, C); }
enum ::= enum_or_flags(K) WORD(N) COLON WORD(B) OPEN_BRACE constants(C) COMMA CLOSE_BRACE.
    { parse_enum(parse, K, N, B, C); }
constants(L) ::= constant(C).
    { L = parse_append_constant((struct constants){0}, C); }
constants(L) ::= constants(R) COMMA constant(C).
    { L = parse_append_constant(R, C); }
constant(C) ::= WORD(N).
    { C = parse_constant(N, NULL); }
constant(C) ::= WORD(N) EQUALS NUMBER(V).
    { C = parse_constant(N, &V); }
constant(C) ::= error.
    { C = NULL; parse->broken = true; }

%type fields {struct arguments}
%type field {struct argument *}
struct ::= STRUCT(K) WORD(N) OPEN_BRACE fields(F) CLOSE_BRACE.
    { parse_struct(parse, K, N, F); }
fields(L) ::= field(F).
    { L = parse_append_argument((struct arguments){0}, F); }
fields(L) ::= fields(R) field(F).
    { L = parse_append_argument(R, F); }
field(F) ::= WORD(N) COLON type(T) SEMICOLON.
    { F = parse_argument(N, T, false); }
field(F) ::= error SEMICOLON.
    { F = NULL; parse->broken = true; }

%type type {struct type}
%type fixable {struct type}
type(T) ::= fixable(F).
    { T = F; }
type(T) ::= FIXED fixable(F).
    { T = F; T.fixed = true; }
fixable(T) ::= WORD(W).
    { T = parse_type(W, SHAPE_ONE, NULL); }
fixable(T) ::= WORD(W) OPEN_BRACKET NUMBER(N) CLOSE_BRACKET.
    { T = parse_type(W, SHAPE_EXACTLY, &N); }
fixable(T) ::= WORD(W) OPEN_BRACKET UP_TO NUMBER(N) CLOSE_BRACKET.
    { T = parse_type(W, SHAPE_UP_TO, &N); }

/* Modules and what is logged. */

module ::= module_head OPEN_BRACE module_items CLOSE_BRACE.
    { parse->module = NULL; }
module_head ::= MODULE(K) WORD(N).
    { parse_module(parse, K, N); }
module_items ::= .
module_items ::= module_items event.
module_items ::= module_items error SEMICOLON.
    { parse_lost(parse); }

%type event {int}
%type arguments {struct arguments}
%type argument_list {struct arguments}
%type argument {struct argument *}
%type text {struct string *}
%type strings {struct string *}

event ::= SEVERITY(L) WORD(N) arguments(A) id(I) text(T) SEMICOLON.
    { parse_message(parse, L, N, A, I, T); }
event ::= SPAN(K) WORD(N) arguments(A) id(I) text(T) SEMICOLON.
    { parse_span(parse, K, N, A, I, T); }
event ::= SEVERITY(L) SPAN WORD(N) arguments(A) id(I) text(T) SEMICOLON.
    { parse_span(parse, L, N, A, I, T); }
event ::= COUNTER(K) WORD(N) COLON type(T) id(I) text(U) SEMICOLON.
    { parse_counter(parse, K, N, T, I, U); }
event ::= SEVERITY(L) COUNTER WORD(N) COLON type(T) id(I) text(U) SEMICOLON.
    { parse_counter(parse, L, N, T, I, U); }

arguments(A) ::= .
    { A = (struct arguments){0}; }
arguments(A) ::= OPEN CLOSE.
    { A = (struct arguments){0}; }
arguments(A) ::= OPEN argument_list(L) CLOSE.
    { A = L; }
argument_list(L) ::= argument(A).
    { L = parse_append_argument((struct arguments){0}, A); }
argument_list(L) ::= argument_list(R) COMMA argument(A).
    { L = parse_append_argument(R, A); }
argument(A) ::= WORD(N) COLON type(T).
    { A = parse_argument(N, T, false); }
argument(A) ::= FLOW WORD(N) COLON type(T).
    { A = parse_argument(N, T, true); }
argument(A) ::= FLOW(N) COLON type(T).
    { A = parse_argument(N, T, false); }
argument(A) ::= error.
    { A = NULL; parse->broken = true; }

id(I) ::= .
    { I = (struct token){0}; }
id(I) ::= EQUALS NUMBER(N).
    { I = N; }

text(T) ::= .
    { T = NULL; }
text(T) ::= strings(S).
    { T = S; }
strings(S) ::= STRING(T).
    { S = parse_string(NULL, T); }
strings(S) ::= strings(R) STRING(T).
    { S = parse_string(R, T); }

%code {
/* Whether the parser, as it stands, could take a token of this kind. Follows the reductions on the state
   numbers alone: a state deeper in the stack than the simulation went is still the parser's own. */
static bool simulate(const yyParser *p, int kind)
{
    YYACTIONTYPE pushed[YYSTACKDEPTH];
    const yyStackEntry *base = p->yytos; /* the part of the real stack still in use ends here */
    int depth = 0;                       /* and this many simulated states lie on it */
    for (;;) {
        YYACTIONTYPE state = depth > 0 ? pushed[depth - 1] : base->stateno;
        YYACTIONTYPE action = yy_find_shift_action((YYCODETYPE)kind, state);
        if (action < YY_MIN_REDUCE)
            return action <= YY_MAX_SHIFTREDUCE || action == YY_ACCEPT_ACTION;
        unsigned rule = (unsigned)action - YY_MIN_REDUCE;
        depth += yyRuleInfoNRhs[rule]; /* stored as a negative number */
        if (depth < 0) {
            base += depth;
            depth = 0;
        }
        state = depth > 0 ? pushed[depth - 1] : base->stateno;
        pushed[depth++] = yy_find_reduce_action(state, yyRuleInfoLhs[rule]);
    }
}

bool plog_parser_accepts(const void *parser, int kind)
{
#ifdef YYCOVERAGE
    unsigned char covered[sizeof yycoverage]; /* a simulation covers nothing */
    memcpy(covered, yycoverage, sizeof covered);
#endif
    bool accepts = simulate(parser, kind);
#ifdef YYCOVERAGE
    memcpy(yycoverage, covered, sizeof covered);
#endif
    return accepts;
}
}
