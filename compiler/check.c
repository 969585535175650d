#include "check.h"

#include "diagnostic.h"

void check_spec(struct spec *spec, const struct parsed *parsed)
{
    check_options(spec, parsed);
    check_names(spec);
    check_types(spec, parsed->types_lost);
    check_texts(spec);
    check_ids(spec);
    if (error_count() == 0)
        check_sizes(spec);
}
