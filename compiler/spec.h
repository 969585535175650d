/*
 * The model of one .plog spec: what the parser fills, check.c completes, and the emitters read.
 * Everything lives in one arena (see arena.h) until the program ends.
 */
#ifndef SPEC_H
#define SPEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A place in the spec: for diagnostics only. Columns count bytes from 1. */
struct place {
    unsigned line;
    unsigned column;
    unsigned length; /* bytes to underline; at least 1 */
};

struct name {
    const char *text; /* NUL-terminated; NULL when the spec does not give one */
    struct place at;
};

enum level { LEVEL_FATAL, LEVEL_ERROR, LEVEL_WARN, LEVEL_INFO, LEVEL_DEBUG, LEVEL_TRACE };

enum basic {
    BASIC_BOOL, BASIC_CHAR,
    BASIC_U8, BASIC_U16, BASIC_U32, BASIC_U64,
    BASIC_I8, BASIC_I16, BASIC_I32, BASIC_I64,
    BASIC_F32, BASIC_F64,
    BASIC_PTR,
    BASIC_STR,   /* str[N]: always SHAPE_UP_TO */
    BASIC_BYTES, /* bytes[N] or bytes[<=N] */
    BASIC_NAMED  /* an enum, flags or struct: see type.named */
};

enum shape {
    SHAPE_ONE,
    SHAPE_EXACTLY, /* T[N], bytes[N] */
    SHAPE_UP_TO    /* T[<=N], bytes[<=N], str[N] */
};

struct named_type;

struct type {
    enum basic basic;
    struct named_type *named; /* with BASIC_NAMED, once resolved */
    bool fixed;
    enum shape shape;
    uint32_t count; /* N, 1 or more, with SHAPE_EXACTLY and SHAPE_UP_TO */
    struct place count_at;
    struct name word; /* the type as the spec wrote it, for resolving and for messages */
};

/* An argument of a message, or a field of a struct. */
struct argument {
    struct argument *next;
    bool flow;
    struct type type;
    struct name name;
};

/* One constant of an enum (value) or one bit of flags (bit number). */
struct constant {
    struct name name;
    uint64_t value;
    bool given; /* the spec wrote "= value" */
    struct place value_at;
    struct constant *next;
};

enum named_kind { NAMED_ENUM, NAMED_FLAGS, NAMED_STRUCT };

struct named_type {
    enum named_kind kind;
    struct name name;
    const char *doc;             /* "///" lines joined by '\n', without the slashes and one space; or NULL */
    enum basic base;             /* enums and flags: BASIC_U8 .. BASIC_U64 */
    struct name base_word;       /* enums and flags: the base as the spec wrote it */
    struct constant *constants;  /* enums and flags, in order of declaration */
    struct argument *fields;     /* structs */
    bool incomplete;             /* an error inside: constants or fields are missing */
    enum { TYPE_NEW, TYPE_BEGUN, TYPE_PLACED } progress; /* for check_types.c, which sorts the list */
    struct named_type *placed_next;
    uint64_t least_size;         /* bytes that a value takes at least, for check_sizes.c */
    unsigned depth;              /* structs: 1 without a struct inside, for check_sizes.c */
    struct named_type *next;     /* in order of declaration; check.c puts each after those it uses */
};

struct module {
    struct name name;
    const char *doc;
    unsigned index; /* 0 is "no module"; the spec's modules count from 1 */
    struct module *next;
};

enum message_kind { MESSAGE_PLAIN, MESSAGE_BEGIN, MESSAGE_END, MESSAGE_COUNTER };

/* A text may be written as several strings in a row. For diagnostics: which bytes of it stand where. */
struct string_piece {
    size_t start;    /* offset in the unescaped text */
    const char *raw; /* as in the spec, behind the opening quote */
    struct place at; /* of the opening quote */
    struct string_piece *next;
};

/* One id. A span is two messages that follow each other, BEGIN then END, with the span's name;
   END has no arguments. A counter has one argument, named "value". */
struct message {
    struct message *next;  /* in order of declaration until check.c sorts by id */
    enum message_kind kind;
    enum level level;
    uint32_t id;           /* 1 .. ID_MAX, final after check.c */
    bool id_given;
    bool incomplete;       /* an error inside: arguments are missing */
    struct argument *arguments;
    struct module *module; /* NULL at top level */
    struct name name;
    struct name text;      /* unescaped UTF-8; check.c writes a default where the spec has none */
    const struct string_piece *pieces; /* NULL with a default text */
    const char *unit;      /* counters: the string after the type, or NULL */
    const char *doc;
    struct place id_at;
};

#define ID_MAX 65535u

enum clock_kind { CLOCK_NONE, CLOCK_CYCLES, CLOCK_TICK, CLOCK_NS, CLOCK_USER };
enum integrity { INTEGRITY_NONE, INTEGRITY_CHECK8, INTEGRITY_CHECK16, INTEGRITY_ECC };
enum lock_kind { LOCK_IRQ, LOCK_BASEPRI, LOCK_NONE, LOCK_USER, LOCK_THREADS };

