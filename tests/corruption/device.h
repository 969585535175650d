/* The machine whose memory is damaged: a ring between guard pages, resets, and records that follow from their number. */
#ifndef DEVICE_H
#define DEVICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct device {
    uint8_t *region;
    unsigned size, block, blocks, header, parity; /* bytes; parity: at the end of a block */
    unsigned check; /* bytes, of each record */
    bool drop;
    unsigned rings;    /* in the region, one after another */
    unsigned first[3]; /* place of each ring's first block, and the one behind the last */
    uint8_t *beside;   /* what else outlives a reset: what a crash loop needs, or a backup */
    unsigned beside_size; /* bytes; 0: there is nothing */
    bool guards;       /* the first crash of a row is kept */
    bool backs_up;
    uint64_t span; /* ticks after which a block's base time begins anew; 0: no clock */
};

extern struct device device;

void device_power_on(void);

/* What a reset forgets, and the boot that follows. False if the log did not start. */
bool device_boot(void);

void device_log(uint32_t number);

/* A record of so many bytes of the number's pattern; where the spec has `blob`. */
void device_log_blob(uint32_t number, unsigned length);
extern const unsigned device_largest; /* bytes of a blob, at most */

/* Keeps what outlives a reset, and what the writer has in ordinary RAM, and goes back to it: the same writer, cut short. There is room for so many. */
#define DEVICE_KEPT 2u
void device_keep(unsigned which);
void device_resume(unsigned which);

/* Hands everything to a sink that throws it away. */
void device_drain(void);

/* plog_clear(). */
void device_clear(void);

/* Makes the check right of a header that stands at these bytes. */
void device_seal(uint8_t *bytes);

/* Copies the newest blocks to the backup, if there is one. */
void device_back_up(void);

/* plog_going_down(): copies them, too. */
void device_go_down(void);

/* The ring that a number is logged to: with two, each fourth is of the second. */
unsigned device_ring(uint32_t number);

/* Makes all checks right of what is beside the ring, so that it is believed. */
void device_seal_beside(void);

/* With parity: gives it to the newest block of the first ring, as a crash does. */
void device_seal_open(void);

/* The place of the block that a row of crashes keeps, if it was not drained; the number of blocks if there is none. */
unsigned device_guarded(void);

/* The place of the block that is being filled, and (of ring 0) its committed end. */
unsigned device_place(unsigned ring);
unsigned device_used(void);

/* The values that go with a number. */
uint32_t product_of(uint32_t number);
unsigned text_of(uint32_t number, char text[16]);
uint8_t pattern_of(uint32_t number, unsigned i);

#endif
