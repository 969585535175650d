/* Names of causes. Sources: ARMv7-M Architecture Reference Manual (DDI 0403E), B3.2.15 and B3.2.16; ARMv8-M (DDI 0553B), D1.2.225 SFSR;
   RISC-V Instruction Set Manual, volume II (20211203), table 3.6; Xtensa ISA Reference Manual (RD-2010.5), table 4-64; Linux, asm-generic/siginfo.h. */
#include "crash.h"

struct bit {
    unsigned number;
    unsigned valid;    /* bit that says that the address is known; 0: there is none */
    const char *address; /* register that has it */
    const char *name;
};

static const struct bit cfsr_bits[] = {
    { 0, 0, NULL, "instruction access violation" },
    { 1, 7, "mmfar", "data access violation" },
    { 3, 0, NULL, "memory fault while leaving an exception" },
    { 4, 0, NULL, "memory fault while entering an exception" },
    { 5, 0, NULL, "memory fault while saving the FPU" },
    { 8, 0, NULL, "instruction bus error" },
    { 9, 15, "bfar", "precise data bus error" },
    { 10, 0, NULL, "imprecise data bus error" },
    { 11, 0, NULL, "bus error while leaving an exception" },
    { 12, 0, NULL, "bus error while entering an exception" },
    { 13, 0, NULL, "bus error while saving the FPU" },
    { 16, 0, NULL, "undefined instruction" },
    { 17, 0, NULL, "invalid state" },
    { 18, 0, NULL, "invalid return from an exception" },
    { 19, 0, NULL, "no coprocessor" },
    { 20, 0, NULL, "stack overflow" },
    { 24, 0, NULL, "unaligned access" },
    { 25, 0, NULL, "division by zero" },
    { 0, 0, NULL, NULL }
};

static const struct bit hfsr_bits[] = {
    { 1, 0, NULL, "bus error while reading the vector table" },
    { 31, 0, NULL, "breakpoint without a debugger" },
    { 0, 0, NULL, NULL }
};

static const struct bit sfsr_bits[] = {
    { 0, 0, NULL, "invalid entry to the secure state" },
    { 1, 0, NULL, "invalid integrity signature" },
    { 2, 0, NULL, "invalid return to the secure state" },
    { 3, 6, "sfar", "security violation" },
    { 4, 0, NULL, "invalid branch out of the secure state" },
    { 5, 0, NULL, "security violation while saving the FPU" },
    { 7, 0, NULL, "security error while saving the FPU" },
    { 0, 0, NULL, NULL }
};

static const char *const traps[] = {
    "instruction address misaligned", "instruction access fault", "illegal instruction", "breakpoint", "load address misaligned",
    "load access fault", "store address misaligned", "store access fault", "environment call from user mode",
    "environment call from supervisor mode", NULL, "environment call from machine mode", "instruction page fault", "load page fault",
    NULL, "store page fault"
};
#define TRAPS (sizeof traps / sizeof *traps)

/* By EXCCAUSE, and whether EXCVADDR has an address then. */
static const struct {
    const char *name;
    bool address;
} exceptions[] = {
    { "illegal instruction", false }, { "system call", false }, { "instruction fetch error", true }, { "load or store error", true },
    { "interrupt", false }, { "register window", false }, { "division by zero", false }, { NULL, false },
    { "privileged instruction", false }, { "misaligned access", true }, { NULL, false }, { NULL, false },
    { "bus data error while fetching an instruction", true }, { "bus data error", true },
    { "bus address error while fetching an instruction", true }, { "bus address error", true },
    { "instruction TLB miss", true }, { "several instruction TLB hits", true }, { "instruction fetch without privilege", true },
    { NULL, false }, { "instruction fetch prohibited", true }, { NULL, false }, { NULL, false }, { NULL, false },
    { "data TLB miss", true }, { "several data TLB hits", true }, { "access without privilege", true }, { NULL, false },
    { "load prohibited", true }, { "store prohibited", true },
};
#define EXCEPTIONS (sizeof exceptions / sizeof *exceptions)

