/*
 * Frames on a line that loses, changes, repeats and adds bytes. What plogcat shows of the capture is compared with what was logged, and
 * with the frames that came through whole. ring.c is the log under test; PLOGCAT and PLOGCAT_SANE (with sanitizers) the decoder, TABLE its table.
 */
#include "ring.c"
#include "device.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_MARKS = 4000, MOST_FRAMES = 2000 };

#ifdef __SANITIZE_ADDRESS__ /* it is slow, and looks for other mistakes */
#define EVERY 7
#else
#define EVERY 1
#endif

/* The line, and who is at its end. */
static struct {
    uint8_t bytes[1 << 17];
    size_t size;
} capture;

/* Each frame: where it stands in the capture, and the marks that are in it. */
static struct frame {
    size_t start, end;
    uint32_t first, last; /* from first to before last */
    unsigned number;
} frames[MOST_FRAMES];
static size_t frame_count;

/* What plogcat showed of it. */
static struct {
    bool shown[MOST_MARKS];
    size_t count;
    bool falls;     /* a mark that is not greater than the one before */
    bool made_up;   /* a mark that was never logged */
    unsigned damage;
    char damaged[256]; /* the last line of damage */
    bool lost;
    int status;
} seen;

static size_t room; /* what the line takes at a call */

static size_t to_line(void *user, const void *bytes, size_t length)
{
    size_t taken = length < room ? length : room;

    (void)user;
    ck_assert_uint_ge(length, 1);
    ck_assert_uint_le(length, 166); /* as plog.h says */
    memcpy(capture.bytes + capture.size, bytes, taken);
    capture.size += taken;
    return taken;
}

static void say(const char *text)
{
    memcpy(capture.bytes + capture.size, text, strlen(text));
    capture.size += strlen(text);
}

static void reset_line(void)
{
    reset();
    memset(&plog_frame, 0, sizeof plog_frame);
}

static void start(void)
{
    room = SIZE_MAX;
    reset_line();
    boot(PLOG_CAUSE_PIN);
}

/* One frame with so many marks, or two when a block ends in it. */
static void frame_of(uint32_t marks)
{
    struct frame *frame = &frames[frame_count++];

    frame->start = capture.size;
    frame->first = next_mark;
    frame->number = plog_frame.number;
    mark_times(marks);
    ck_assert_uint_gt(plog_poll(to_line, NULL, SIZE_MAX), 0);
    frame->end = capture.size;
    frame->last = next_mark;
}

/* A line of frames with 0 to 4 marks each: the first has just the boot. Some fill a block and begin the next. */
static void frames_up_to(size_t count)
{
    start();
    while (frame_count < count)
        frame_of((uint32_t)frame_count % 5 + (frame_count > 0));
}

static void take_line(const char *line)
{
    const char *text = strstr(line, "  mark  mark ");
    static uint32_t next;

    if (seen.count == 0)
        next = 0;
    if (text) {
        uint32_t value = (uint32_t)strtoul(text + 13, NULL, 10);

        seen.falls |= value < next;
        seen.made_up |= value >= next_mark;
        next = value + 1;
        if (value < MOST_MARKS)
            seen.shown[value] = true;
        seen.count++;
    } else if (strstr(line, "plog.damage")) {
        seen.damage++;
        snprintf(seen.damaged, sizeof seen.damaged, "%.255s", line);
    }
    seen.lost |= strstr(line, "plog.lost") != NULL;
}

