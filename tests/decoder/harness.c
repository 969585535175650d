#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../decoder/decode.h"
#include "../../decoder/output.h"
#include "../../decoder/render.h"
#include "../../decoder/utf8.h"

static void add(struct tables *tables, const char *json)
{
    char why[256];
    struct table *t = table_read(json, strlen(json), "test", why);
    if (!t)
        ck_abort_msg("table refused: %s", why);
    tables_add_table(tables, t);
}

void run_tables(struct result *r, const char *const *texts, const uint8_t *dump, size_t size, int json)
{
    static struct output output;
    static struct history history;
    struct tables tables = { 0 };
    FILE *file = tmpfile();
    ck_assert_ptr_nonnull(file);
    for (; *texts; texts++)
        add(&tables, *texts);
    /* A copy of exactly this size, so that the sanitizer sees every byte read beyond it. */
    uint8_t *copy = malloc(size ? size : 1);
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, dump, size);
    struct input in = { .name = "dump", .data = copy, .size = size };
    memset(&output, 0, sizeof output);
    memset(&history, 0, sizeof history);
    output_open(&output, fileno(file), json);
    history.output = &output;
    r->status = decode(&in, &tables, &history);
    output_flush(&output);
    ck_assert_int_eq(output.error, 0);
    rewind(file);
    r->out[fread(r->out, 1, sizeof r->out - 1, file)] = 0;
    fclose(file);
    free(copy);
    output_close(&output);
    tables_free(&tables);
}

void run(struct result *r, const char *table, const uint8_t *dump, size_t size, int json)
{
    const char *tables[] = { table, NULL };
    run_tables(r, tables, dump, size, json);
}

void expect(const struct result *r, int status, const char *out)
{
    if (r->status == status && strcmp(r->out, out) == 0)
        return;
    printf("expected status %d:\n%sgot status %d:\n%s", status, out, r->status, r->out);
    fflush(stdout);
    ck_abort_msg("the output or the status is not what was expected");
}

int keeps_limits(const char *json, const uint8_t *record, size_t size)
{
    static struct record r;
    struct buffer text = { 0 };
    char why[256];
    struct table *t = table_read(json, strlen(json), "test", why);
    if (!t)
        return 0;
    ck_assert_int_eq(record_decode(&r, t, 0, record, size), FAULT_NONE);
    render_message(&text, &r);
    const struct message *m = r.message;
    ck_assert_msg(m->text_max == 0 || text.size <= m->text_max, "%zu bytes, not up to %zu: %.*s", text.size, m->text_max, (int)text.size, text.data);
    ck_assert_msg(!m->text_clean || utf8_is_clean(text.data, text.size), "not clean: %.*s", (int)text.size, text.data);
    buffer_free(&text);
    table_free(t);
    return 1;
}

int accepts(const char *json, size_t size, char why[256])
{
    struct table *t = table_read(json, size, "test", why);
    int accepted = t != NULL;
    table_free(t);
    return accepted;
}
