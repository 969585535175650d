/* The hashes by which a dump finds its table. docs/FORMAT.md, section 9. */
#ifndef FINGERPRINT_H
#define FINGERPRINT_H

#include "spec.h"

struct fingerprints {
    uint32_t wire;   /* everything that affects the bytes */
    uint32_t texts;  /* everything else that a person is shown */
    uint32_t schema; /* both: what the firmware carries */
};

struct fingerprints fingerprints_of(const struct spec *spec, const struct layout *layout);

#endif
