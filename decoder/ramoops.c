#include "ramoops.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "bytes.h"
#include "correct.h"
#include "kernel.h"

#define SIGNATURE 0x43474244u
#define HEADER 12u
#define ECC CORRECT_PARITY
#define ECC_BLOCK 128u
#define ZONE_MIN (HEADER + 3 * ECC)
#define ENDS_MAX 64      /* places at which a zone may end that are tried */
#define ZONE_MAX ((size_t)8 << 20) /* bytes of data that are shown: all is copied, and no zone need be as large */
#define TEXT_MAX ((size_t)4 << 20)

struct zone {
    size_t offset;       /* in the dump */
    size_t size;         /* of all of it */
    size_t room;         /* for data */
    uint32_t next, used;
    bool checked;        /* it has a code */
    size_t wrong;        /* bytes corrected */
    size_t good;         /* data up to the first block that could not be corrected */
};

static bool read_header(const uint8_t *header, struct zone *zone)
{
    zone->next = load32(header + 4);
    zone->used = load32(header + 8);
    return load32(header) == SIGNATURE && zone->next <= zone->used && zone->used <= zone->room;
}

/* Whether a zone of this size with a code begins here: the header's own stands at its end. */
static bool find_checked(const struct input *in, size_t size, struct zone *zone)
{
    uint8_t header[HEADER + ECC];
    const uint8_t *begin = in->data + zone->offset;
    size_t blocks = (size - HEADER - ECC + ECC_BLOCK + ECC - 1) / (ECC_BLOCK + ECC);
    memcpy(header, begin, HEADER);
    memcpy(header + HEADER, begin + size - ECC, ECC);
    int wrong = correct_bytes(header, HEADER);
    zone->size = size;
    zone->room = size - HEADER - (blocks + 1) * ECC;
    zone->checked = wrong >= 0 && read_header(header, zone);
    zone->wrong = zone->checked ? (size_t)wrong : 0;
    return zone->checked;
}

/* Offset of the next signature at or behind `at`, or the dump's size. */
static size_t next_signature(const struct input *in, size_t at)
{
    for (size_t passed = at; at + 4 <= in->size; input_pass(in, &passed, at)) {
        size_t left = in->size - at - 3, size = left < INPUT_PASS_STEP ? left : INPUT_PASS_STEP;
        const uint8_t *found = memchr(in->data + at, SIGNATURE & 0xFF, size);
        if (found && load32(found) == SIGNATURE)
            return (size_t)(found - in->data);
        at = found ? (size_t)(found - in->data) + 1 : at + size;
    }
    return in->size;
}

/* A zone ends where another begins, or with the dump. What looks like a signature may be text of the zone, so the code decides. */
static bool find_zone(const struct input *in, size_t offset, struct zone *zone)
{
    size_t end = offset;
    *zone = (struct zone){ .offset = offset };
    for (int i = 0; i < ENDS_MAX && end < in->size; i++) {
        end = next_signature(in, end + 4);
        if (end - offset >= ZONE_MIN && find_checked(in, end - offset, zone))
            return true;
    }
    if (in->size - offset < HEADER)
        return false;
    zone->room = in->size - offset - HEADER;
    if (!read_header(in->data + offset, zone))
        return false;
    zone->size = HEADER + zone->used;
    return true;
}

/* Puts the zone's bytes from `at` on to their place in its text. The oldest byte stands where the next one would go. */
static void put(const struct zone *zone, uint8_t *text, size_t at, const uint8_t *bytes, size_t size)
{
    size_t newer = at >= zone->next ? 0 : zone->next - at < size ? zone->next - at : size;
    memcpy(text + (zone->used - zone->next) + at, bytes, newer);
    memcpy(text + (at + newer - zone->next), bytes + newer, size - newer);
}

