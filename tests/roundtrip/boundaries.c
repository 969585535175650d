#include "boundaries.h"

struct list {
    uint64_t *values;
    unsigned count;
    uint64_t most;
};

static void add(struct list *list, uint64_t value)
{
    if (value <= list->most && list->count < BOUNDARIES_MAX)
        list->values[list->count++] = value;
}

/* Zigzag maps these to minimum, maximum, -1, -64, -65 and so on: what is a boundary for one is one for the other. */
static void add_integers(struct list *list, unsigned bits)
{
    for (uint64_t small = 0; small < 4; small++)
        add(list, small);
    for (unsigned length = 7; length < 64; length += 7)
        for (uint64_t near = 0; near < 3; near++)
            add(list, (UINT64_C(1) << length) - 1 + near);
    add(list, UINT64_C(0xFFFFFFFF));
    add(list, UINT64_C(0x100000000));
    add(list, (UINT64_C(1) << (bits - 1)) - 1);
    add(list, UINT64_C(1) << (bits - 1));
    add(list, list->most - 1);
    add(list, list->most);
}

/* Zero, denormals, normals, integers, what has no short decimal form, the largest, infinity, NaN. Both signs of each. */
static const uint32_t f32s[] = {
    0, 1, 0x007FFFFF, 0x00800000, 0x00800001, 0x33800000, 0x3DCCCCCD, 0x3EAAAAAB, 0x3F800000, 0x3F800001, 0x42C80000,
    0x4B7FFFFF, 0x4B800000, 0x501502F9, 0x5A0E1BCA, 0x5F000000, 0x7F7FFFFF, 0x7F800000, 0x7FC00000,
};
static const uint64_t f64s[] = {
    0, 1, 0x000FFFFFFFFFFFFF, 0x0010000000000000, 0x0010000000000001, 0x3CA0000000000000, 0x3FB999999999999A,
    0x3FD5555555555555, 0x3FF0000000000000, 0x3FF0000000000001, 0x4059000000000000, 0x433FFFFFFFFFFFFF,
    0x4340000000000000, 0x4341C37937E08000, 0x44B52D02C7E14AF6, 0x43E0000000000000, 0x7FEFFFFFFFFFFFFF,
    0x7FF0000000000000, 0x7FF8000000000000,
};

static void add_f32s(struct list *list)
{
    for (unsigned i = 0; i < sizeof f32s / sizeof *f32s; i++) {
        add(list, f32s[i]);
        add(list, f32s[i] | UINT64_C(1) << 31);
    }
}

static void add_f64s(struct list *list)
{
    for (unsigned i = 0; i < sizeof f64s / sizeof *f64s; i++) {
        add(list, f64s[i]);
        add(list, f64s[i] | UINT64_C(1) << 63);
    }
}

/* Every constant or bit, with a name or without. */
static void add_named(struct list *list, const struct field *field)
{
    for (unsigned bit = 0; field->kind == KIND_FLAGS && bit < field->bits; bit++)
        add(list, UINT64_C(1) << bit);
    for (size_t i = 0; field->kind == KIND_ENUM && i < field->type->constant_count; i++) {
        add(list, field->type->constants[i].value);
        add(list, field->type->constants[i].value + 1);
    }
}

unsigned boundaries(const struct field *field, uint64_t values[BOUNDARIES_MAX])
{
    struct list list = {.values = values, .most = UINT64_MAX >> (64 - field->bits)};
    switch (field->kind) {
    case KIND_BOOL:
        add(&list, 0);
        add(&list, 1);
        break;
    case KIND_F32:
        add_f32s(&list);
        break;
    case KIND_F64:
        add_f64s(&list);
        break;
    default:
        if (field->type)
            add_named(&list, field);
        add_integers(&list, field->bits);
        break;
    }
    return list.count;
}
