/*
 * What the search of a stack shares on the cores without an operating system: where it begins and ends. Included by their ..._crash.h.
 */
#ifdef __cplusplus
extern "C" {
#endif

/* From the linker fragment. */
extern const uint8_t plog_text_start[], plog_text_end[], plog_ram_start[];
extern const uint8_t plog_ram_end[] __attribute__((weak)); /* 0: not given */

#ifdef __cplusplus
}
#endif

/* The port's: where RAM ends that a stack may lie in. */
static uintptr_t plog_ram_end_found(void);

/* For that: the first of the symbols that the linker was given, or else the last one. */
static inline uintptr_t plog_first_given(const uint8_t *const *symbol, const uint8_t *const *last)
{
    while (symbol < last && *symbol == 0)
        symbol++;
    return (uintptr_t)*symbol;
}

/* A stack that grew out of RAM at its lower end is still read from there on, if it is not further below than this. */
#define PLOG_OVERFLOW 4096u /* bytes */

static uintptr_t plog_stack_end(uintptr_t *sp)
{
    uintptr_t start = (uintptr_t)plog_ram_start;
    uintptr_t end = plog_ram_end_found() & ~(sizeof end - 1);

    if (*sp < start && start - *sp <= PLOG_OVERFLOW)
        *sp = start;
    *sp = (*sp + sizeof *sp - 1) & ~(sizeof *sp - 1);
    return *sp >= start && *sp < end ? end : *sp;
}