/* Runs a plogcat on the bytes. */
static void show_by(const char *plogcat, const uint8_t *bytes, size_t size)
{
    char name[64], command[512], line[512];
    FILE *file;

    snprintf(name, sizeof name, "%s.%d", CAPTURE, (int)getpid());
    file = fopen(name, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    fclose(file);
    memset(&seen, 0, sizeof seen);
    snprintf(command, sizeof command, "%s -t %s %s 2>&1", plogcat, TABLE, name);
    file = popen(command, "r");
    ck_assert_ptr_nonnull(file);
    while (fgets(line, sizeof line, file))
        take_line(line);
    seen.status = WEXITSTATUS(pclose(file));
    unlink(name);
    ck_assert(!seen.falls);
    ck_assert(!seen.made_up);
    ck_assert_int_le(seen.status, 2);
}

static void show(const uint8_t *bytes, size_t size)
{
    show_by(PLOGCAT, bytes, size);
}

/* Whether the byte is in a frame that has others before and behind it: of the first and the last nobody knows that they were there. */
static bool is_between(size_t byte)
{
    return byte >= frames[0].end && byte < frames[frame_count - 1].start;
}

static void show_capture(void)
{
    show(capture.bytes, capture.size);
}

/* All marks, each once, and nothing to complain of. */
static void expect_all(void)
{
    ck_assert_int_eq(seen.status, 0);
    ck_assert_uint_eq(seen.count, next_mark);
    ck_assert_uint_eq(seen.damage, 0);
}

/* Just the marks of the frames that do not overlap with these bytes of the capture. */
static void expect_all_but(size_t start_of, size_t end_of)
{
    size_t count = 0;

    for (size_t i = 0; i < frame_count; i++) {
        bool hit = frames[i].start < end_of && frames[i].end > start_of;

        for (uint32_t value = frames[i].first; value < frames[i].last; value++) {
            ck_assert_msg(hit || seen.shown[value], "mark %u is not shown", (unsigned)value);
            count += !hit;
        }
    }
    ck_assert_uint_le(count, seen.count);
}

START_TEST(goes_round)
{
    for (size_t max = 1; max < 400; max += max < 8 ? 1 : 37) {
        power_on();
        capture.size = committed = next_mark = 0;
        start();
        for (unsigned i = 0; i < 300; i++) {
            mark();
            room = i % 11 == 0 ? 0 : 1 + i % 97;
            ck_assert_uint_le(plog_poll(to_line, NULL, max), max);
        }
        room = SIZE_MAX;
        while (plog_poll(to_line, NULL, max) > 0)
            ;
        ck_assert(!plog_lost());
        show_capture();
        expect_all();
    }
}
END_TEST

START_TEST(text_between_frames)
{
    static const char *const texts[] = { "U-Boot 2026.01\r\n", "plg\x11 is no chunk\n", "\xFF\xFE\x01\x02", "p", "" };

    for (unsigned i = 0; i < 5; i++) {
        say(texts[i % 5]);
        if (i == 0)
            start();
        frame_of(3);
        capture.bytes[capture.size++] = (uint8_t)(i % 2); /* zeros, too */
    }
    say("login: ");
    show_capture();
    expect_all();
}
END_TEST

/* Each byte, one at a time. Only the frame that it is of is missing; the end of one and the begin of the next are a zero each, and one of
   them is enough. */
START_TEST(a_lost_byte)
{
    static uint8_t less[sizeof capture.bytes];

    frames_up_to(20);
    for (size_t i = 0; i < capture.size; i += EVERY) {
        memcpy(less, capture.bytes, i);
        memcpy(less + i, capture.bytes + i + 1, capture.size - i - 1);
        show(less, capture.size - 1);
        expect_all_but(i, i + 1);
        if (capture.bytes[i] == 0)
            expect_all();
        else if (is_between(i))
            ck_assert_int_eq(seen.status, 1);
    }
}
END_TEST

START_TEST(a_changed_bit)
{
    frames_up_to(20);
    for (size_t i = 0; i < capture.size; i += EVERY) {
        uint8_t bit = (uint8_t)(1u << i % 8);

        capture.bytes[i] ^= bit;
        show_capture();
        expect_all_but(i > 0 ? i - 1 : i, i + 2); /* a zero that is none any more joins a frame with the one beside it */
        ck_assert_uint_lt(seen.count, next_mark + 1);
        if ((capture.bytes[i] ^ bit) != 0 && is_between(i))
            ck_assert_int_eq(seen.status, 1);
        capture.bytes[i] ^= bit;
    }
}
END_TEST

START_TEST(a_frame_alone_that_is_wrong)
{
    start();
    frame_of(5);
    capture.bytes[capture.size - 3] ^= 0x10;
    show_capture();
    ck_assert_uint_eq(seen.count, 0);
    ck_assert_int_eq(seen.status, 2);
}
END_TEST

START_TEST(cut_anywhere)
{
    frames_up_to(12);
    for (size_t i = 0; i <= capture.size; i += EVERY) {
        show(capture.bytes, i);
        expect_all_but(i, capture.size);
    }
}
END_TEST

START_TEST(begun_anywhere)
{
    frames_up_to(12);
    for (size_t i = 0; i <= capture.size; i += EVERY) {
        show(capture.bytes + i, capture.size - i);
        expect_all_but(0, i == 0 ? 0 : capture.bytes[i - 1] == 0 ? i - 1 : i); /* the first zero is not needed */
    }
}
END_TEST

START_TEST(missing_frames_are_counted)
{
    static uint8_t less[sizeof capture.bytes];

    frames_up_to(40);
    for (size_t first = 1; first < 30; first += 3)
        for (size_t last = first + 1; last < first + 6; last += 2) {
            size_t left = capture.size - frames[last].start;
            unsigned lost = frames[last].number - frames[first].number;
            char expected[40];

            memcpy(less, capture.bytes, frames[first].start);
            memcpy(less + frames[first].start, capture.bytes + frames[last].start, left);
            show(less, frames[first].start + left);
            expect_all_but(frames[first].start, frames[last].start);
            ck_assert_uint_eq(seen.count, next_mark - (frames[last].first - frames[first].first));
            ck_assert_uint_eq(seen.damage, 1);
            snprintf(expected, sizeof expected, "%u frame%s missing", lost, lost == 1 ? " is" : "s are");
            ck_assert_msg(strstr(seen.damaged, expected) != NULL, "'%s' is not in '%s'", expected, seen.damaged);
        }
}
END_TEST

START_TEST(numbers_go_on_from_1)
{
    start();
    plog_frame.number = PLOG_FRAME_LAST - 2;
    for (unsigned i = 0; i < 6; i++)
        frame_of(2);
    show_capture();
    expect_all();
}
END_TEST

START_TEST(a_frame_that_comes_twice)
{
    start();
    for (unsigned i = 0; i < 30; i++) {
        size_t begin = capture.size;
        unsigned before = plog_frame.number;

        frame_of(i % 4 + 1);
        if (plog_frame.number != before + 1)
            continue; /* two */
        memcpy(capture.bytes + capture.size, capture.bytes + begin, capture.size - begin);
        capture.size += capture.size - begin;
    }
    show_capture();
    expect_all();
}
END_TEST

/* After each byte that the line takes, from frames of a full block, too: what was on its way comes again, and is shown once. */
START_TEST(a_reset_anywhere)
{
    for (size_t taken = 0;; taken += EVERY) {
        size_t all;

        power_on();
        capture.size = committed = next_mark = 0;
        start();
        mark_times(60);
        all = plog_poll(to_line, NULL, taken);
        ck_assert(all == taken || !plog_poll(to_line, NULL, SIZE_MAX));
        say("\r\nBooting...\r\n");
        reset_line();
        ck_assert_int_eq(boot(PLOG_CAUSE_WATCHDOG), PLOG_OK);
        mark_times(3);
        plog_poll(to_line, NULL, SIZE_MAX);
        show_capture();
        expect_all();
        if (all < taken)
            break;
    }
}
END_TEST

/* The ring is lapped while a frame is on its way: the frame is right nevertheless, and what was overwritten is told. */
START_TEST(overwritten_on_the_way)
{
    for (size_t taken = 1; taken < 150; taken += 13) {
        power_on();
        capture.size = committed = next_mark = 0;
        start();
        mark_times(20);
        plog_poll(to_line, NULL, taken);
        mark_times(700);
        while (plog_poll(to_line, NULL, 50) > 0)
            ;
        show_capture();
        ck_assert_int_eq(seen.status, 0);
        ck_assert(seen.lost);
        ck_assert(seen.shown[0]);
        ck_assert(seen.shown[719]);
        ck_assert_uint_lt(seen.count, 720);
        ck_assert_uint_eq(seen.damage, 0);
    }
}
END_TEST

static size_t to_line_and_log(void *user, const void *bytes, size_t length)
{
    static uint32_t seed = 7;

    while (next_mark < 2000 && noise(&seed) % 4 != 0)
        mark();
    return to_line(user, bytes, length);
}

START_TEST(logging_meanwhile)
{
    start();
    room = 23;
    while (next_mark < 2000)
        if (plog_poll(to_line_and_log, NULL, 61) == 0)
            mark();
    while (plog_poll(to_line, NULL, 61) > 0)
        ;
    ck_assert(!plog_lost());
    show_capture();
    expect_all();
}
END_TEST

/* Of a block that takes several frames, one is missing: what is behind it in the block can't be read, the next block can. */
START_TEST(a_frame_missing_inside_a_record)
{
    size_t second = 0, third;
    uint32_t behind;

    start();
    mark_times(250);
    room = 166;
    for (unsigned i = 0; i < 2; i++)
        while (plog_poll(to_line, NULL, 1) == 1 && plog_frame.at != plog_frame.size)
            second = i == 0 ? capture.size + 1 : second;
    third = capture.size;
    plog_poll(to_line, NULL, SIZE_MAX);
    memmove(capture.bytes + second, capture.bytes + third, capture.size - third);
    capture.size -= third - second;
    show_capture();
    ck_assert_int_eq(seen.status, 1);
    for (behind = 0; seen.shown[behind]; behind++)
        ;
    ck_assert_uint_gt(behind, 10);
    while (!seen.shown[behind])
        behind++;
    for (; behind < next_mark; behind++)
        ck_assert(seen.shown[behind]);
    ck_assert_uint_gt(seen.count, 150);
}
END_TEST

static bool to_capture(void *user, const void *bytes, size_t length)
{
    (void)user;
    memcpy(capture.bytes + capture.size, bytes, length);
    capture.size += length;
    return true;
}

START_TEST(bare_chunks_before_and_behind)
{
    start();
    mark_times(100);
    plog_drain(to_capture, NULL, SIZE_MAX);
    for (unsigned i = 0; i < 10; i++)
        frame_of(7);
    mark_times(30);
    plog_drain(to_capture, NULL, SIZE_MAX);
    show_capture();
    expect_all();
}
END_TEST

static size_t to_nowhere(void *user, const void *bytes, size_t length)
{
    (void)user;
    (void)bytes;
    (void)length;
    return SIZE_MAX; /* a driver's error */
}

START_TEST(an_output_that_fails)
{
    start();
    mark();
    ck_assert_uint_eq(plog_poll(to_nowhere, NULL, SIZE_MAX), 0);
    ck_assert_uint_gt(plog_poll(to_line, NULL, SIZE_MAX), 0);
    show_capture();
    expect_all();
}
END_TEST

/* Noise of all kinds at once. What is shown was logged, and in this order. */
START_TEST(anything)
{
    static uint8_t noisy[sizeof capture.bytes];
    uint32_t seed = 2026;

    frames_up_to(40);
    for (unsigned round = 0; round < 100; round++) {
        size_t size = 0;

        for (size_t i = 0; i < capture.size; i++) {
            uint32_t what = noise(&seed) % 400;

            if (what == 0)
                continue;
            noisy[size++] = what == 1 ? (uint8_t)noise(&seed) : capture.bytes[i];
            while (what == 2 && noise(&seed) % 16 != 0)
                noisy[size++] = (uint8_t)noise(&seed);
            if (what == 3)
                noisy[size++] = 0;
        }
        show_by(PLOGCAT_SANE, noisy, size);
    }
}
END_TEST

int main(void)
{
    return suite_run("line", (const TTest *const[]){
        goes_round, text_between_frames, a_lost_byte, a_changed_bit, a_frame_alone_that_is_wrong, cut_anywhere, begun_anywhere,
        missing_frames_are_counted, numbers_go_on_from_1, a_frame_that_comes_twice, a_reset_anywhere, overwritten_on_the_way,
        logging_meanwhile, a_frame_missing_inside_a_record, bare_chunks_before_and_behind, an_output_that_fails, anything, NULL,
    }, power_on);
}