/* Corrects the data, block by block. What can't be is told, and becomes ends of lines, which print as nothing. */
static void correct_data(const struct input *in, struct zone *zone, uint8_t *text, struct history *h)
{
    size_t start = zone->offset + HEADER;
    for (size_t at = 0; at < zone->used; at += ECC_BLOCK) {
        uint8_t block[ECC_BLOCK + ECC];
        size_t size = zone->room - at < ECC_BLOCK ? zone->room - at : ECC_BLOCK;
        size_t valid = zone->used - at < size ? zone->used - at : size;
        memcpy(block, in->data + start + at, size);
        memcpy(block + size, in->data + start + zone->room + at / ECC_BLOCK * ECC, ECC);
        int wrong = correct_bytes(block, size);
        if (wrong < 0) {
            memset(block, '\n', size);
            history_damage(h, start + at, valid, "more of the kernel's log is wrong here than its code can correct");
            zone->good = zone->good < at ? zone->good : at;
        } else {
            zone->wrong += (size_t)wrong;
        }
        put(zone, text, at, block, valid);
    }
}

/* Raw deflate, as pstore compresses. */
static void print_compressed(const struct zone *zone, const char *file, uint8_t *data, size_t size, struct history *h)
{
    z_stream stream = { .next_in = data, .avail_in = (uInt)size };
    uint8_t *text = malloc(TEXT_MAX);
    if (text && inflateInit2(&stream, -MAX_WBITS) == Z_OK) {
        stream.next_out = text;
        stream.avail_out = (uInt)TEXT_MAX;
        int status = inflate(&stream, Z_FINISH);
        kernel_lines(h, file, (const char *)text, TEXT_MAX - stream.avail_out);
        if (status != Z_STREAM_END)
            history_damage(h, zone->offset, stream.avail_in, "the kernel's compressed log can't be expanded further");
        inflateEnd(&stream);
    } else {
        history_damage(h, zone->offset, size, "no memory to expand the kernel's compressed log");
    }
    free(text);
}

/* A dump begins with "====", seconds, and "-C" or "-D": whether it is compressed. Returns the size of that line, or 0. */
static size_t dump_header(const char *text, size_t size, bool *compressed)
{
    const char *end = size > 7 && memcmp(text, "====", 4) == 0 ? memchr(text, '\n', size < 64 ? size : 64) : NULL;
    if (!end || end - text < 6 || end[-2] != '-')
        return 0;
    *compressed = end[-1] == 'C';
    return (size_t)(end - text) + 1;
}

static void print_text(const struct zone *zone, const char *file, uint8_t *text, struct history *h)
{
    char about[128];
    bool compressed = false;
    size_t header = zone->next == zone->used ? dump_header((const char *)text, zone->used, &compressed) : 0;
    snprintf(about, sizeof about, zone->checked ? "ramoops zone at offset %zu, %zu bytes corrected"
                                                : "ramoops zone at offset %zu, without a code: unchecked",
             zone->offset, zone->wrong);
    kernel_lines(h, file, about, strlen(about));
    if (compressed)
        print_compressed(zone, file, text + header, (zone->good > header ? zone->good : header) - header, h);
    else if (zone->good > 0)
        kernel_lines(h, file, (const char *)text + header, zone->used - header);
    else
        history_damage(h, zone->offset, zone->used, "the begin, which would tell whether it is compressed, is damaged");
}

static void print_zone(const struct input *in, struct zone *zone, const char *file, struct history *h)
{
    uint8_t *text = zone->used <= ZONE_MAX ? malloc(zone->used) : NULL;
    if (!text) {
        history_damage(h, zone->offset, zone->used, zone->used > ZONE_MAX ? "a zone of more than 8 MiB is not shown" : "no memory for the kernel's log");
        return;
    }
    zone->good = zone->used;
    if (zone->checked)
        correct_data(in, zone, text, h);
    else
        put(zone, text, 0, in->data + zone->offset + HEADER, zone->used);
    print_text(zone, file, text, h);
    free(text);
}

size_t ramoops_print(const struct input *in, const char *file, struct history *h)
{
    size_t count = 0;
    struct zone zone;
    /* The first zone may be the one whose signature is damaged. */
    for (size_t offset = 0; offset < in->size; offset = next_signature(in, offset + 1)) {
        if (!find_zone(in, offset, &zone))
            continue;
        count++;
        if (zone.used > 0)
            print_zone(in, &zone, file, h);
        offset += zone.size - 1;
    }
    return count;
}
