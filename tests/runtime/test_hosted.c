/* On an operating system: the ring's file, processes, signals, and what is logged before the start. */
#include "ring.c"
#include "device.h"

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>

static char path[] = "/tmp/plog-test-XXXXXX";
static struct stream stream;


/* A path where there is no file yet. */
static void make_path(void)
{
    int file = mkstemp(path);

    ck_assert_int_ge(file, 0);
    close(file);
}

static void remove_path(void)
{
    unlink(path);
}

/* The status of a child that runs function. */
static int in_child(void (*function)(void))
{
    pid_t child = fork();
    int status;

    if (child == 0) {
        function();
        _exit(0);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    return status;
}

static void look_at_file(void)
{
    int file = open(path, O_RDONLY);

    ck_assert_int_eq(read(file, region, PLOG_REGION_SIZE), (ssize_t)PLOG_REGION_SIZE);
    close(file);
    look();
}

static void panic(void)
{
    if (plog_init_file(path, PLOG_CAUSE_POWER_ON) != PLOG_OK)
        _exit(1);
    log_text("out of memory in rib");
    plog_going_down(PLOG_CAUSE_PANIC);
    raise(SIGKILL);
}

START_TEST(panic_of_boot_1_is_read_in_boot_2)
{
    make_path();
    ck_assert(WIFSIGNALED(in_child(panic)));
    ck_assert_int_eq(plog_init_file(path, PLOG_CAUSE_UNKNOWN), PLOG_OK);
    stream_begin(&stream, &geometry);
    plog_drain(to_stream, &stream, SIZE_MAX);
    remove_path();
    ck_assert_uint_eq(stream.history.count, 4);
    ck_assert_str_eq(stream.history.records[1].text, "out of memory in rib");
    ck_assert_uint_eq(stream.history.records[1].boot, 1);
    ck_assert_uint_eq(stream.history.records[2].cause, PLOG_CAUSE_PANIC);
    ck_assert_uint_eq(stream.history.records[3].value, 2);
}
END_TEST

static void init_busy(void)
{
    reset();
    _exit(plog_init_file(path, PLOG_CAUSE_UNKNOWN));
}

START_TEST(second_process_is_refused)
{
    make_path();
    ck_assert_int_eq(plog_init_file(path, PLOG_CAUSE_PIN), PLOG_OK);
    ck_assert_int_eq(WEXITSTATUS(in_child(init_busy)), PLOG_BUSY);
    remove_path();
}
END_TEST

static plog_status init_sized(off_t size)
{
    ck_assert_int_eq(truncate(path, size), 0);
    return plog_init_file(path, PLOG_CAUSE_PIN);
}

START_TEST(file_of_another_size_is_refused)
{
    make_path();
    ck_assert_int_eq(init_sized(PLOG_REGION_SIZE - 1), PLOG_TOO_SMALL);
    ck_assert_int_eq(init_sized(PLOG_REGION_SIZE + 1), PLOG_TOO_LARGE);
    ck_assert_int_eq(init_sized(PLOG_REGION_SIZE), PLOG_OK);
    ck_assert_int_eq(plog_init_file(path, PLOG_CAUSE_PIN), PLOG_ALREADY);
    remove_path();
}
END_TEST

START_TEST(file_that_cannot_be_is_refused)
{
    ck_assert_int_eq(plog_init_file("/nowhere/at/all", PLOG_CAUSE_PIN), PLOG_IO);
    ck_assert_int_eq(errno, ENOENT);
    ck_assert_int_eq(plog_init_file("/tmp", PLOG_CAUSE_PIN), PLOG_IO);
    ck_assert_int_eq(plog_init_file("/dev/null", PLOG_CAUSE_PIN), PLOG_DEVICE);
    ck_assert_int_eq(plog_init(PLOG_CAUSE_PIN), PLOG_OK);
}
END_TEST

START_TEST(region_that_does_not_fit_is_refused)
{
    ck_assert_int_eq(plog_init_region(region + 2, PLOG_REGION_SIZE, PLOG_CAUSE_PIN), PLOG_MISALIGNED);
    ck_assert_int_eq(plog_init_region(region, PLOG_REGION_SIZE - 4, PLOG_CAUSE_PIN), PLOG_TOO_SMALL);
    ck_assert_int_eq(plog_init_region(region, PLOG_REGION_SIZE + 4, PLOG_CAUSE_PIN), PLOG_TOO_LARGE);
    ck_assert_int_eq(plog_init_region(region, PLOG_REGION_SIZE, PLOG_CAUSE_PIN), PLOG_OK);
    ck_assert_int_eq(plog_init_region(region, PLOG_REGION_SIZE, PLOG_CAUSE_PIN), PLOG_ALREADY);
    ck_assert_int_eq(plog_init(PLOG_CAUSE_PIN), PLOG_ALREADY);
    look();
    ck_assert_uint_eq(shown.count, 1);
}
END_TEST

START_TEST(logged_before_the_start_is_counted_and_told)
{
    plog_grant grant;

    for (uint32_t i = 0; i < 7; i++)
        log_mark(i);
    ck_assert(!plog_read(&grant));
    ck_assert_uint_eq(plog_lost(), 0);
    ck_assert_int_eq(plog_init_region(region, PLOG_REGION_SIZE, PLOG_CAUSE_PIN), PLOG_OK);
    log_mark(7);
    look();
    ck_assert_uint_eq(shown.count, 3);
    ck_assert_uint_eq(shown.records[0].kind, OWN_BOOT);
    ck_assert_uint_eq(shown.records[1].kind, OWN_REFUSED);
    ck_assert_uint_eq(shown.records[1].value, 7);
    ck_assert_uint_eq(shown.records[2].value, 7);
}
END_TEST

static void log_from_handler(int number)
{
    (void)number;
    log_mark(1000000);
}

/* A signal while the lock is held interrupts a log call; its record is counted, and the count is told with the next block. */
START_TEST(log_call_in_a_signal_handler_is_logged_or_counted)
{
    uint32_t refused = 0;
    uint32_t logged = 0;

    boot(PLOG_CAUSE_PIN);
    signal(SIGUSR1, log_from_handler);
    plog_lock();
    for (unsigned i = 0; i < 5; i++)
        raise(SIGUSR1);
    plog_unlock(true);
    for (unsigned i = 0; i < 3; i++)
        raise(SIGUSR1);
    while (refused == 0 && logged < 100000) {
        log_mark(logged++);
        look();
        for (size_t i = 0; i < shown.count; i++)
            if (shown.records[i].id == OWN && shown.records[i].kind == OWN_REFUSED)
                refused = shown.records[i].value;
    }
    ck_assert_uint_eq(refused, 5);
}
END_TEST

static void log_in_child(void)
{
    log_mark(666);
    _exit(plog_init_region(region, PLOG_REGION_SIZE, PLOG_CAUSE_PIN) == PLOG_ALREADY);
}

static void only_log(void)
{
    log_mark(666);
}

START_TEST(child_of_a_fork_does_not_log_to_its_parents_ring)
{
    boot(PLOG_CAUSE_PIN);
    in_child(only_log);
    log_mark(1);
    look();
    ck_assert_uint_eq(shown.count, 2);
    ck_assert_uint_eq(shown.records[1].value, 1);
    ck_assert_int_eq(WEXITSTATUS(in_child(log_in_child)), 0);
}
END_TEST

START_TEST(bootloader_drains_before_the_application)
{
    static uint8_t chunks[PLOG_REGION_SIZE];
    char command[256];
    FILE *loader;
    size_t length;

    make_path();
    ck_assert(WIFSIGNALED(in_child(panic)));
    snprintf(command, sizeof command, LOADER " %s", path);
    loader = popen(command, "r");
    ck_assert_ptr_nonnull(loader);
    length = fread(chunks, 1, sizeof chunks, loader);
    ck_assert_int_eq(pclose(loader), 0);
    stream_begin(&stream, &geometry);
    stream_chunk(&stream, chunks, length);
    ck_assert(!stream.wrong);
    ck_assert_uint_eq(stream.history.count, 3);
    ck_assert_str_eq(stream.history.records[1].text, "out of memory in rib");

    look_at_file();
    ck_assert_uint_eq(count_of_own(&shown, OWN_BOOT), 1);
    ck_assert_uint_eq(shown.unread, 0);
    ck_assert_int_eq(plog_init_file(path, PLOG_CAUSE_UNKNOWN), PLOG_OK);
    stream_begin(&stream, &geometry);
    plog_drain(to_stream, &stream, SIZE_MAX);
    remove_path();
    ck_assert_uint_eq(stream.history.count, 1);
    ck_assert_uint_eq(stream.history.records[0].value, 2);
}
END_TEST

int main(void)
{
    return suite_run("hosted", (const TTest *const[]){
        panic_of_boot_1_is_read_in_boot_2, second_process_is_refused, file_of_another_size_is_refused,
        file_that_cannot_be_is_refused, region_that_does_not_fit_is_refused, logged_before_the_start_is_counted_and_told,
        log_call_in_a_signal_handler_is_logged_or_counted, child_of_a_fork_does_not_log_to_its_parents_ring,
        bootloader_drains_before_the_application, NULL,
    }, power_on);
}
