#include "command.h"

#include <stdio.h>
#include <string.h>

static const char help[] =
    "usage: plogen SPEC [-o FOLDER] [options]\n"
    "\n"
    "Reads the log messages of SPEC (\"-\": standard input) and writes NAME.h, NAME.c, NAME.ld and NAME.json,\n"
    "where NAME is SPEC's name without \".plog\" (with \"-\": the project's name).\n"
    "\n"
    "  -o FOLDER            where to write; created if missing. The default is the current one\n"
    "  -MD                  also write FOLDER/NAME.d, the rule for make\n"
    "  -MF FILE             write the rule for make to FILE\n"
    "  --check              write nothing; fail if an output is missing or stale, and name it\n"
    "  --print-outputs      write nothing; print the outputs' paths\n"
    "  --template-dir DIR   use the templates in DIR instead of the built-in ones\n"
    "  --version            print the version\n"
    "  --help               print this\n"
    "\n"
    "Exit status: 0 all is right; 1 an error in the spec, a file that cannot be read or written, or a stale\n"
    "output with --check; 2 a wrong command line. After an error all outputs are as they were.\n";

static enum command_verdict wrong(const char *what, const char *word)
{
    fprintf(stderr, "plogen: error: %s%s\nTry 'plogen --help'.\n", what, word);
    return COMMAND_WRONG;
}

/* An option with a value behind it. */
static const char **value_option(struct command *command, const char *option)
{
    if (strcmp(option, "-o") == 0)
        return &command->folder;
    if (strcmp(option, "-MF") == 0)
        return &command->depfile;
    if (strcmp(option, "--template-dir") == 0)
        return &command->template_dir;
    return NULL;
}

static bool *flag_option(struct command *command, const char *option)
{
    if (strcmp(option, "-MD") == 0)
        return &command->make_depfile;
    if (strcmp(option, "--check") == 0)
        return &command->check;
    if (strcmp(option, "--print-outputs") == 0)
        return &command->print_outputs;
    return NULL;
}

static enum command_verdict say(const char *text)
{
    bool said = fputs(text, stdout) >= 0 && fflush(stdout) == 0;
    return said ? COMMAND_DONE : wrong("cannot write to standard output", "");
}

enum command_verdict command_read(struct command *command, int count, char **arguments)
{
    *command = (struct command){.folder = "."};
    for (int i = 1; i < count; i++) {
        const char *word = arguments[i];
        const char **value = value_option(command, word);
        bool *flag = flag_option(command, word);
        if (strcmp(word, "--help") == 0)
            return say(help);
        if (strcmp(word, "--version") == 0)
            return say("plogen " PLOGEN_VERSION "\n");
        if (value && (i + 1 == count || !*arguments[i + 1]))
            return wrong("a value is missing behind ", word);
        if (value)
            *value = arguments[++i];
        else if (flag)
            *flag = true;
        else if (word[0] == '-' && word[1])
            return wrong("unknown option ", word);
        else if (command->spec)
            return wrong("more than one spec: ", word);
        else
            command->spec = word;
    }
    return command->spec ? COMMAND_RUN : wrong("no spec given", "");
}
