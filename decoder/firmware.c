#include "firmware.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool complain(const char *path, const char *why)
{
    fprintf(stderr, "plogcat: %s: %s\n", path, why);
    return false;
}

/* Tables follow each other, with NULs behind each: one for each project in the firmware. */
static void read_tables(struct firmware *f, struct tables *tables, const char *text, size_t size)
{
    char why[256];
    for (const char *end = text + size; text < end;) {
        size_t length = strnlen(text, (size_t)(end - text));
        struct table *t = length > 0 ? table_read(text, length, f->path, why) : NULL;
        if (length > 0 && !t)
            fprintf(stderr, "plogcat: %s: %s is not usable as a table: %s\n", f->path, FIRMWARE_SECTION, why);
        if (t && f->schema_count < FIRMWARE_MAX) {
            f->schemas[f->schema_count++] = t->schema;
            tables_add_table(tables, t);
        } else {
            table_free(t);
        }
        text += length + 1;
    }
}

static bool find_tables(struct firmware *f, struct tables *tables)
{
    size_t names;
    if (elf_getshdrstrndx(f->elf, &names) != 0)
        return complain(f->path, "an ELF without sections");
    for (Elf_Scn *section = NULL; (section = elf_nextscn(f->elf, section));) {
        GElf_Shdr header;
        const char *name = gelf_getshdr(section, &header) ? elf_strptr(f->elf, names, header.sh_name) : NULL;
        if (!name || strcmp(name, FIRMWARE_SECTION) != 0 || header.sh_type == SHT_NOBITS)
            continue;
        Elf_Data *data = elf_rawdata(section, NULL);
        if (data && data->d_buf)
            read_tables(f, tables, data->d_buf, data->d_size);
    }
    if (f->schema_count == 0)
        return complain(f->path, "carries no table of plogen's, so nothing tells whose firmware it is: not used (a spec with 'backtrace' puts one there)");
    return true;
}

/* Behind each section stand zeros, so that a text without an end, or the begin of a number, does not lead libdw out of it. */
struct firmware_copy {
    struct firmware_copy *next;
    char bytes[];
};

#define COPY_MARGIN 64

static bool copy_section(struct firmware *f, Elf_Scn *section)
{
    Elf_Data *raw = elf_rawdata(section, NULL), *data = elf_getdata(section, NULL);
    if (!raw || !data || !raw->d_buf || data->d_size != raw->d_size)
        return true; /* libdw can't read it, either */
    struct firmware_copy *copy = calloc(1, sizeof *copy + raw->d_size + COPY_MARGIN);
    if (!copy)
        return complain(f->path, "out of memory");
    memcpy(copy->bytes, raw->d_buf, raw->d_size);
    raw->d_buf = data->d_buf = copy->bytes;
    copy->next = f->copies;
    f->copies = copy;
    return true;
}

/* Whether libdw may read the section: of debug information it looks at the name, not at the type. */
static bool is_for_libdw(const GElf_Shdr *header, const char *name)
{
    return header->sh_type == SHT_PROGBITS || (header->sh_type != SHT_NOBITS && name && (strncmp(name, ".debug", 6) == 0 || strncmp(name, ".zdebug", 7) == 0));
}

static bool copy_sections(struct firmware *f)
{
    size_t names;
    if (elf_getshdrstrndx(f->elf, &names) != 0)
        return true; /* nor does libdw */
    for (Elf_Scn *section = NULL; (section = elf_nextscn(f->elf, section));) {
        GElf_Shdr header;
        if (!gelf_getshdr(section, &header) || !is_for_libdw(&header, elf_strptr(f->elf, names, header.sh_name)))
            continue;
        if (header.sh_flags & SHF_COMPRESSED && elf_compress(section, 0, 0) < 0)
            return complain(f->path, "has a section that can't be expanded");
        if (!copy_section(f, section))
            return false;
    }
    return true;
}

static void find_start(struct firmware *f)
{
    GElf_Phdr header;
    f->start = UINT64_MAX;
    for (int i = 0; gelf_getphdr(f->elf, i, &header); i++)
        if (header.p_type == PT_LOAD && header.p_vaddr < f->start)
            f->start = header.p_vaddr;
}

