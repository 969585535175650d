/* Resets at every store: runs a function one instruction at a time and keeps each state that the memory goes through. */
#ifndef STEPS_H
#define STEPS_H

#include <stddef.h>
#include <stdint.h>

struct steps {
    size_t count;
    uint8_t *states; /* count times size bytes, in order; the last is what the function left */
    size_t size;
};

/* region must be shared with children. It is as the function left it afterwards. */
void steps_take(struct steps *steps, void (*function)(void), const uint8_t *region, size_t size);

/* Changes each state to what RAM with ECC over words of so many bytes (4 or 8) holds then: the last store that filled no word is held back, with
   the rest of its word, until another such store comes to another word. A store that fills a word overtakes it. */
void steps_hold_back(struct steps *steps, size_t word);

const uint8_t *steps_state(const struct steps *steps, size_t i);
void steps_free(struct steps *steps);

#endif
