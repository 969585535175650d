/* The linker fragment: the ring's place, and what must not share it. The templates have what is the same for every spec. */
#include "emit.h"

#include <inttypes.h>

#include "arena.h"
#include "crash.h"
#include "template.h"

const char *region_symbol(const struct spec *spec)
{
    return arena_printf("plog_needs_%s_ld_in_the_link", as_identifier(output_stem(spec)));
}

static uint64_t region_address(const struct spec *spec)
{
    return spec->address + spec->target->ram_base;
}

static const char *remedy(const struct spec *spec)
{
    return spec->at_address ? arena_printf("change the address behind 'at' in %s", source_name(spec))
                            : arena_printf("make 'buffer' in %s smaller", source_name(spec));
}

/* GNU ld itself refuses a section that reaches into another one, but not one that begins where another begins: that is what an overlay looks like. */
static const char *address_asserts(const struct spec *spec)
{
    static const char *const sections[] = { ".text", ".data", ".bss", NULL };
    struct text out = {0};

    if (!spec->at_address)
        return "";
    for (const char *const *name = sections; *name; name++)
        text_printf(&out, "ASSERT(ADDR(%s) + SIZEOF(%s) <= plog_region_start || ADDR(%s) >= plog_region_end,\n"
                          "       \"plog: the ring overlaps %s: %s\");\n", *name, *name, *name, *name, remedy(spec));
    text_printf(&out, "ASSERT(ABSOLUTE(plog_region_start) == 0x%" PRIX64 ", \"plog: the ring is not where %s wants it\");", region_address(spec), source_name(spec));
    return out.data;
}

static const char *linker_template(const struct spec *spec)
{
    if (spec->target->hosted)
        return "hosted.ld";
    return spec->target->linker ? spec->target->linker : "linker.ld";
}

/* What the runtime keeps beside the ring to count crashes: plog_loop in plog_loop.c. */
#define LOOP_SIZE 20u

/* Behind the blocks, with "ram ecc", stands a word to store to: see PLOG_ECC in plog_ring.h. */
static uint32_t region_size(const struct spec *spec, const struct layout *layout)
{
    uint32_t size = layout->block * layout->blocks, word = spec->ecc / 8;

    size = word == 0 ? size : (size + word - 1) / word * word + word;
    return spec->crash_loop > 0 ? size + LOOP_SIZE : size;
}

const char *emit_linker(const struct spec *spec, const char *template_dir, const struct layout *layout)
{
    struct text out = {0};
    bool filled = template_fill(&out, template_dir, linker_template(spec), (const struct replacement[]){
        { "stem", output_stem(spec) },
        { "project", spec->project.text },
        { "source", source_name(spec) },
        { "address", spec->at_address ? arena_printf("0x%" PRIX64 " ", region_address(spec)) : "" },
        { "region", region_symbol(spec) },
        { "size", arena_printf("%" PRIu32, region_size(spec, layout)) },
        { "push", spec->ecc == 0 ? "" : "KEEP(*(.plog_push)) /* \"ram ecc\" */" },
        { "beside", spec->crash_loop > 0 ? "KEEP(*(.plog_loop)) /* \"crash_loop\" */" : "" },
        { "heap", spec->at_address ? "" : "_end = .; /* the heap follows */\n__heap_start = .;" },
        { "remedy", remedy(spec) },
        { "address_asserts", address_asserts(spec) },
        { "crash", crash_linker_lines(spec) },
        { NULL, NULL },
    });

    return filled ? out.data : NULL;
}
