/*
 * The decoder tables that plogen writes (docs/FORMAT.md, section 9), checked and prepared for decoding.
 *
 * A table is as little to be trusted as a dump. One that is not as plogen writes it is refused as a whole, with the
 * reason. Limits: TABLE_BYTES_MAX of JSON, nesting of structs up to TABLE_DEPTH_MAX, names up to TABLE_NAME_MAX bytes.
 */
#ifndef TABLE_H
#define TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "format.h"
#include "header.h"

/* Why JSON that is not meant for plogcat at all is refused. */
#define TABLE_FOREIGN "it is no table of plogen's"

#define TABLE_BYTES_MAX ((size_t)64 << 20)
#define TABLE_OBJECTS_MAX (1u << 20) /* and arrays: json-c takes up to 800 bytes for one */
#define TABLE_COMMAS_MAX (1u << 22)  /* ... and up to 200 for what stands between two */
#define TABLE_VALUES_MAX (1u << 20)  /* in all messages' texts: some 200 bytes for each */
#define TABLE_DEPTH_MAX 16
#define TABLE_NAME_MAX 255
#define TABLE_ID_MAX 65535u
#define TABLE_BLOCK_MAX 0x8000u /* no record, and so no argument, is larger */

enum basic {
    BASIC_BOOL, BASIC_CHAR,
    BASIC_U8, BASIC_U16, BASIC_U32, BASIC_U64,
    BASIC_I8, BASIC_I16, BASIC_I32, BASIC_I64,
    BASIC_F32, BASIC_F64,
    BASIC_PTR, BASIC_STR, BASIC_BYTES,
    BASIC_ENUM, BASIC_FLAGS, BASIC_STRUCT
};

/* How one element stands in a record. */
enum wire {
    WIRE_BOOL,   /* one byte, 0 or 1 */
    WIRE_PLAIN,  /* `width` bytes */
    WIRE_SIGNED, /* `width` bytes, two's complement */
    WIRE_VARINT, /* below 2^(8 * width) */
    WIRE_ZIGZAG, /* zigzagged, below 2^(8 * width) */
    WIRE_F32, WIRE_F64,
    WIRE_RUN,    /* str and bytes: the elements are bytes and one value holds them all */
    WIRE_STRUCT
};

enum shape { SHAPE_ONE, SHAPE_EXACTLY, SHAPE_UP_TO };

/* One constant of an enum, or one bit of flags (then value is the bit's number). */
struct constant {
    const char *name;
    uint64_t value;
    size_t order; /* in the table */
};

struct field;

/* An enum, flags or struct. */
struct type {
    const char *name;
    enum basic basic;
    enum basic base;             /* enums and flags: BASIC_U8 .. BASIC_U64 */
    struct constant *constants;  /* by value; equal ones in the table's order */
    size_t constant_count;
    struct field *fields;        /* structs */
    size_t field_count;
    unsigned depth;              /* of structs in structs; 1 without any inside */
    uint64_t size_min;           /* bytes on the wire at least, up to TABLE_BLOCK_MAX + 1 */
};

/* See heads.h. As buffer_add_padded() wants it; data is NULL where nothing was prepared. */
struct head {
    const char *data;
    size_t size;
};

/* An argument of a message, or a field of a struct. */
struct field {
    const char *name;
    struct head key;             /* in JSON, with a comma before it */
    enum basic basic;
    const struct type *type;     /* with BASIC_ENUM, BASIC_FLAGS and BASIC_STRUCT */
    enum wire wire;
    unsigned width;              /* bytes of the element's number */
    enum shape shape;
    uint32_t count;              /* N, with SHAPE_EXACTLY and SHAPE_UP_TO */
    bool flow;
    bool integer;                /* one u8 .. i64 */
};

/* A message's text is a list of pieces, each a literal followed by a value (the last may have none). */
struct piece {
    const char *literal;            /* as buffer_add_padded() wants it */
    size_t literal_size;
    bool has_value;
    uint32_t argument;
    uint32_t path[TABLE_DEPTH_MAX]; /* from struct to field */
    unsigned path_length;
    const struct field *field;      /* what the path leads to */
    struct format format;
    bool decimal;                   /* an argument that is an integer, without a format */
};

enum message_kind { MESSAGE_PLAIN, MESSAGE_BEGIN, MESSAGE_END, MESSAGE_COUNTER };

struct message {
    uint32_t id;
    const char *name;
    const char *module;          /* NULL at top level */
    enum message_kind kind;
    const char *level;
    struct field *arguments;
    size_t argument_count;
    struct piece *pieces;
    size_t piece_count;
    bool has_flow;
    bool place;                  /* its records end with the address that it was called from */
    struct head text_head, json_head;
    size_t text_max;             /* see render_limit(); 0: unknown */
    bool text_clean;             /* see render_is_clean() */
};

/* One of the rings that share a region. */
struct table_ring {
    uint32_t first, blocks;      /* its blocks, of the region's */
    uint32_t core;
    bool cores;                  /* there is more than one */
    bool keep;
};

/* Names of registers, in a record's order. */
struct registers {
    const char **names;
    size_t count;
};

/* What follows them, by the register "machine". */
struct machine {
    uint32_t number;
    struct registers registers;
};

#define TABLE_RINGS_MAX 128u

struct table {
    char *path;
    const char *project;
    uint32_t schema;
    unsigned pointer;            /* bytes of a ptr */
    bool clock;                  /* false: "clock none" */
    uint64_t hz;                 /* ticks per second, 1 or more with a clock */
    unsigned clock_bits;
    unsigned clock_shift;
    bool drop;
    unsigned check;              /* bytes of the check that each record ends with */
    bool ecc;                    /* closed blocks have parity */
    enum form form;
    uint32_t header;             /* bytes of a block's header */
    uint32_t block;              /* bytes of a block */
    uint32_t end;                /* of the records in it: behind come the parity, if any */
    uint32_t blocks;             /* of all rings */
    struct table_ring *rings;
    uint32_t ring_count;
    struct type *types;
    size_t type_count;
    struct message *messages;
    size_t message_count;
    size_t value_count;          /* in their texts */
    const struct message **by_id; /* up to id_limit, not included */
    uint32_t id_limit;
    uint32_t crash_frames;       /* "backtrace N"; 0: no crash records */
    unsigned crash_address;      /* bytes of an address in them */
    struct registers crash_registers; /* the first of every record */
    struct machine *crash_machines;
    size_t crash_machine_count;
    void *json;                  /* owns the strings */
    struct part *parts;          /* owns the rest */
};

/* All tables given, no two of them with the same low 24 bits of the schema. */
struct tables {
    struct table **at;        /* in the order given */
    struct table **by_schema; /* by the low 24 bits */
    size_t count;
};

/* Checks and prepares one table. On failure returns NULL with the reason in why. */
struct table *table_read(const char *json, size_t size, const char *path, char why[static 256]);
void table_free(struct table *t);

/* Memory that lives as long as the table: zeroed, never NULL except when the system has none left. */
void *table_alloc(struct table *t, size_t count, size_t size);

/* Splits a message's text into pieces; in table_text.c. */
bool table_read_text(struct table *t, struct message *m, const char *text, size_t size, char why[static 256]);

/* Adds a file, or every NAME.json of a directory that is a table. What cannot be used is told on stderr. */
void tables_add(struct tables *all, const char *path);

/* Adds a table and owns it from then on; one of the same schema is there already, or the memory ends: it is freed. */
void tables_add_table(struct tables *all, struct table *t);
void tables_free(struct tables *all);
const struct table *tables_find(const struct tables *all, uint32_t schema24);

#endif