static void open_debug(struct firmware *f)
{
    f->dwarf = dwarf_begin_elf(f->elf, DWARF_C_READ, NULL);
    f->debug_frame = f->dwarf ? dwarf_getcfi(f->dwarf) : NULL;
    f->eh_frame = dwarf_getcfi_elf(f->elf);
    if (!f->debug_frame && !f->eh_frame)
        fprintf(stderr, "plogcat: %s: neither .debug_frame nor .eh_frame: no frame can be verified\n", f->path);
}

static void close_firmware(struct firmware *f)
{
    if (f->eh_frame)
        dwarf_cfi_end(f->eh_frame);
    if (f->dwarf)
        dwarf_end(f->dwarf);
    elf_end(f->elf);
    while (f->copies) {
        struct firmware_copy *next = f->copies->next;
        free(f->copies);
        f->copies = next;
    }
    if (f->fd >= 0)
        close(f->fd);
}

static bool open_firmware(struct firmware *f, const char *path, struct tables *tables)
{
    *f = (struct firmware){ .path = path, .fd = open(path, O_RDONLY | O_CLOEXEC) };
    if (f->fd < 0)
        return complain(path, strerror(errno));
    f->elf = elf_begin(f->fd, ELF_C_READ, NULL);
    if (!f->elf || elf_kind(f->elf) != ELF_K_ELF || !gelf_getehdr(f->elf, &f->header))
        return complain(path, "is no ELF file");
    if (!find_tables(f, tables) || !copy_sections(f))
        return false;
    find_start(f);
    open_debug(f);
    return true;
}

void firmwares_add(struct firmwares *all, const char *path, struct tables *tables)
{
    elf_version(EV_CURRENT);
    if (all->count == FIRMWARE_MAX) {
        all->refused = true;
        complain(path, "too many ELF files: not used");
        return;
    }
    if (open_firmware(&all->at[all->count], path, tables)) {
        all->count++;
    } else {
        close_firmware(&all->at[all->count]);
        all->refused = true;
    }
}

void firmwares_close(struct firmwares *all)
{
    while (all->count > 0)
        close_firmware(&all->at[--all->count]);
}

static bool carries(const struct firmware *f, uint32_t schema)
{
    size_t i = 0;
    while (i < f->schema_count && f->schemas[i] != schema)
        i++;
    return i < f->schema_count;
}

const struct firmware *firmwares_find(struct firmwares *all, const struct table *t)
{
    for (size_t i = 0; i < all->count; i++)
        if (carries(&all->at[i], t->schema))
            return &all->at[i];
    if (all->count > 0 && !(all->told && all->told_schema == t->schema)) {
        for (size_t i = 0; i < all->count; i++)
            fprintf(stderr, "plogcat: %s: is for schema %08x, not for %08x, of which a crash is\n", all->at[i].path,
                    (unsigned)all->at[i].schemas[0], (unsigned)t->schema);
        all->refused = all->told = true;
        all->told_schema = t->schema;
    }
    return NULL;
}

void firmwares_refuse_build(struct firmwares *all, const struct firmware *f)
{
    if (!all->other_build)
        fprintf(stderr, "plogcat: %s: is of another build than a crash: what it returns to is behind no call there\n", f->path);
    all->refused = all->other_build = true;
}

/* The section that is loaded at this address. */
static Elf_Scn *section_at(const struct firmware *f, uint64_t address, GElf_Shdr *header)
{
    for (Elf_Scn *section = NULL; (section = elf_nextscn(f->elf, section));)
        if (gelf_getshdr(section, header) && header->sh_flags & SHF_ALLOC && header->sh_type == SHT_PROGBITS &&
            address >= header->sh_addr && address - header->sh_addr < header->sh_size)
            return section;
    return NULL;
}

