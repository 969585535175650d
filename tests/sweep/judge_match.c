/* Which call each record that is shown is of. */
#include "judge.h"

/* Whether the first `left` things that are shown are the records before item `end`. */
static bool match_run(struct match *m, unsigned floor, unsigned end, size_t left)
{
    unsigned i;

    for (i = end; i > floor && left > 0; i--) {
        if (!is_certain(i - 1))
            continue;
        if (!matches(&shown.at[left - 1], i - 1))
            break;
        m->item[--left] = i - 1;
    }
    m->kept_from = i;
    m->kept_end = end;
    return left == 0;
}

/* With a crash loop: before a gap, what the first crash's block has. `left` things are shown before the gap, which ends with item `end`. Records
   without arguments may look like those in the gap. */
static void match_kept(struct match *m, unsigned floor, unsigned end, size_t left)
{
    for (; end > floor && !m->whole; end--)
        m->whole = is_certain(end - 1) && match_run(m, floor, end, left);
}

void match_all(struct match *m, unsigned floor, unsigned fuzzy, bool with_flying)
{
    size_t left = shown.count;
    unsigned i;

    m->whole = false;
    m->kept_from = m->kept_end = 0;
    for (i = count; i > fuzzy && left > 0; i--) {
        bool flying = is_record(i - 1) && in_flight(i - 1) && !known->committed[i - 1];

        if (flying ? !with_flying : !is_certain(i - 1))
            continue;
        if (!matches(&shown.at[left - 1], i - 1)) {
            m->oldest = i;
            if (loops)
                match_kept(m, floor, i, left);
            return;
        }
        m->item[--left] = i - 1;
    }
    while (i > fuzzy && !is_certain(i - 1))
        i--;
    m->oldest = i;
    for (; i > floor && left > 0; i--)
        if (is_record(i - 1) && matches(&shown.at[left - 1], i - 1))
            m->item[--left] = i - 1;
    m->whole = left == 0;
}
