/* The decoder table that plogen wrote (docs/FORMAT.md, section 9), as far as calls can be made from it. */
#ifndef TABLE_H
#define TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum kind {
    KIND_BOOL, KIND_CHAR, KIND_UNSIGNED, KIND_SIGNED, KIND_F32, KIND_F64, KIND_PTR, KIND_STR, KIND_BYTES,
    KIND_ENUM, KIND_FLAGS, KIND_STRUCT
};

enum shape { SHAPE_ONE, SHAPE_EXACTLY, SHAPE_UP_TO };

struct constant {
    const char *name;
    const char *c_name;
    uint64_t value; /* flags: the bit's number */
};

/* An argument of a message, or a field of a struct. */
struct field {
    const char *name;
    const char *c_type;       /* of one element */
    enum kind kind;
    unsigned bits;            /* of one element's number */
    const struct named *type; /* enums, flags and structs */
    enum shape shape;
    unsigned count;           /* N */
    bool flow;
    bool rounded;             /* an f64 whose C type is a float */
};

struct fields {
    struct field *at;
    size_t count;
};

/* An enum, flags or struct. */
struct named {
    const char *name;
    const char *c_name;
    enum kind kind;
    unsigned bits;
    struct constant *constants;
    size_t constant_count;
    struct fields fields;
};

struct message {
    unsigned id;
    const char *name;
    const char *module; /* NULL at top level */
    const char *phase;  /* "begin" or "end" of a span, else NULL */
    const char *level;
    const char *function;
    struct fields arguments;
};

struct table {
    const char *clock;
    uint64_t hz;
    unsigned clock_bits, clock_shift;
    unsigned pointer_bits;
    bool small_doubles;  /* the compiler's double is a float */
    unsigned block, header;
    bool rings;          /* several */
    struct named *types;
    size_t type_count;
    struct message *messages;
    size_t message_count;
};

/* Never returns NULL: ends the program when there is no such file, or no table in it. */
struct table *table_read(const char *path);

#endif
