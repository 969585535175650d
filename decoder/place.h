/* Places in the firmware's code, and what is said of them: frames of a crash, and the calls of the messages that tell theirs. */
#ifndef PLACE_H
#define PLACE_H

#include "buffer.h"
#include "firmware.h"
#include "record.h"

struct frame {
    uint64_t address;   /* of the code; without an ELF, as it stands in the record */
    uint64_t inside;    /* an address in the instruction that was being executed */
    bool verified;
};

/* Where a message was called whose record tells it. Returns the ELF; NULL if none is given, or none that fits, which is told on stderr. */
const struct firmware *place_of_call(struct firmwares *firmwares, const struct table *t, const struct record *r, struct frame *frame);

/* Appends "innermost (app.c:85), middle (app.c:93)"; a function that was inlined has no frame of its own. Returns false if nothing is known. */
bool place_add_lines(struct buffer *out, const struct firmware *f, const struct frame *frame);

#endif
