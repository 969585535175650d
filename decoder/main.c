/* plogcat: prints what a plogen ring holds. See docs/PLOGCAT.md. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clear.h"
#include "decode.h"
#include "fleet.h"
#include "input.h"
#include "kernel.h"
#include "messages.h"
#include "output.h"

#define VERSION "0.1.0"

static const char usage[] =
    "usage: plogcat [-t TABLE.json | -t DIRECTORY]... [--elf FILE]... [-o text|json] FILE|-...\n"
    "       plogcat [-t ...] [-o ...] --mem ADDRESS,SIZE\n"
    "       plogcat ... [--kernel /sys/fs/pstore]\n"
    "       plogcat --clear [--yes] FILE\n"
    "\n"
    "Prints the records of a plogen ring: from an image of its memory, from a larger\n"
    "dump that holds it, or from a stream of drained chunks. The ring may be in use.\n"
    "Many FILEs are decoded on all cores, and printed in the order given.\n"
    "\n"
    "  -t TABLE     a table that plogen wrote, or a directory of tables; the one\n"
    "               that fits is picked for each block. May be given more than once.\n"
    "  --elf FILE   the firmware as it was linked: has its table, and names the functions of\n"
    "               a crash. May be given more than once.\n"
    "  -o FORMAT    text (the default), or json: one object a line\n"
    "  --mem A,SIZE the machine's memory, from address A on, instead of a file: 0x7100000,64K\n"
    "  --kernel K   the kernel's own last words as well, or alone: pstore's directory, one\n"
    "               of its files, or an image of the ramoops memory\n"
    "  --clear      empty the ring in FILE, after asking; --yes does not ask\n"
    "  --help       this text\n"
    "  --version    the version\n"
    "\n"
    "Exit status: 0 all was decoded, 1 something was skipped, 2 nothing could be decoded.\n";

struct options {
    struct tables tables;
    struct firmwares firmwares;
    bool json;
    const char **inputs; /* as many as input_count */
    size_t input_count;
    bool memory;         /* a range of it in their place */
    uint64_t start, size;
    const char *kernel;
    bool clear, sure;
};

static int complain(const char *what, const char *about)
{
    fprintf(stderr, "plogcat: %s%s%s; try plogcat --help\n", what, about ? " " : "", about ? about : "");
    return EXIT_UNUSABLE;
}

/* Prints a text that was asked for instead of a dump's. */
static int print(const char *text)
{
    return fputs(text, stdout) == EOF || fflush(stdout) != 0 ? EXIT_UNUSABLE : EXIT_CLEAN;
}

/* The value of an option: the rest of its word, or the next word. */
static const char *option_value(char **arguments, int *i)
{
    if (arguments[*i][2])
        return arguments[*i] + 2;
    return arguments[*i + 1] ? arguments[++*i] : NULL;
}

/* Options that are one word. Returns false if this is none. */
static bool read_switch(struct options *o, const char *word)
{
    if (strcmp(word, "--clear") == 0)
        o->clear = true;
    else if (strcmp(word, "--yes") == 0)
        o->sure = true;
    else
        return false;
    return true;
}

static int check_options(const struct options *o)
{
    if (o->memory && o->input_count > 0)
        return complain("--mem takes ADDRESS,SIZE and stands instead of a file", NULL);
    if (!o->memory && o->input_count == 0 && (o->clear || !o->kernel))
        return complain("no file is given", NULL);
    if (o->clear && (o->memory || strcmp(o->inputs[0], "-") == 0))
        return complain("--clear takes a file, not", o->memory ? "--mem" : "-");
    if (o->clear && o->input_count > 1)
        return complain("--clear takes one file, not also", o->inputs[1]);
    if (o->sure && !o->clear)
        return complain("--yes is for --clear", NULL);
    return -1;
}

