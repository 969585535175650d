/* Values of enums, bit numbers of flags: given or counted on, within the base, each once. */
#include <inttypes.h>

#include "check.h"
#include "diagnostic.h"
#include "map.h"

static unsigned base_bits(enum basic base)
{
    return 8u << (base - BASIC_U8);
}

static uint64_t largest_value(const struct named_type *type)
{
    unsigned bits = base_bits(type->base);
    if (type->kind == NAMED_FLAGS)
        return bits - 1;
    return bits == 64 ? UINT64_MAX : (UINT64_C(1) << bits) - 1;
}

static void check_value(const struct named_type *type, const struct constant *constant, struct map *values)
{
    const char *what = type->kind == NAMED_FLAGS ? "bit" : "value";
    uint64_t largest = largest_value(type);
    if (constant->value > largest) {
        error_at(constant->value_at, "%s %" PRIu64 " of '%s' does not fit %s; the largest is %" PRIu64, what,
                 constant->value, constant->name.text, type->base_word.text, largest);
        return;
    }
    char *key = arena_printf("%" PRIu64, constant->value);
    const struct constant *other = map_put(values, key, (void *)(uintptr_t)constant);
    if (other) {
        error_at(constant->value_at, "%s %" PRIu64 " of '%s' is taken by '%s'", what, constant->value,
                 constant->name.text, other->name.text);
        note_at(other->name.at, "'%s' is here", other->name.text);
    }
}

void check_constants(const struct named_type *type)
{
    struct map values = {0};
    uint64_t next = 0;
    bool full = false; /* the value before was the largest of all */
    for (struct constant *constant = type->constants; constant; constant = constant->next) {
        if (!constant->given && full) {
            error_at(constant->name.at, "there is no value left for '%s'; give it one", constant->name.text);
            return;
        }
        if (!constant->given)
            constant->value = next;
        check_value(type, constant, &values);
        next = constant->value + 1;
        full = next == 0;
    }
}
