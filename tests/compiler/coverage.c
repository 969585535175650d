/*
 * Whether the specs given as arguments take the parser through every state with every token it can take there.
 * Linked with a parser built with YYCOVERAGE.
 */
#include <stdio.h>
#include <string.h>

#include "parse.h"
#include "source.h"

int plog_parserCoverage(FILE *out);

static void parse_file(const char *path)
{
    struct source source;
    struct spec spec = {.path = path};
    struct parsed parsed = {0};
    if (source_load(&source, path))
        parse_spec(&source, &spec, &parsed);
}

/* lemon's list has a line for each state and token; only those that end in "missed" are of interest. */
static void print_missed(FILE *list)
{
    char line[256];
    rewind(list);
    while (fgets(line, sizeof line, list))
        if (strstr(line, " missed\n"))
            fputs(line, stdout);
}

int main(int count, char **paths)
{
    for (int i = 1; i < count; i++)
        parse_file(paths[i]);
    FILE *list = tmpfile();
    if (!list)
        return 1;
    int missed = plog_parserCoverage(list);
    print_missed(list);
    fclose(list);
    return missed != 0;
}