/* Returns -1 to go on, else the exit status. */
static int read_options(struct options *o, char **arguments)
{
    bool only_operands = false;
    o->inputs = (const char **)(uintptr_t)arguments; /* the files move to the front, where nothing is needed any more */
    for (int i = 1; arguments[i]; i++) {
        const char *word = arguments[i];
        if (only_operands || word[0] != '-' || !word[1]) {
            o->inputs[o->input_count++] = word;
        } else if (strcmp(word, "--") == 0) {
            only_operands = true;
        } else if (strcmp(word, "--mem") == 0) {
            if (o->memory || !arguments[i + 1])
                return complain("--mem takes ADDRESS,SIZE and stands instead of a file", NULL);
            if (!input_read_range(arguments[++i], &o->start, &o->size))
                return EXIT_UNUSABLE;
            o->memory = true;
        } else if (strcmp(word, "--kernel") == 0 || strcmp(word, "--elf") == 0) {
            const char *value = arguments[++i];
            if (!value)
                return complain("there is nothing behind", word);
            if (word[2] == 'k')
                o->kernel = value;
            else
                firmwares_add(&o->firmwares, value, &o->tables);
        } else if (strcmp(word, "--help") == 0) {
            return print(usage);
        } else if (strcmp(word, "--version") == 0) {
            return print("plogcat " VERSION "\n");
        } else if (word[1] == 't' || word[1] == 'o') {
            char option = word[1];
            const char *value = option_value(arguments, &i);
            if (!value)
                return complain("there is nothing behind", word);
            if (option == 't')
                tables_add(&o->tables, value);
            else if (strcmp(value, "text") == 0 || strcmp(value, "json") == 0)
                o->json = value[0] == 'j';
            else
                return complain("-o takes text or json, not", value);
        } else if (!read_switch(o, word)) {
            return complain("there is no option", word);
        }
    }
    return check_options(o);
}

/* All that prints; a fleet's processes have one each. */
struct printer {
    struct options *options;
    struct output output;
    struct history history;
};

/* Writes what is left, and says if something could not be written. */
static int flush(struct printer *p, int status)
{
    output_flush(&p->output);
    if (!p->output.error)
        return status;
    fprintf(stderr, "plogcat: standard output: %s\n", strerror(p->output.error));
    return EXIT_UNUSABLE;
}

static int print_ring(struct printer *p, const char *path)
{
    const struct options *o = p->options;
    struct input in;
    if (o->memory ? !input_open_memory(&in, o->start, o->size) : !input_open(&in, path))
        return EXIT_UNUSABLE;
    int status = decode(&in, &o->tables, &p->history);
    input_close(&in);
    return status;
}

/* One of several. */
static int print_file(void *user, const char *path)
{
    struct printer *p = user;
    p->history.decoded = p->history.damaged = false;
    output_file(&p->output, path);
    return flush(p, print_ring(p, path));
}

static int print_rings(struct printer *p)
{
    const struct options *o = p->options;
    if (o->tables.count == 0)
        return complain("no table; give one with -t, or with --elf the firmware", NULL);
    if (o->input_count > 1)
        return fleet_run(o->inputs, o->input_count, print_file, p);
    return print_ring(p, o->inputs[0]);
}

/* The rings, and then the kernel's log: their clocks began at different times, so their lines are not mixed. */
static int print_all(struct printer *p)
{
    const struct options *o = p->options;
    bool rings = o->memory || o->input_count > 0;
    int ring = rings ? print_rings(p) : EXIT_CLEAN;
    if (!o->kernel)
        return ring;
    if (o->input_count > 1)
        output_file(&p->output, o->kernel);
    int kernel = kernel_print(o->kernel, &p->history);
    if (!rings)
        return kernel;
    return ring == kernel ? ring : EXIT_DAMAGE;
}

static int run(struct options *o)
{
    static struct printer printer;
    struct output *output = &printer.output;
    output_open(output, STDOUT_FILENO, o->json);
    output->firmwares = &o->firmwares;
    printer.options = o;
    printer.history.output = output;
    int status = flush(&printer, print_all(&printer));
    if (status == EXIT_CLEAN && o->firmwares.refused)
        status = EXIT_DAMAGE;
    output_close(output);
    return status;
}

int main(int count, char **arguments)
{
    static struct options options;
    if (count < 1)
        return EXIT_UNUSABLE;
    messages_begin();
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is a write error like others, */
    signal(SIGXFSZ, SIG_IGN); /* and so is a file that may not be so large */
    int status = read_options(&options, arguments);
    if (status < 0)
        status = options.clear ? clear_ring(options.inputs[0], options.sure) : run(&options);
    firmwares_close(&options.firmwares);
    tables_free(&options.tables);
    return status;
}
