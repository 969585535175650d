#include "records.h"

#include <stdlib.h>
#include <string.h>

#include "values.h"

static void put(struct plain *p, const void *bytes, size_t length)
{
    if (p->size + length > sizeof p->bytes)
        abort();
    memcpy(p->bytes + p->size, bytes, length);
    p->size += length;
}

static void put_number(struct plain *p, uint64_t number)
{
    put(p, &number, sizeof number);
}

/* With the marks that the decoder has for it. */
static void put_run(struct plain *p, const uint8_t *bytes, uint32_t length, bool cut, bool null)
{
    put(p, &cut, 1);
    put(p, &null, 1);
    put_number(p, length);
    put(p, bytes, length);
}

static void put_real(struct plain *p, double real)
{
    put(p, &real, sizeof real);
}

/* What the decoder has read, by the types in the table. */
static const struct value *put_field(struct plain *p, const struct field *f, const struct value *v)
{
    uint32_t elements = f->shape == SHAPE_EXACTLY ? f->count : 1;

    if (f->wire == WIRE_RUN) {
        put_run(p, v->as.bytes, v->null ? 0 : v->length, v->cut, v->null);
        return v + 1;
    }
    if (f->shape == SHAPE_UP_TO) {
        put(p, &v->cut, 1);
        put(p, &v->null, 1);
        elements = v->null ? 0 : v->length;
        put_number(p, elements);
        v++;
    }
    while (elements-- > 0) {
        if (f->wire == WIRE_STRUCT)
            for (size_t i = 0; i < f->type->field_count; i++)
                v = put_field(p, &f->type->fields[i], v);
        else if (f->wire == WIRE_F32 || f->wire == WIRE_F64)
            put_real(p, (v++)->as.real);
        else
            put_number(p, (v++)->as.number);
    }
    return v;
}

void records_read(struct plain *p, const struct record *r)
{
    const struct value *v = r->values;

    p->size = 0;
    put_number(p, r->message->id);
    put_number(p, r->nulls);
    for (size_t i = 0; i < r->message->argument_count; i++)
        v = put_field(p, &r->message->arguments[i], v);
}

static void expect_texts(struct plain *p, uint32_t n)
{
    uint32_t length = values_length(n, 8u);
    uint8_t text[10], bytes[3];

    for (uint32_t i = 0; i < length; i++)
        text[i] = values_byte(n, i);
    for (uint32_t i = 0; i < 3u; i++)
        bytes[i] = values_byte(n, 20u + i);
    if (values_null(n))
        put_run(p, text, 0, false, true);
    else
        put_run(p, text, length > 8u ? 8u : length, length > 8u, false);
    put_run(p, bytes, 3, false, false);
}

static void expect_runs(struct plain *p, uint32_t n)
{
    uint32_t length = values_length(n, 4u), words = values_length(n, 3u);
    uint8_t bytes[5];
    bool cut = words > 3u, null = values_null(n);

    for (uint32_t i = 0; i < 5u; i++)
        bytes[i] = values_byte(n, i);
    put_run(p, bytes, length > 4u ? 4u : length, length > 4u, false);
    if (null)
        cut = false;
    put(p, &cut, 1);
    put(p, &null, 1);
    words = null ? 0 : cut ? 3u : words;
    put_number(p, words);
    for (uint32_t i = 0; i < words; i++)
        put_number(p, (uint16_t)values_number(n, i));
    put_number(p, (uint64_t)(int64_t)(int32_t)values_number(n, 4u));
    put_number(p, (uint64_t)(int64_t)-(int32_t)(values_number(n, 5u) / 2u));
}

static void expect_point(struct plain *p, uint32_t n, uint32_t i)
{
    put_real(p, values_real(n, i));
    put_number(p, (uint64_t)(int64_t)values_short(n, i + 10u));
    put_number(p, values_hash(n, i + 20u) % 2u);
}

static void expect_others_again(struct plain *p, uint32_t n)
{
    put_number(p, values_hash(n, 1) % 2u != 0 ? 60000u : 1u);
    put_number(p, values_long(n, 2));
    put_number(p, values_long(n, 3));
    put_real(p, values_real(n, 4));
    if (values_null(n)) {
        put_real(p, 0);
        put_number(p, 0);
        put_number(p, 0);
        put_number(p, 0);
    } else {
        expect_point(p, n, 0);
        put_number(p, values_number(n, 40u));
    }
}

static void expect_lamps(struct plain *p, uint32_t n)
{
    uint32_t length = values_length(n, 2u);
    bool cut = length > 2u, null = false;

    for (uint32_t i = 0; i < 3u; i++)
        put_number(p, values_hash(n, i) % 2u);
    length = cut ? 2u : length;
    put(p, &cut, 1);
    put(p, &null, 1);
    put_number(p, length);
    for (uint32_t i = 0; i < length; i++)
        expect_point(p, n, i);
    for (uint32_t i = 0; i < 2u; i++)
        put_number(p, (uint16_t)values_hash(n, 50u + i));
    for (uint32_t i = 0; i < 2u; i++)
        put_number(p, values_byte(n, i));
}

void records_expect(struct plain *p, uint32_t n)
{
    static const uint8_t modes[2] = { 0, 5 };

    p->size = 0;
    put_number(p, values_message(n) + 1u);
    put_number(p, values_message(n) == 9u && values_null(n) ? 1u << 4 : 0);
    switch (values_message(n)) {
    case 1:
        put_number(p, (uint8_t)values_number(n, 0));
        put_number(p, (uint16_t)values_number(n, 1));
        put_number(p, values_number(n, 2));
        put_number(p, values_long(n, 3));
        break;
    case 2:
        put_number(p, (uint64_t)(int64_t)(int8_t)values_number(n, 0));
        put_number(p, (uint64_t)(int64_t)values_short(n, 1));
        put_number(p, (uint64_t)(int64_t)(int32_t)values_number(n, 2));
        put_number(p, values_long(n, 3));
        break;
    case 3:
        put_number(p, values_hash(n, 0));
        put_number(p, (uint64_t)(int64_t)values_short(n, 1));
        put_real(p, values_double(n, 2));
        break;
    case 4:
        put_number(p, values_hash(n, 0) % 2u);
        put_number(p, values_byte(n, 1));
        put_number(p, (uint16_t)values_hash(n, 2));
        put_number(p, modes[values_hash(n, 3) % 2u]);
        put_number(p, (uint16_t)values_hash(n, 4));
        break;
    case 5:
        expect_texts(p, n);
        break;
    case 6:
        expect_runs(p, n);
        break;
    case 7:
        for (uint32_t i = 0; i < 2u; i++)
            expect_point(p, n, i);
        for (uint32_t i = 0; i < 2u; i++)
            put_real(p, values_double(n, i + 30u));
        break;
    case 8:
        put_number(p, (uint64_t)(int64_t)(int32_t)values_number(n, 0));
        break;
    case 9:
        expect_others_again(p, n);
        break;
    case 10:
        put_number(p, (uint8_t)values_number(n, 0));
        break;
    case 12:
        expect_lamps(p, n);
        break;
    }
}

bool records_equal(const struct plain *a, const struct plain *b)
{
    return a->size == b->size && memcmp(a->bytes, b->bytes, a->size) == 0;
}
