/*
 * Writes a call of every log function of a table, each argument anything that a caller may pass: any number; a null pointer, or one to as much
 * as docs/LANGUAGE.md asks for, of any content.
 *
 *     make_calls TABLE.json >CALLS.h
 *
 * Of a call's arrays up to N each in turn has no byte more than that: the others may, or the cases would be too many. What is read of a string is
 * shown apart (parts.c).
 */
#include <stdio.h>

#include "../roundtrip/table.h"

static bool is_up_to(const struct field *argument)
{
    return argument->shape == SHAPE_UP_TO && argument->kind != KIND_STR;
}

/* An array up to N: at its buffer's end if it has no more. */
static void put_up_to(const char *type, unsigned index, unsigned most)
{
    printf("    static %s v%u[%u];\n    const %s *p%u = v%u;\n    size_t n%u = any();\n    Frama_C_make_unknown((char *)v%u, sizeof v%u);\n", type,
           index, most, type, index, index, index, index, index);
    printf("    if (exact == %u) {\n        less = Frama_C_interval(0, %u);\n        p%u += less;\n"
           "        if (less > 0)\n            n%u = %u - (unsigned)less;\n    }\n"
           "    if ((absent >> %u & 1) != 0)\n        p%u = NULL;\n",
           index, most, index, index, most, index, index);
}

static void put_argument(const struct field *argument, unsigned index)
{
    unsigned count = argument->shape == SHAPE_ONE ? 1 : argument->count;

    if (is_up_to(argument))
        put_up_to(argument->c_type, index, count);
    else if (argument->kind == KIND_STR)
        printf("    static char v%u[1];\n    const char *p%u = any() & 1u ? v%u : NULL;\n", index, index, index);
    else if (argument->shape == SHAPE_EXACTLY || argument->kind == KIND_STRUCT)
        printf("    static %s v%u[%u];\n    const %s *p%u = any() & 1u ? v%u : NULL;\n    Frama_C_make_unknown((char *)v%u, sizeof v%u);\n",
               argument->c_type, index, count, argument->c_type, index, index, index, index);
    else
        printf("    %s v%u;\n    Frama_C_make_unknown((char *)&v%u, sizeof v%u);\n", argument->c_type, index, index, index);
}

static void pass(const struct field *argument, unsigned index)
{
    if (is_up_to(argument))
        printf("p%u, n%u", index, index);
    else if (argument->shape == SHAPE_ONE && argument->kind != KIND_STRUCT)
        printf("v%u", index);
    else
        printf("p%u", index);
}

/* The bits of the arguments that are arrays up to N. */
static unsigned up_to(const struct fields *arguments)
{
    unsigned bits = 0;
    unsigned i;

    for (i = 0; i < arguments->count; i++)
        if (is_up_to(&arguments->at[i]))
            bits |= 1u << i;
    return bits;
}

static void put_call(const struct message *message, size_t number)
{
    unsigned bits = up_to(&message->arguments);
    unsigned i;

    printf("static void call_%zu(void)\n{\n    exact = %s;\n    less = 0;\n    absent = Frama_C_interval(0, %u) & %u;\n", number,
           bits != 0 ? "Frama_C_interval(0, 3)" : "0", bits, bits);
    for (i = 0; i < message->arguments.count; i++)
        put_argument(&message->arguments.at[i], i);
    printf("    %s(", message->function);
    for (i = 0; i < message->arguments.count; i++) {
        fputs(i > 0 ? ", " : "", stdout);
        pass(&message->arguments.at[i], i);
    }
    puts(");\n}\n");
}

int main(int argc, char **argv)
{
    const struct table *table;
    size_t i;

    if (argc != 2) {
        fprintf(stderr, "usage: make_calls TABLE.json\n");
        return 2;
    }
    table = table_read(argv[1]);
    puts("/* The analyser keeps apart: which argument's buffer is less than the largest, by how much, and which of them are null. */\n"
         "static int exact, less, absent;\n");
    for (i = 0; i < table->message_count; i++)
        put_call(&table->messages[i], i);
    puts("static void call_each(void)\n{");
    for (i = 0; i < table->message_count; i++)
        printf("    call_%zu();\n", i);
    puts("}");
    return ferror(stdout) || fflush(stdout) != 0;
}
