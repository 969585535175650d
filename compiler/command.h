/* The command line of plogen. */
#ifndef COMMAND_H
#define COMMAND_H

#include <stdbool.h>

#define PLOGEN_VERSION "0.1.0"

struct command {
    const char *spec;          /* path, or "-" */
    const char *folder;        /* for the outputs */
    const char *template_dir;  /* NULL: the built-in templates */
    const char *depfile;       /* -MF, or NULL */
    bool make_depfile;
    bool check;
    bool print_outputs;
};

/* How the program goes on after the command line. */
enum command_verdict { COMMAND_RUN, COMMAND_DONE, COMMAND_WRONG };

/* Handles --help and --version itself; a wrong command line was told. */
enum command_verdict command_read(struct command *command, int count, char **arguments);

#endif
