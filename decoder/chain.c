#include "chain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "call_site.h"
#include "crash.h"
#include "unwind.h"

/* A proof under way. Pairs before `next` are used up: they lie below the stack pointer of the frame that was reached. */
struct prover {
    struct chain *chain;
    const struct record *record;
    struct unwind unwind;
    uint32_t next;
    unsigned exceptions; /* passed through, on all ways tried */
    unsigned strange;    /* return addresses behind a call of another function than that which returns there, which then was jumped to */
};

#define EXCEPTIONS_MAX 64

static void add_frame(struct chain *c, uint64_t address, uint64_t inside, bool verified)
{
    if (c->count < c->capacity)
        c->frames[c->count++] = (struct frame){ .address = address, .inside = inside, .verified = verified };
}

/* An address of the record, as linked; one that is not in the ELF, but in a library or nowhere, as it is. */
static uint64_t shown(const struct prover *p, uint64_t address)
{
    uint64_t linked = unwind_linked(&p->unwind, address);
    return firmware_is_code(p->chain->firmware, linked) ? linked : firmware_code_address(p->chain->firmware, address);
}

/* A frame that returns to this address: it is in the call before. */
static void add_return(struct prover *p, uint64_t address, bool verified)
{
    address = shown(p, address);
    add_frame(p->chain, address, address - 1, verified);
}

static void add_exact(struct prover *p, uint64_t address, bool verified)
{
    address = shown(p, address);
    add_frame(p->chain, address, address, verified);
}

/* The pair that stands at this place of the stack; those below are passed. */
static bool pair_at(struct prover *p, uint64_t place, uint64_t *address)
{
    while (p->next < p->record->crash.pairs && crash_place(p->record, p->next) < place)
        p->next++;
    if (p->next == p->record->crash.pairs || crash_place(p->record, p->next) != place)
        return false;
    *address = crash_address(p->record, p->next++);
    return true;
}

/* The return address that stands where the rule says; what was saved right below it is known, too. */
static bool caller_at(struct prover *p, const struct caller_rule *rule, uint64_t *address)
{
    uint64_t saved;
    if (!pair_at(p, rule->place, address))
        return false;
    if (rule->below >= 0 && crash_link(p->record, p->next - 1, &saved))
        unwind_set(&p->unwind, rule->below, saved);
    return true;
}

/* Cortex-M: what a handler returns to. The highest byte is all ones; bit 4 is clear if the FPU's registers were saved too, bit 2 is set if
   the interrupted code had the other stack. DDI 0403E, B1.5.8. */
static bool is_exc_return(const struct firmware *f, uint64_t address)
{
    return f->header.e_machine == EM_ARM && address >> 24 == 0xFF;
}

/* Cortex-M: where an exception came; a return address has bit 0 set. */
static bool is_interrupted(const struct firmware *f, uint64_t address)
{
    return f->header.e_machine == EM_ARM && (address & 1) == 0;
}

static bool follow(struct prover *p);

/* Whether the call before this return address may be one of the function that the pc is in: it is by a pointer or an
   entry of the PLT, of that function, or of another in assembler, which may go on in this one. */
static bool calls(const struct prover *p, uint64_t address)
{
    const struct firmware *f = p->chain->firmware;
    uint64_t target, start;
    switch (call_before(f, unwind_linked(&p->unwind, address), &target)) {
    case CALL_DIRECT: return (firmware_symbol_at(f, unwind_inside(&p->unwind), &start) && target == start) || firmware_is_plt(f, target) ||
                             !unwind_has_rule_at(&p->unwind, target);
    case CALL_INDIRECT: return true;
    case CALL_UNKNOWN: return f->header.e_machine == EM_X86_64;
    case CALL_NONE: break;
    }
    return false;
}

/* An exception: where it came, the frame that the core put on the stack, lr in it if that is known; and the frames shown before. */
struct entry {
    uint64_t pc, frame;
    const uint64_t *lr;
    size_t count;
};

struct way {
    bool whole;
    unsigned strange;
    size_t count;
};

/* Goes on with what it interrupted, as if the core's frame had this size. */
static struct way leave_exception(struct prover *p, const struct prover *start, const struct entry *e, uint64_t size)
{
    const unsigned exceptions = p->exceptions;
    *p = *start;
    p->exceptions = exceptions; /* counted on: this bounds the ways that are tried */
    p->chain->count = e->count;
    unwind_to_interrupted(&p->unwind, e->pc, e->frame, size, e->lr);
    bool whole = follow(p);
    return (struct way){ .whole = whole, .strange = p->strange, .count = p->chain->count };
}

