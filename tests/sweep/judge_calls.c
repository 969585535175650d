/* What the journal tells of the calls that the ring has to do with. */
#include "judge.h"
#include "values.h"

static uint8_t kinds[RINGS_MOST][JOURNAL_ITEMS]; /* of each ring; it is asked for them many times */

static uint32_t rings_of_core(uint32_t core)
{
    uint32_t mask = 0;

    for (uint32_t i = 0; i < table->ring_count; i++)
        if (table->rings[i].core == core)
            mask |= 1u << i;
    return mask;
}

/* Of a core's rings the one for what is kept, or for the others. */
static uint32_t ring_for(uint32_t mask, bool kept)
{
    uint32_t match = 0;

    for (uint32_t i = 0; i < table->ring_count; i++)
        if ((mask & 1u << i) != 0 && table->rings[i].keep == kept)
            match = 1u << i;
    return match ? match : mask;
}

/* The rings that a call works on. */
static uint32_t rings_of(unsigned item)
{
    uint32_t mask = rings_of_core(table->rings[0].cores ? values_core(item) : 0);

    switch (items[item] & ITEM_KIND) {
    case ITEM_LOG: return ring_for(mask, values_kept(values_message(item)));
    case ITEM_RESET: return ring_for(mask, true);
    case ITEM_BOOT: return UINT32_MAX;
    default: return mask;
    }
}

void read_kinds(void)
{
    for (unsigned i = 0; i < JOURNAL_ITEMS; i++) {
        uint32_t rings = i < count ? rings_of(i) : 0;

        for (uint32_t of = 0; of < table->ring_count; of++)
            kinds[of][i] = (rings & 1u << of) != 0 ? items[i] & ITEM_KIND : ITEM_NONE;
    }
}

unsigned kind_of(unsigned item)
{
    return kinds[ring][item];
}

bool is_record(unsigned item)
{
    return kind_of(item) == ITEM_LOG || kind_of(item) == ITEM_BOOT || kind_of(item) == ITEM_RESET;
}

bool has_returned(unsigned item)
{
    return (items[item] & ITEM_DONE) != 0;
}

bool in_flight(unsigned item)
{
    return !has_returned(item) && item >= known->run_begins;
}

bool is_certain(unsigned item)
{
    return is_record(item) && (known->committed[item] || (has_returned(item) && (items[item] & ITEM_DROPPED) == 0));
}

unsigned run_of(unsigned item)
{
    unsigned run = 0;

    for (unsigned i = 0; i <= item; i++)
        run += kind_of(i) == ITEM_BOOT;
    return run;
}

/* Whether a boot can have this number: it keeps its own, and a new one is above those before it. */
static bool may_have_number(unsigned run, uint16_t number)
{
    if (known->boots[run] != 0)
        return known->boots[run] == number;
    for (unsigned before = 0; before < run; before++)
        if (known->boots[before] >= number)
            return false;
    return true;
}

bool matches(const struct shown *s, unsigned item)
{
    struct plain plain;

    switch (kind_of(item)) {
    case ITEM_BOOT:
        return s->kind == EVENT_BOOT && may_have_number(run_of(item), s->boot);
    case ITEM_RESET:
        return s->kind == EVENT_RESET;
    case ITEM_LOG:
        if (s->kind != EVENT_MESSAGE)
            return false;
        records_expect(&plain, item);
        return records_equal(&plain, &s->plain);
    default:
        return false;
    }
}

unsigned floor_of(void)
{
    unsigned floor = 0;

    for (unsigned i = 0; i < count; i++)
        if (kind_of(i) == ITEM_CLEAR && has_returned(i))
            floor = i + 1;
    return floor;
}

unsigned fuzzy_of(unsigned floor)
{
    unsigned fuzzy = floor;

    for (unsigned i = floor; i < count; i++)
        if (kind_of(i) == ITEM_CLEAR)
            fuzzy = i + 1;
    return fuzzy;
}