/* The signals that are caught, by their numbers on every Linux but MIPS, Alpha and SPARC; codes count from 1. */
#define SIGNAL_CODES 10
static const struct {
    unsigned signo;
    const char *name;
    const char *codes[SIGNAL_CODES];
    bool address;
} signals[] = {
    { 4, "SIGILL", { "illegal opcode", "illegal operand", "illegal addressing mode", "illegal trap", "privileged opcode",
                     "privileged register", "coprocessor error", "internal stack error" }, true },
    { 5, "SIGTRAP", { "breakpoint", "trace trap", "branch trap", "hardware breakpoint or watchpoint" }, true },
    { 6, "SIGABRT", { NULL }, false },
    { 7, "SIGBUS", { "misaligned address", "no such physical address", "hardware error", "memory error that must be handled", "memory error that may be handled" }, true },
    { 8, "SIGFPE", { "integer division by zero", "integer overflow", "float division by zero", "float overflow", "float underflow",
                     "inexact float", "invalid float operation", "subscript out of range" }, true },
    { 11, "SIGSEGV", { "address not mapped", "no permission", "bounds check failed", "protection key", NULL, NULL, NULL,
                      "memory tag mismatch, told late", "memory tag mismatch", "control protection" }, true },
};

static void add_hex(struct buffer *out, const struct record *r, uint64_t value)
{
    buffer_add_text(out, "0x");
    buffer_add_hex(out, value, 2 * r->crash.table->crash_address);
}

static void add_bits(struct buffer *out, const struct record *r, size_t start, const char *name,
                     const struct bit *bits)
{
    uint64_t value, address;
    if (!crash_register(r, name, &value))
        return;
    for (; bits->name; bits++) {
        if (!(value >> bits->number & 1))
            continue;
        if (out->size > start)
            buffer_add_text(out, ", ");
        buffer_add_text(out, bits->name);
        if (bits->address && value >> bits->valid & 1 && crash_register(r, bits->address, &address)) {
            buffer_add_text(out, " at ");
            add_hex(out, r, address);
        }
    }
}

static void add_trap(struct buffer *out, const struct record *r, uint64_t cause)
{
    uint64_t value;
    const char *name = cause < TRAPS ? traps[cause] : NULL;
    buffer_add_text(out, name ? name : "trap with mcause ");
    if (!name)
        add_hex(out, r, cause);
    /* mtval is an address for all of these but an illegal instruction, where it is that, and environment calls */
    if (name && crash_register(r, "mtval", &value) && cause != 2 && (cause < 8 || cause > 11) && (value != 0 || cause != 3)) {
        buffer_add_text(out, " at ");
        add_hex(out, r, value);
    }
}

static void add_exception(struct buffer *out, const struct record *r, uint64_t cause)
{
    uint64_t address;
    const char *name = cause < EXCEPTIONS ? exceptions[cause].name : NULL;
    buffer_add_text(out, name ? name : "exception with EXCCAUSE ");
    if (!name)
        add_hex(out, r, cause);
    if (name && exceptions[cause].address && crash_register(r, "excvaddr", &address)) {
        buffer_add_text(out, " at ");
        add_hex(out, r, address);
    }
}

/* What a process sends has a si_code that is not above 0; the record has it as wide as an address. */
static const char *sender(const struct record *r, uint64_t code)
{
    int64_t number = r->crash.table->crash_address == 4 ? (int32_t)(uint32_t)code : (int64_t)code;
    if (number == -6) /* SI_TKILL */
        return ", sent by tgkill, as abort() and raise() do";
    if (number == 128) /* SI_KERNEL */
        return ", by the processor, address not told";
    return number <= 0 ? ", sent by a process" : NULL;
}

static void add_signal(struct buffer *out, const struct record *r, uint64_t signo)
{
    uint64_t code = 0, address = 0;
    size_t i = 0;
    while (i < sizeof signals / sizeof *signals && signals[i].signo != signo)
        i++;
    if (i == sizeof signals / sizeof *signals) {
        buffer_add_text(out, "signal ");
        buffer_add_unsigned(out, signo);
        return;
    }
    buffer_add_text(out, signals[i].name);
    if (!crash_register(r, "code", &code) || !crash_register(r, "addr", &address))
        return;
    const char *sent = sender(r, code);
    if (sent) {
        buffer_add_text(out, sent);
        return;
    }
    if (code > SIGNAL_CODES || !signals[i].codes[code - 1])
        return;
    buffer_add_text(out, ", ");
    buffer_add_text(out, signals[i].codes[code - 1]);
    if (signo == 11 && (code == 8 || code == 10)) /* the kernel tells no address */
        return;
    buffer_add_text(out, " at ");
    add_hex(out, r, address);
}

void crash_cause(struct buffer *out, const struct record *r)
{
    size_t start = out->size;
    uint64_t value;
    if (crash_register(r, "mcause", &value))
        add_trap(out, r, value);
    else if (crash_register(r, "exccause", &value))
        add_exception(out, r, value);
    else if (crash_register(r, "signo", &value))
        add_signal(out, r, value);
    add_bits(out, r, start, "cfsr", cfsr_bits);
    add_bits(out, r, start, "hfsr", hfsr_bits);
    add_bits(out, r, start, "sfsr", sfsr_bits);
}