static bool is_better(const struct way *way, const struct way *than)
{
    if (way->strange != than->strange)
        return way->strange < than->strange;
    return way->whole != than->whole ? way->whole : way->count > than->count;
}

/*
 * Through the frame that the core put on the stack: r0 to r3, r12, lr, pc, xpsr, and 18 words more if the FPU was in use. Which, is not always
 * in the record: then the way is taken on which the calls fit better, or else that proves more: on the other one, words that are left from
 * earlier calls may stand where return addresses would. Returns what follow() does.
 */
static bool follow_exception(struct prover *p, uint64_t frame, const uint64_t *exc_return)
{
    static const uint64_t small = 32, large = 104;
    uint64_t lr, pc;
    if (exc_return && *exc_return & 4)
        return false;
    const uint32_t next = p->next;
    bool has_lr = pair_at(p, frame + 20, &lr);
    if (!pair_at(p, frame + 24, &pc) || !is_interrupted(p->chain->firmware, pc) || p->exceptions >= EXCEPTIONS_MAX) {
        p->next = next; /* there is no frame: what was passed is shown as unverified */
        return false;
    }
    p->exceptions++;
    add_exact(p, pc, true);
    const struct prover start = *p;
    const struct entry entry = { .pc = pc, .frame = frame, .lr = has_lr ? &lr : NULL, .count = p->chain->count };
    if (exc_return)
        return leave_exception(p, &start, &entry, *exc_return & 16 ? small : large).whole;
    struct way first = leave_exception(p, &start, &entry, small), second = leave_exception(p, &start, &entry, large);
    return is_better(&second, &first) ? second.whole : leave_exception(p, &start, &entry, small).whole;
}

/* Goes to the caller at this address. Returns false if there is no code. */
static bool go(struct prover *p, uint64_t address, uint64_t cfa)
{
    if (!firmware_is_code(p->chain->firmware, unwind_linked(&p->unwind, address)))
        return false;
    p->strange += !calls(p, address);
    unwind_to(&p->unwind, address, cfa);
    add_return(p, address, true);
    return true;
}

/* Whether the pc is in the function that the firmware starts with, which nobody has called. */
static bool at_entry(const struct prover *p)
{
    const struct firmware *f = p->chain->firmware;
    const char *start = firmware_symbol(f, firmware_code_address(f, f->header.e_entry));
    return start && start == firmware_symbol(f, unwind_inside(&p->unwind));
}

/* What called main() may be in a library, and is of no interest. */
static bool at_main(const struct prover *p)
{
    const char *function = firmware_symbol(p->chain->firmware, unwind_inside(&p->unwind));
    return function && strcmp(function, "main") == 0;
}

/* Follows the chain as far as it can be proved. Returns whether that is to its end. */
static bool follow(struct prover *p)
{
    const struct firmware *f = p->chain->firmware;
    while (!at_entry(p) && !unwind_in_trap(&p->unwind)) {
        bool end = at_main(p);
        p->chain->has_main |= end;
        struct caller_rule rule = unwind_caller(&p->unwind);
        uint64_t address = rule.address;
        if (rule.where == CALLER_NONE)
            return true;
        if (rule.where == CALLER_UNKNOWN)
            return end;
        if (rule.where == CALLER_IN && is_exc_return(f, address))
            return follow_exception(p, rule.cfa, &address);
        if (rule.where == CALLER_AT && !caller_at(p, &rule, &address))
            return end || (f->header.e_machine == EM_ARM && follow_exception(p, rule.cfa, NULL));
        if (!go(p, address, rule.cfa))
            return end;
    }
    return at_entry(p);
}

/*
 * Where there is no rule: a call of what is no code, or a function in assembler. The caller is where the call put it, if nothing was done since.
 * It is believed if the call fits and the caller's own return address stands where it then must.
 */
static bool start_without_rule(struct prover *p)
{
    uint64_t link, sp = p->record->crash.sp;
    bool pushed = p->chain->firmware->header.e_machine == EM_X86_64;
    if (pushed ? !pair_at(p, sp, &link) : !unwind_link(&p->unwind, &link))
        return false;
    if (!calls(p, link)) {
        p->next = 0; /* it is shown as unverified */
        return false;
    }
    unwind_to(&p->unwind, link, pushed ? sp + 8 : sp);
    size_t first = p->chain->count;
    add_return(p, link, false);
    bool whole = follow(p);
    p->chain->frames[first].verified = p->chain->count > first + 1;
    return whole;
}

