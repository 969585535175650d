/* Numbers of a spec: 12, 0x1F, 16K, 72MHz. */
#ifndef NUMBER_H
#define NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "lexer.h"

enum number_form {
    NUMBER_INTEGER,   /* decimal or 0x... */
    NUMBER_SIZE,      /* an integer, or a decimal one with K or M behind it */
    NUMBER_FREQUENCY  /* a decimal with Hz, kHz, MHz or GHz behind it; whole Hz */
};

/* Returns NULL, or what is wrong with the text. */
const char *number_parse(const char *text, enum number_form form, uint64_t *value);

/* The value of a token within first to last; 0 after a diagnostic that calls it `what`. */
struct checked_number {
    bool good;
    uint64_t value;
};
struct checked_number number_within(struct token token, enum number_form form, uint64_t first, uint64_t last,
                                    const char *what);

#endif