/* What a target is; one row each in target.c. */
struct target {
    const char *name;       /* as written after "target" */
    const char *port;       /* file of the runtime: "port/<port>.h" */
    unsigned commit_bits;   /* 16 or 8: width of the committing store */
    unsigned pointer_bytes;
    unsigned clock_bits;    /* 32 or 64 */
    unsigned cycles_bits;   /* of "clock cycles", where that counter is narrower; else 0 */
    enum lock_kind lock;    /* the default */
    bool optimize_size;     /* the default */
    bool hosted;            /* no linker script decides where the ring is */
    bool tail_calls;        /* compilers make them, and saving registers is dear: with "optimize speed", a log function makes room by one */
    bool system;            /* the runtime uses its operating system: a clock, threads, files */
    unsigned basepri_max;   /* 0: the core has no BASEPRI */
    bool reorders;          /* stores may reach the RAM out of order; there may be a data cache */
    bool one_core;          /* none has more */
    bool no_cycles;         /* there is no counter for "clock cycles" */
    bool narrow_double;     /* the compiler's double may be a float */
    bool narrow_int;        /* int has 16 bits */
    uint32_t memory_end;    /* from here on, no address is one of RAM; 0: there is no such limit */
    uint32_t ram_base;      /* what the linker adds to an address in RAM */
    const char *linker;     /* template of the linker fragment; NULL: "linker.ld" */
};

struct id_range {
    uint32_t first, last;
    struct place at;
    struct id_range *next;
};

struct spec {
    const char *path;      /* as given on the command line */
    struct name project;   /* also the stem of the outputs */
    const struct target *target;
    struct name target_name;
    const char *prefix;    /* default "log" */
    struct place prefix_at; /* with line 0 when it is the default */
    uint32_t buffer_size;
    struct place buffer_at;
    bool drop;             /* else overwrite */
    uint32_t keep_size;    /* bytes of the buffer for the records that are kept; 0: none are */
    enum level keep_level; /* those of this level and above */
    struct place keep_at;
    unsigned cores;        /* each has rings of its own; default 1 */
    struct place cores_at;
    bool at_address;
    uint64_t address;
    enum clock_kind clock;
    uint64_t clock_hz;     /* 0 with CLOCK_NONE; 1000000000 with CLOCK_NS */
    enum level level;      /* the lowest level compiled in; default LEVEL_TRACE */
    bool filter_runtime;
    enum lock_kind lock;
    unsigned basepri;
    bool optimize_size;
    bool count;
    unsigned ecc;          /* bits of a word of the RAM, if it has ECC; else 0 */
    enum integrity integrity;
    unsigned backtrace;    /* most frames of a crash record; 0: no capture */
    struct place backtrace_at;
    unsigned crash_loop;   /* crashes in a row from which on the first is kept; 0: it is not */
    uint32_t backup;       /* bytes of the second memory, a multiple of 4; 0: there is none */
    struct place backup_at;
    struct id_range *reserved;

    struct named_type *types;
    struct module *modules;
    struct message *messages;  /* sorted by id after check.c */
    unsigned module_count;     /* without "no module" */
    unsigned message_count;
};

#define CORES_MAX 32u

/* Each core has a ring for the ordinary records, and one for those that are kept. */
#define RINGS_MAX (2 * CORES_MAX)

/* layout.c: sizes on the wire and the cut of the region, from the spec alone. See docs/FORMAT.md. */
struct layout {
    uint32_t header;      /* bytes of a block's header */
    uint32_t largest;     /* bytes of the largest record that can be logged */
    const struct message *largest_message; /* NULL when only the ring's own records exist */
    uint32_t block;       /* bytes of a block; 0 when the buffer is too small */
    uint32_t blocks;      /* of all rings */
    unsigned rings, rings_per_core;
    uint32_t parts[RINGS_MAX]; /* blocks of each */
    uint32_t smallest_ring;   /* bytes of two blocks for the largest record: the least that a ring needs */
    uint32_t parity;      /* bytes of it at a block's end */
    uint32_t smallest_buffer; /* the least "buffer" this spec needs */
    uint32_t largest_backup;  /* ... and the most: all blocks */
    uint32_t smallest_backup; /* the least "backup": one block, as small as it can be */
    unsigned clock_shift;
};
struct layout layout_of(const struct spec *spec);

/* Largest size of a record of this message: id, delta, arguments, and what its stores may spill. */
uint32_t layout_record_max(const struct spec *spec, const struct message *message);

/* The largest record any block can hold on this target, in bytes. */
uint32_t layout_record_limit(const struct spec *spec);

/* emit.c: the four outputs, each a NUL-terminated text in the arena. template_dir is NULL for the built-in
   templates. Returns false after a diagnostic (an unreadable or wrong template). */
enum { OUTPUT_HEADER, OUTPUT_SOURCE, OUTPUT_LINKER, OUTPUT_TABLE, OUTPUT_COUNT };
struct output {
    const char *suffix; /* ".h", ".c", ".ld", ".json" */
    const char *text;
    size_t length;
};
bool emit(const struct spec *spec, const char *template_dir, struct output outputs[OUTPUT_COUNT]);

#endif
