/*
 * The ELF files of the firmware whose log is read: the tables they carry, their code, and their debug information. libelf and libdw
 * read them. An ELF is as little to be trusted as a dump.
 */
#ifndef FIRMWARE_H
#define FIRMWARE_H

#include <elfutils/libdw.h>
#include <gelf.h>

#include "table.h"

/* Where plogen's .c puts the table: docs/FORMAT.md, section 9. */
#define FIRMWARE_SECTION ".plog_table"

/* Most ELFs that are given, and most projects in one. */
#define FIRMWARE_MAX 16

/* Longer texts are cut. */
#define FIRMWARE_TEXT_MAX 1024

struct firmware {
    const char *path;
    int fd;
    Elf *elf;
    Dwarf *dwarf;          /* NULL: without debug information */
    Dwarf_CFI *debug_frame; /* the rules in this section; NULL: none. It is dwarf's */
    Dwarf_CFI *eh_frame;    /* the same; owned. A program may have both: C on RISC-V has the one, C++ and libraries the other */
    GElf_Ehdr header;
    struct firmware_copy *copies; /* of its sections */
    uint64_t start;        /* the lowest address that is loaded */
    uint32_t schemas[FIRMWARE_MAX];
    size_t schema_count;
};

/* All that were given. */
struct firmwares {
    struct firmware at[FIRMWARE_MAX];
    size_t count;
    bool refused;          /* one was not used, which was said */
    bool other_build;      /* one is of another build, which was told */
    bool told;             /* that none fits the schema below */
    uint32_t told_schema;
};

/* Opens an ELF and adds its tables to those there are. What can't be used is told on stderr. */
void firmwares_add(struct firmwares *all, const char *path, struct tables *tables);
void firmwares_close(struct firmwares *all);

/* The ELF that carries this table; NULL, and told on stderr, if none does. */
const struct firmware *firmwares_find(struct firmwares *all, const struct table *t);

/* Says that this ELF is of another build than a crash, once. */
void firmwares_refuse_build(struct firmwares *all, const struct firmware *f);

/* The ELF's bytes from an address on: code, or what else is loaded. Returns false if it has not so many there. */
bool firmware_read(const struct firmware *f, uint64_t address, uint8_t *bytes, size_t size);

/* The text at an address of what is never written to, up to its NUL but FIRMWARE_TEXT_MAX bytes at most; NULL if there is none. It may hold any byte. */
const char *firmware_text(const struct firmware *f, uint64_t address, size_t *size);

/* Whether there is code at this address. */
bool firmware_is_code(const struct firmware *f, uint64_t address);

/* Whether this address is in the procedure linkage table, by which shared libraries are called: sections .plt, .plt.got, .plt.sec. */
bool firmware_is_plt(const struct firmware *f, uint64_t address);

/* The function symbol that covers this address, and where it starts; NULL if none does. */
const char *firmware_symbol_at(const struct firmware *f, uint64_t address, uint64_t *start);
const char *firmware_symbol(const struct firmware *f, uint64_t address);

/* Where a function starts and ends; false if the ELF has none of this name. */
bool firmware_function(const struct firmware *f, const char *name, uint64_t *start, uint64_t *end);

/* On Arm, bit 0 of a code address says Thumb. */
static inline uint64_t firmware_code_address(const struct firmware *f, uint64_t address)
{
    return f->header.e_machine == EM_ARM ? address & ~UINT64_C(1) : address;
}

#endif