/* The record was written by a function of the log's own: its caller is the first frame. It must have been called directly. */
static bool start_in(struct prover *p, const char *function)
{
    const struct firmware *f = p->chain->firmware;
    uint64_t start, end, target;
    if (!firmware_function(f, function, &start, &end))
        return false;
    struct caller_rule rule = unwind_body(&p->unwind, start, end);
    uint64_t address;
    if (rule.where != CALLER_AT || !caller_at(p, &rule, &address) || !go(p, address, rule.cfa))
        return false;
    if (call_before(f, p->unwind.pc, &target) == CALL_DIRECT && target == start)
        return follow(p);
    p->chain->count = 0;
    p->next = 0;
    return false;
}

/* Where nothing can be proved, what is in the link register may be the caller: it is, of a function that calls none. */
static void add_link(struct prover *p)
{
    uint64_t link, target;
    if (crash_register(p->record, "a0", &link) && call_before(p->chain->firmware, link, &target) != CALL_NONE)
        add_return(p, link, false);
}

static bool prove(struct prover *p)
{
    static const char *const writers[ORIGIN_COUNT] = {
        [ORIGIN_ASKED] = "plog_backtrace", [ORIGIN_PANIC] = "plog_panic", [ORIGIN_ASSERT] = "plog_assert_failed"
    };
    uint64_t pc;
    unwind_start(&p->unwind, p->chain->firmware, p->record);
    if (writers[p->record->crash.origin])
        return start_in(p, writers[p->record->crash.origin]);
    if (!crash_register(p->record, "pc", &pc))
        return false;
    add_exact(p, pc, true);
    if (!unwind_knows(p->chain->firmware)) {
        add_link(p);
        return false;
    }
    return unwind_has_rule_at(&p->unwind, p->unwind.pc) ? follow(p) : start_without_rule(p);
}

/* Every pair was found behind a call, and plog_panic() was called. In another build, some would not be. */
static bool same_build(const struct firmware *f, const struct record *r)
{
    uint64_t target, machine, bias = 0;
    if (crash_register(r, "machine", &machine) && machine != f->header.e_machine)
        return false;
    if (crash_register(r, "base", &bias))
        bias -= f->start;
    if (crash_is_told(r) && call_before(f, r->crash.place - bias, &target) == CALL_NONE)
        return false;
    for (uint32_t i = 0; i < r->crash.pairs; i++) {
        uint64_t address = crash_address(r, i);
        if (!is_exc_return(f, address) && !is_interrupted(f, address) && call_before(f, address - bias, &target) == CALL_NONE)
            return false;
    }
    return true;
}

/* What plog_panic() was told, and where. */
static void find_told(struct prover *p)
{
    const struct record *r = p->record;
    uint64_t place = unwind_linked(&p->unwind, r->crash.place);
    p->chain->call = (struct frame){ .address = place, .inside = place - 1, .verified = true };
    p->chain->text = firmware_text(p->chain->firmware, unwind_moved(&p->unwind, r->crash.text), &p->chain->text_size);
}

void chain_find(struct chain *c, struct firmwares *firmwares, const struct record *r)
{
    struct prover p = { .chain = c, .record = r };
    chain_free(c);
    c->capacity = r->crash.pairs + 3;
    c->frames = calloc(c->capacity, sizeof *c->frames);
    if (!c->frames)
        return;
    c->firmware = !firmwares ? NULL : firmwares_find(firmwares, r->crash.table);
    if (c->firmware && !same_build(c->firmware, r)) {
        firmwares_refuse_build(firmwares, c->firmware);
        c->firmware = NULL;
    }
    c->whole = c->firmware && prove(&p);
    if (c->firmware && crash_is_told(r))
        find_told(&p);
    if (c->whole)
        return;
    size_t proved = c->count;
    for (uint32_t i = p.next; i < r->crash.pairs; i++) {
        uint64_t address = crash_address(r, i);
        if (!c->firmware)
            add_frame(c, address, address, false);
        else if (is_interrupted(c->firmware, address))
            add_exact(&p, address, false);
        else if (!is_exc_return(c->firmware, address))
            add_return(&p, address, false);
    }
    c->stopped = c->firmware && c->count > 0 && c->count == proved && c->frames[proved - 1].verified && !c->has_main && !r->crash.cut;
}

void chain_free(struct chain *c)
{
    free(c->frames);
    *c = (struct chain){ .frames = NULL };
}
