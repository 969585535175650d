/* Sources: System V ABI, AMD64, figure 3.36; DWARF for the Arm Architecture (IHI 0040), 4.1; and for the Arm 64-bit Architecture (IHI 0057), 4.1; RISC-V ELF psABI, "DWARF Register Numbers" and "Integer Calling Convention". */
#include "unwind.h"

#include <dwarf.h>
#include <stdlib.h>
#include <string.h>

#include "call_site.h"
#include "crash.h"
#include "epilogue.h"

/* A core's registers by DWARF's numbers. */
struct core {
    int machine;
    unsigned sp, link, frame;
    uint64_t kept; /* bit i: a function leaves register i as it was */
    const char *names[UNWIND_REGISTERS];
};

static const struct core cores[] = {
    { EM_AARCH64, 31, 30, 29, 0x3FF80000,
      { "x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, "x19", "x20", "x21",
        "x22", "x23", "x24", "x25", "x26", "x27", "x28", "x29", "x30" } },
    { EM_X86_64, 7, 16, 6, 0xF048,
      { "rax", "rdx", "rcx", "rbx", "rsi", "rdi", "rbp", NULL, "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15" } },
    { EM_ARM, 13, 14, 7, 0x0FF0,
      { "r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11", "r12", NULL, "lr" } },
    { EM_RISCV, 2, 1, 8, 0x0FFC0318,
      { NULL, "ra", NULL, "gp", "tp", "t0", "t1", "t2", "s0", "s1", "a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7",
        "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "t3", "t4", "t5", "t6" } },
};

static const struct core *core_of(const struct firmware *f)
{
    for (size_t i = 0; i < sizeof cores / sizeof *cores; i++)
        if (cores[i].machine == f->header.e_machine)
            return &cores[i];
    return NULL;
}

bool unwind_knows(const struct firmware *f)
{
    return core_of(f);
}

/* On AArch64, the link register may have a signature in the bits that no address of a program has. */
static uint64_t wrap(const struct unwind *u, uint64_t address)
{
    const GElf_Ehdr *header = &u->firmware->header;
    if (header->e_ident[EI_CLASS] == ELFCLASS32)
        return (uint32_t)address;
    return header->e_machine == EM_AARCH64 ? address & 0x0000FFFFFFFFFFFF : address;
}

static void set_register(struct unwind *u, unsigned number, uint64_t value)
{
    u->known[number] = true;
    u->value[number] = wrap(u, value);
}

uint64_t unwind_moved(const struct unwind *u, uint64_t address)
{
    return wrap(u, address - u->bias);
}

uint64_t unwind_linked(const struct unwind *u, uint64_t address)
{
    return firmware_code_address(u->firmware, unwind_moved(u, address));
}

void unwind_start(struct unwind *u, const struct firmware *f, const struct record *r)
{
    const struct core *core = core_of(f);
    *u = (struct unwind){ .firmware = f, .exact = true };
    if (crash_register(r, "base", &u->bias))
        u->bias -= f->start;
    if (!core)
        return;
    for (unsigned i = 0; i < UNWIND_REGISTERS; i++) {
        uint64_t value;
        if (core->names[i] && crash_register(r, core->names[i], &value))
            set_register(u, i, value);
    }
    set_register(u, core->sp, r->crash.sp);
    if (crash_is_framed(r))
        set_register(u, core->frame, r->crash.frame);
    if (crash_register(r, "pc", &u->pc))
        u->pc = unwind_linked(u, u->pc);
}

/* A register plus an offset: the only rule for the CFA that compilers write for these cores. */
static bool find_cfa(struct unwind *u, const struct core *core, Dwarf_Frame *frame, uint64_t *cfa)
{
    Dwarf_Op *operations;
    size_t count;
    if (dwarf_frame_cfa(frame, &operations, &count) != 0 || count != 1)
        return false;
    uint64_t base, offset;
    if (operations[0].atom == DW_OP_bregx) {
        base = operations[0].number;
        offset = operations[0].number2;
    } else if (operations[0].atom >= DW_OP_breg0 && operations[0].atom <= DW_OP_breg31) {
        base = operations[0].atom - DW_OP_breg0;
        offset = operations[0].number;
    } else {
        return false;
    }
    if (base >= UNWIND_REGISTERS || !u->known[base])
        return false;
    *cfa = wrap(u, u->value[base] + offset);
    /* A function is called with the stack aligned to 8 (AAPCS, 6.2.1.2); what the core skipped for that is not in the record. */
    if (u->entered && base == core->sp && *cfa % 8 == 4)
        *cfa = wrap(u, *cfa + 4);
    return true;
}

/* What the rule for a register says. */
enum saved { SAVED_AT, SAVED_NOT, SAVED_NOWHERE, SAVED_UNKNOWN };

static enum saved find_saved(struct unwind *u, Dwarf_Frame *frame, unsigned number, uint64_t cfa, uint64_t *place)
{
    Dwarf_Op memory[3], *operations;
    size_t count;
    if (dwarf_frame_register(frame, (int)number, memory, &operations, &count) != 0)
        return SAVED_UNKNOWN;
    if (count == 0)
        return operations ? SAVED_NOWHERE : SAVED_NOT;
    if (operations[0].atom != DW_OP_call_frame_cfa || count > 2 || (count == 2 && operations[1].atom != DW_OP_plus_uconst))
        return SAVED_UNKNOWN;
    *place = wrap(u, cfa + (count == 2 ? operations[1].number : 0));
    return SAVED_AT;
}

/* A return address may lie behind the function, if what it called does not return. */
uint64_t unwind_inside(const struct unwind *u)
{
    return u->exact ? u->pc : u->pc - 1;
}

static Dwarf_Frame *look_up(Dwarf_CFI *rules, uint64_t address)
{
    Dwarf_Frame *frame;
    return rules && dwarf_cfi_addrframe(rules, address, &frame) == 0 ? frame : NULL;
}

/* The linker leaves the rules of functions that it dropped, for address 0 on, where another function may be. So the rules must begin where
   the function does. */
static Dwarf_Frame *find_frame_in(Dwarf_CFI *rules, const struct firmware *f, uint64_t address)
{
    uint64_t start;
    Dwarf_Addr from = 0;
    if (!firmware_symbol_at(f, address, &start))
        return look_up(rules, address);
    Dwarf_Frame *first = look_up(rules, start);
    if (first)
        dwarf_frame_info(first, &from, NULL, NULL);
    free(first);
    return from == start ? look_up(rules, address) : NULL;
}

static Dwarf_Frame *find_frame(const struct unwind *u, uint64_t address)
{
    Dwarf_Frame *frame = find_frame_in(u->firmware->debug_frame, u->firmware, address);
    return frame ? frame : find_frame_in(u->firmware->eh_frame, u->firmware, address);
}

bool unwind_has_rule_at(const struct unwind *u, uint64_t address)
{
    Dwarf_Frame *frame = firmware_is_code(u->firmware, address) ? find_frame(u, address) : NULL;
    bool found = frame;
    free(frame);
    return found;
}

static struct caller_rule read_rule(struct unwind *u, const struct core *core, Dwarf_Frame *frame)
{
    struct caller_rule rule = { .where = CALLER_UNKNOWN };
    const int link = dwarf_frame_info(frame, NULL, NULL, NULL); /* core->link, but in what is called by another register */
    if (link < 0 || link >= UNWIND_REGISTERS || !find_cfa(u, core, frame, &rule.cfa))
        return rule;
    switch (find_saved(u, frame, (unsigned)link, rule.cfa, &rule.place)) {
    case SAVED_AT:
        rule.where = CALLER_AT;
        break;
    case SAVED_NOT:
        rule.where = u->known[link] ? CALLER_IN : CALLER_UNKNOWN;
        rule.address = u->value[link];
        break;
    case SAVED_NOWHERE:
        rule.where = CALLER_NONE;
        break;
    case SAVED_UNKNOWN:
        break;
    }
    return rule;
}

/* What the caller's registers were: what a function keeps is unchanged unless it was saved, for then the value is not in the record, but for
   that right below the return address. One that is called by another register keeps the link register, too. */
static void restore(struct unwind *u, const struct core *core, Dwarf_Frame *frame, struct caller_rule *rule)
{
    const uint64_t width = u->firmware->header.e_ident[EI_CLASS] == ELFCLASS32 ? 4 : 8;
    uint64_t place;
    rule->below = -1;
    const bool keeps_link = dwarf_frame_info(frame, NULL, NULL, NULL) != (int)core->link;
    for (unsigned i = 0; i < UNWIND_REGISTERS; i++) {
        enum saved saved = core->kept >> i & 1 || (keeps_link && i == core->link) ? find_saved(u, frame, i, rule->cfa, &place) : SAVED_UNKNOWN;
        if (saved != SAVED_NOT)
            u->known[i] = false;
        if (saved == SAVED_AT && rule->where == CALLER_AT && place == wrap(u, rule->place - width))
            rule->below = (int)i;
    }
}

bool unwind_link(const struct unwind *u, uint64_t *value)
{
    const struct core *core = core_of(u->firmware);
    *value = core ? u->value[core->link] : 0;
    return core && core->names[core->link] && u->known[core->link];
}

void unwind_set(struct unwind *u, int number, uint64_t value)
{
    set_register(u, (unsigned)number, value);
}

/* Whether a register that the function jumps by has the address behind a call of it, rather than another function's. */
static bool returns_by(const struct unwind *u, unsigned number)
{
    uint64_t start, target;
    if (!u->known[number] || !firmware_symbol_at(u->firmware, u->pc, &start))
        return false;
    enum call call = call_before(u->firmware, u->value[number], &target);
    return call == CALL_INDIRECT || (call == CALL_DIRECT && target == start);
}

/* What the instructions do is sure, so it goes before the rule. */
static void apply_epilogue(struct unwind *u, const struct core *core, struct caller_rule *rule)
{
    struct epilogue end;
    if (!u->known[core->sp] || !epilogue_find(u->firmware, u->pc, &end))
        return;
    if (end.in_register && !returns_by(u, end.number))
        return;
    uint64_t sp = u->value[core->sp];
    if (u->entered && (sp + end.cfa) % 8 == 4)
        sp += 4;
    *rule = (struct caller_rule){ .where = end.in_register ? CALLER_IN : CALLER_AT, .place = wrap(u, sp + end.place),
                                  .address = u->value[end.number], .cfa = wrap(u, sp + end.cfa) };
}

struct caller_rule unwind_caller(struct unwind *u)
{
    struct caller_rule rule = { .where = CALLER_UNKNOWN };
    const struct core *core = core_of(u->firmware);
    Dwarf_Frame *frame = core ? find_frame(u, unwind_inside(u)) : NULL;
    if (!frame)
        return rule;
    rule = read_rule(u, core, frame);
    if (u->exact)
        apply_epilogue(u, core, &rule);
    restore(u, core, frame, &rule);
    free(frame);
    return rule;
}

struct caller_rule unwind_body(struct unwind *u, uint64_t start, uint64_t end)
{
    struct caller_rule best = { .where = CALLER_UNKNOWN };
    const struct core *core = core_of(u->firmware);
    Dwarf_Frame *body = NULL;
    Dwarf_Addr from, to;
    for (uint64_t at = start; core && at < end; at = to) {
        Dwarf_Frame *frame = find_frame(u, at);
        if (!frame || dwarf_frame_info(frame, &from, &to, NULL) < 0 || to <= at) {
            free(frame);
            break;
        }
        struct caller_rule rule = read_rule(u, core, frame);
        bool more = rule.where == CALLER_AT && (best.where != CALLER_AT || rule.cfa > best.cfa);
        free(more ? body : frame);
        if (more) {
            body = frame;
            best = rule;
        }
    }
    if (body)
        restore(u, core, body, &best);
    free(body);
    return best;
}

void unwind_to(struct unwind *u, uint64_t address, uint64_t cfa)
{
    u->pc = unwind_linked(u, address);
    u->exact = false;
    u->entered = false;
    set_register(u, core_of(u->firmware)->sp, cfa);
}

void unwind_to_interrupted(struct unwind *u, uint64_t address, uint64_t frame, uint64_t size, const uint64_t *lr)
{
    const struct core *core = core_of(u->firmware);
    unwind_to(u, address, frame + size);
    u->exact = true;
    u->entered = true;
    if (lr)
        set_register(u, core->link, *lr);
}

bool unwind_in_trap(const struct unwind *u)
{
    static const unsigned a5 = 15;
    struct unwind copy = *u;
    uint64_t place;
    if (u->firmware->header.e_machine != EM_RISCV)
        return false;
    Dwarf_Frame *frame = find_frame(u, unwind_inside(u));
    bool trap = frame && find_saved(&copy, frame, a5, 0, &place) == SAVED_AT;
    free(frame);
    return trap;
}