/* What the ELF has from an address on, up to the section's end: *size bytes, 0 if it has nothing there. */
static const uint8_t *bytes_at(const struct firmware *f, uint64_t address, GElf_Shdr *header, size_t *size)
{
    Elf_Scn *section = section_at(f, address, header);
    Elf_Data *data = section ? elf_rawdata(section, NULL) : NULL;
    *size = 0;
    if (!data || !data->d_buf || address - header->sh_addr > data->d_size)
        return NULL;
    *size = data->d_size - (size_t)(address - header->sh_addr);
    return (const uint8_t *)data->d_buf + (address - header->sh_addr);
}

bool firmware_read(const struct firmware *f, uint64_t address, uint8_t *bytes, size_t size)
{
    GElf_Shdr header;
    size_t there;
    const uint8_t *from = bytes_at(f, address, &header, &there);
    if (there < size)
        return false;
    memcpy(bytes, from, size);
    return true;
}

const char *firmware_text(const struct firmware *f, uint64_t address, size_t *size)
{
    GElf_Shdr header;
    size_t there;
    const char *text = (const char *)bytes_at(f, address, &header, &there);
    if (there == 0 || header.sh_flags & SHF_WRITE)
        return NULL;
    *size = strnlen(text, there < FIRMWARE_TEXT_MAX ? there : FIRMWARE_TEXT_MAX);
    return *size < there ? text : NULL;
}

bool firmware_is_code(const struct firmware *f, uint64_t address)
{
    GElf_Shdr header;
    return section_at(f, address, &header) && header.sh_flags & SHF_EXECINSTR;
}

bool firmware_is_plt(const struct firmware *f, uint64_t address)
{
    GElf_Shdr header;
    size_t names;
    if (!section_at(f, address, &header) || !(header.sh_flags & SHF_EXECINSTR) || elf_getshdrstrndx(f->elf, &names) != 0)
        return false;
    const char *name = elf_strptr(f->elf, names, header.sh_name);
    return name && strncmp(name, ".plt", 4) == 0;
}

/* Calls visit for each function symbol until it returns true. */
static bool each_function(const struct firmware *f, bool (*visit)(void *context, const char *name, const GElf_Sym *symbol),
                          void *context)
{
    for (Elf_Scn *section = NULL; (section = elf_nextscn(f->elf, section));) {
        GElf_Shdr header;
        if (!gelf_getshdr(section, &header) || header.sh_type != SHT_SYMTAB || header.sh_entsize == 0)
            continue;
        Elf_Data *data = elf_getdata(section, NULL);
        GElf_Sym symbol;
        for (int i = 0; data && gelf_getsym(data, i, &symbol); i++) {
            const char *name = elf_strptr(f->elf, header.sh_link, symbol.st_name);
            if (name && GELF_ST_TYPE(symbol.st_info) == STT_FUNC && symbol.st_shndx != SHN_UNDEF && visit(context, name, &symbol))
                return true;
        }
    }
    return false;
}

struct search {
    const struct firmware *firmware;
    const char *name;
    uint64_t start, end; /* when looking for an address, it is the start */
};

static bool covers(void *context, const char *name, const GElf_Sym *symbol)
{
    struct search *s = context;
    uint64_t start = firmware_code_address(s->firmware, symbol->st_value);
    if (s->start < start || s->start - start >= symbol->st_size)
        return false;
    s->name = name;
    s->start = start;
    return true;
}

const char *firmware_symbol_at(const struct firmware *f, uint64_t address, uint64_t *start)
{
    struct search s = { .firmware = f, .start = address };
    bool found = each_function(f, covers, &s);
    *start = s.start;
    return found ? s.name : NULL;
}

const char *firmware_symbol(const struct firmware *f, uint64_t address)
{
    uint64_t start;
    return firmware_symbol_at(f, address, &start);
}

static bool has_name(void *context, const char *name, const GElf_Sym *symbol)
{
    struct search *s = context;
    s->start = firmware_code_address(s->firmware, symbol->st_value);
    s->end = s->start + symbol->st_size;
    return strcmp(name, s->name) == 0;
}

bool firmware_function(const struct firmware *f, const char *name, uint64_t *start, uint64_t *end)
{
    struct search s = { .firmware = f, .name = name };
    bool found = each_function(f, has_name, &s);
    *start = s.start;
    *end = s.end;
    return found;
}
