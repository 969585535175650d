#include "source_line.h"

#include <dwarf.h>
#include <stdlib.h>

/* The unit that covers an address. Not by .debug_aranges, which clang leaves out. */
static bool find_unit(const struct firmware *f, uint64_t address, Dwarf_Die *unit)
{
    Dwarf_CU *next = NULL;
    while (f->dwarf && dwarf_get_units(f->dwarf, next, &next, NULL, NULL, unit, NULL) == 0)
        if (dwarf_haspc(unit, address) > 0)
            return true;
    return false;
}

/* Where an inlined function was called. */
static void read_call(Dwarf_Die *unit, Dwarf_Die *call, struct source_line *line)
{
    Dwarf_Attribute attribute;
    Dwarf_Word number;
    Dwarf_Files *files;
    size_t count;
    line->file = NULL;
    line->line = 0;
    if (dwarf_formudata(dwarf_attr(call, DW_AT_call_line, &attribute), &number) == 0 && number <= INT32_MAX)
        line->line = (int)number;
    if (dwarf_formudata(dwarf_attr(call, DW_AT_call_file, &attribute), &number) == 0 &&
        dwarf_getsrcfiles(unit, &files, &count) == 0 && number < count)
        line->file = dwarf_filesrc(files, number, NULL, NULL);
}

static const char *linkage_name(Dwarf_Die *die)
{
    const char *name = dwarf_diename(die);
    Dwarf_Attribute attribute;
    return name ? name : dwarf_formstring(dwarf_attr_integrate(die, DW_AT_linkage_name, &attribute));
}

/* The linker leaves functions that it dropped in the debug information, at address 0, where another one may be. */
static bool is_linked(const struct firmware *f, Dwarf_Die *function)
{
    Dwarf_Addr low;
    uint64_t start;
    return dwarf_lowpc(function, &low) != 0 || low != 0 || (firmware_symbol_at(f, 0, &start) && start == 0);
}

/* A wrapper that is to be seen as a part of who calls it. */
static bool is_artificial(Dwarf_Die *function)
{
    Dwarf_Attribute attribute;
    bool artificial;
    return dwarf_formflag(dwarf_attr_integrate(function, DW_AT_artificial, &attribute), &artificial) == 0 && artificial;
}

/* Each scope that is a function gives one line; an inlined one tells where the next stands. */
static size_t walk_scopes(const struct firmware *f, Dwarf_Die *unit, Dwarf_Die *scopes, int count,
                          struct source_line lines[SOURCE_LINES_MAX])
{
    size_t found = 0;
    for (int i = 0; i < count && found < SOURCE_LINES_MAX; i++) {
        int tag = dwarf_tag(&scopes[i]);
        if (tag != DW_TAG_subprogram && tag != DW_TAG_inlined_subroutine)
            continue;
        if (tag == DW_TAG_inlined_subroutine && is_artificial(&scopes[i])) { /* a part of the next one, which calls it */
            read_call(unit, &scopes[i], &lines[found]);
            continue;
        }
        struct source_line *line = &lines[found++];
        line->function = linkage_name(&scopes[i]);
        line->inlined = tag == DW_TAG_inlined_subroutine;
        if (!line->inlined)
            return is_linked(f, &scopes[i]) ? found : 0;
        if (found < SOURCE_LINES_MAX)
            read_call(unit, &scopes[i], &lines[found]);
    }
    return found;
}

/* dwarf_getscopes() goes on in the inlined function's definition; the way out is that of the innermost scope's place. */
static size_t read_scopes(const struct firmware *f, Dwarf_Die *unit, uint64_t address, struct source_line lines[SOURCE_LINES_MAX])
{
    Dwarf_Die *innermost = NULL, *scopes = NULL;
    size_t found = 0;
    if (dwarf_getscopes(unit, address, &innermost) > 0) {
        int count = dwarf_getscopes_die(&innermost[0], &scopes);
        found = count > 0 ? walk_scopes(f, unit, scopes, count, lines) : 0;
    }
    free(scopes);
    free(innermost);
    return found;
}

size_t source_lines(const struct firmware *f, uint64_t address, struct source_line lines[SOURCE_LINES_MAX])
{
    Dwarf_Die unit;
    size_t count = 0;
    lines[0] = (struct source_line){ .function = NULL };
    if (!firmware_is_code(f, address))
        return 1;
    if (find_unit(f, address, &unit)) {
        Dwarf_Line *line = dwarf_getsrc_die(&unit, address);
        if (line) {
            lines[0].file = dwarf_linesrc(line, NULL, NULL);
            dwarf_lineno(line, &lines[0].line);
        }
        count = read_scopes(f, &unit, address, lines);
    }
    if (count > 0)
        return count;
    lines[0] = (struct source_line){ .function = firmware_symbol(f, address) };
    return 1;
}
