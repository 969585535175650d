/* plogen: from one .plog file to the C code, the linker script and the table of its log. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "check.h"
#include "command.h"
#include "diagnostic.h"
#include "emit.h"
#include "output.h"
#include "parse.h"
#include "source.h"
#include "template.h"

/* A path as make wants it in a rule. */
static const char *for_make(const char *path)
{
    struct text text = {0};
    for (; *path; path++) {
        if (*path == '$')
            text_puts(&text, "$");
        else if (strchr(" #\\%", *path))
            text_puts(&text, "\\");
        text_append(&text, path, 1);
    }
    return text.data;
}

/* The rule that tells make what the outputs depend on. */
static struct output_file depfile_of(const struct command *command, const struct output_file *outputs)
{
    struct text rule = {0};
    for (size_t i = 0; i < OUTPUT_COUNT; i++)
        text_printf(&rule, "%s%s", i == 0 ? "" : " ", for_make(outputs[i].path));
    text_puts(&rule, ":");
    if (strcmp(command->spec, "-") != 0)
        text_printf(&rule, " %s", for_make(command->spec));
    const struct built_in *template = command->template_dir ? built_in_templates : NULL;
    for (; template && template->file; template++)
        text_printf(&rule, " %s", for_make(arena_printf("%s/%s", command->template_dir, template->file)));
    text_puts(&rule, "\n");
    return (struct output_file){command->depfile, rule.data, rule.length};
}

static bool print_paths(const struct output_file *files, size_t count)
{
    for (size_t i = 0; i < count; i++)
        printf("%s\n", files[i].path);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return true;
    error_general("cannot write to standard output");
    return false;
}

static bool deliver(struct command *command, const struct spec *spec, const struct output outputs[OUTPUT_COUNT])
{
    const char *base = arena_printf("%s/%s", command->folder, output_stem(spec));
    struct output_file files[OUTPUT_COUNT + 1];
    size_t count = OUTPUT_COUNT;
    for (size_t i = 0; i < count; i++)
        files[i] = (struct output_file){arena_printf("%s%s", base, outputs[i].suffix), outputs[i].text,
                                        outputs[i].length};
    if (command->print_outputs)
        return print_paths(files, count);
    if (command->check)
        return output_check(files, count);
    if (!command->depfile && command->make_depfile)
        command->depfile = arena_printf("%s.d", base);
    if (command->depfile)
        files[count++] = depfile_of(command, files);
    return output_make_folder(command->folder) && output_write(files, count);
}

static bool compile(struct command *command)
{
    struct source source;
    struct spec spec = {.path = command->spec};
    struct parsed parsed = {0};
    struct output outputs[OUTPUT_COUNT];
    if (!source_load(&source, command->spec))
        return false;
    parse_spec(&source, &spec, &parsed);
    check_spec(&spec, &parsed);
    return error_count() == 0 && emit(&spec, command->template_dir, outputs) && deliver(command, &spec, outputs);
}

int main(int count, char **arguments)
{
    struct command command;
    signal(SIGXFSZ, SIG_IGN); /* a file that may not be so large is a write error like others */
    switch (command_read(&command, count, arguments)) {
    case COMMAND_DONE: return 0;
    case COMMAND_WRONG: return 2;
    case COMMAND_RUN: break;
    }
    bool good = compile(&command);
    diagnostic_finish();
    return good ? 0 : 1;
}
