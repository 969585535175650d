/* Tables that are not as plogen writes them are refused, and the reason is told. */
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "build_dump.h"

static const char *usual(void)
{
    return make_table((struct table_text){
        .types = "{\"name\":\"e\",\"kind\":\"enum\",\"base\":\"u8\",\"values\":[{\"name\":\"a\",\"value\":1}]},"
                 "{\"name\":\"s\",\"kind\":\"struct\",\"fields\":[{\"name\":\"x\",\"type\":\"e\"}]}",
        .messages = "{\"id\":1,\"name\":\"m\",\"module\":null,\"kind\":\"message\",\"level\":\"info\",\"text\":\"{v} {w.x}\","
                    "\"args\":[{\"name\":\"v\",\"type\":\"u16\"},{\"name\":\"w\",\"type\":\"s\"}]}" });
}

START_TEST(usual_accepted)
{
    char why[256];
    const char *table = usual();
    ck_assert_msg(accepts(table, strlen(table), why), "%s", why);
}
END_TEST

/* The usual table with one text in the place of another. */
static void refuses(const char *old, const char *new, const char *reason)
{
    static char changed[1 << 17];
    char why[256] = "";
    const char *table = usual(), *at = strstr(table, old);
    ck_assert_msg(at, "there is no %s", old);
    snprintf(changed, sizeof changed, "%.*s%s%s", (int)(at - table), table, new, at + strlen(old));
    ck_assert_msg(!accepts(changed, strlen(changed), why), "accepted: %s", changed);
    ck_assert_str_eq(why, reason);
}

START_TEST(wrong_keys)
{
    refuses("\"plog\":1", "\"plog\":2", "it is of format version 2; this plogcat reads version 1");
    refuses("\"plog\":1,", "", "it is no table of plogen's");
    refuses("\"plog\":1", "\"plog\":\"1\"", "\"plog\" is not a JSON int");
    refuses("\"project\":\"probe\"", "\"project\":\"a b\"", "\"project\" is no name");
    refuses("\"project\":\"probe\",", "", "\"project\" is missing");
    refuses("1a2b3c4d", "1a2b3c4", "\"schema\" is not eight hex digits");
    refuses("1a2b3c4d", "1A2B3C4D", "\"schema\" is not eight hex digits");
    refuses("\"pointer\":4", "\"pointer\":9", "\"pointer\" is out of range");
    refuses("\"hz\":1000000", "\"hz\":0", "\"hz\" is out of range");
    refuses("\"bits\":32", "\"bits\":48", "\"bits\" is none of 24, 32 and 64");
    refuses("\"shift\":0", "\"shift\":-1", "\"shift\" is out of range");
    refuses("\"mode\":\"overwrite\"", "\"mode\":\"other\"", "\"mode\" is none of its values");
    refuses("\"integrity\":\"none\"", "\"integrity\":\"crc\"", "its \"integrity\" is newer than this plogcat");
    refuses("\"header\":20", "\"header\":18", "\"header\" does not fit \"commit\" and \"count\"");
    refuses("\"commit\":16", "\"commit\":12", "\"commit\" is neither 8 nor 16");
    refuses("\"block\":128", "\"block\":4294967296", "\"block\" is out of range");
    refuses("\"block\":128", "\"block\":20", "\"block\" is out of range");
    refuses("\"blocks\":4", "\"blocks\":5", "\"blocks\" is out of range");
    refuses("\"ring\":{", "\"ring\":[],\"x\":{", "\"ring\" is not a JSON object");
    refuses("\"messages\":[", "\"messages\":[3,", "message 0: it is no object");
#define CRASH(more) "\"crash\":{\"frames\":1,\"address\":4,\"registers\":[\"base\"]" more "},\"types\":"
    refuses("\"types\":", CRASH(",\"machines\":{}"), "\"machines\" is not a JSON array");
    refuses("\"types\":", CRASH(",\"machines\":[3]"), "a machine is no object");
    refuses("\"types\":", CRASH(",\"machines\":[{\"machine\":-1,\"registers\":[]}]"), "\"machine\" is out of range");
    refuses("\"types\":", CRASH(",\"machines\":[{\"machine\":1}]"), "\"registers\" is missing");
    refuses("\"types\":", CRASH(",\"machines\":[{\"machine\":1,\"registers\":[\"a b\"]}]"), "a register's name is none");
}
END_TEST

START_TEST(wrong_types)
{
    refuses("\"kind\":\"enum\"", "\"kind\":\"union\"", "type 0: \"kind\" is none of its values");
    refuses("\"base\":\"u8\"", "\"base\":\"i8\"", "type 0: \"base\" is none of its values");
    refuses("\"value\":1", "\"value\":256", "type 0: \"value\" is out of range");
    refuses("\"value\":1", "\"value\":-1", "type 0: \"value\" is out of range");
    refuses("\"name\":\"s\",\"kind\"", "\"name\":\"e\",\"kind\"", "type 1: \"e\" is there twice");
    refuses("\"type\":\"e\"", "\"type\":\"s\"", "type 1: the type of \"x\" is unknown");
    refuses("[{\"name\":\"x\",\"type\":\"e\"}]", "[]", "type 1: a struct without fields");
}
END_TEST

START_TEST(wrong_messages)
{
    refuses("\"id\":1", "\"id\":0", "message 0: \"id\" is out of range");
    refuses("\"id\":1", "\"id\":1,\"place\":true", "message 0: it has a \"place\", but the table has no \"crash\"");
    refuses("\"id\":1", "\"id\":1,\"place\":1", "message 0: \"place\" is not a JSON boolean");
    refuses("\"id\":1", "\"id\":65536", "message 0: \"id\" is out of range");
    refuses("\"level\":\"info\"", "\"level\":\"loud\"", "message 0: \"level\" is none of its values");
    refuses("\"module\":null,", "", "message 0: \"module\" is missing");
    refuses("\"type\":\"u16\"", "\"type\":\"u128\"", "message 0: the type of \"v\" is unknown");
    refuses("\"type\":\"u16\"", "\"type\":\"str\"", "message 0: a str without \"max\"");
    refuses("\"type\":\"u16\"", "\"type\":\"bytes\"", "message 0: bytes without \"count\" or \"max\"");
    refuses("\"type\":\"u16\"", "\"type\":\"u16\",\"count\":0", "message 0: \"count\" is out of range");
    refuses("\"type\":\"u16\"", "\"type\":\"u16\",\"max\":99999999999", "message 0: \"max\" is out of range");
    refuses("\"type\":\"u16\"", "\"type\":\"u16\",\"count\":32768", "message 0: it does not fit into a block");
    refuses("\"type\":\"u16\"", "\"type\":\"u16\",\"flow\":1", "message 0: \"flow\" is not a JSON boolean");
    refuses("{v}", "{q}", "message 0: its text is wrong: it names no argument");
    refuses("{v}", "{v.x}", "message 0: its text is wrong: it asks for a field of what is no struct");
    refuses("{v}", "{v", "message 0: its text is wrong: it names no argument");
    refuses("{w.x}", "{w.x", "message 0: its text is wrong: a brace is open at its end");
    refuses("{v}", "}", "message 0: its text is wrong: a brace is closed that was not open");
    refuses("{v}", "{v:q}", "message 0: its text is wrong: a format is none");
    refuses("{v}", "{v:s}", "message 0: its text is wrong: a format does not fit its argument");
    refuses("{v}", "{v:9999}", "message 0: its text is wrong: a format is none");
}
END_TEST

START_TEST(duplicate_ids)
{
    char why[256];
    const char *m = "{\"id\":7,\"name\":\"m\",\"module\":null,\"kind\":\"message\",\"level\":\"info\",\"text\":\"\",\"args\":[]}";
    char both[512];
    sprintf(both, "%s,%s", m, m);
    const char *table = make_table((struct table_text){ .messages = both });
    ck_assert(!accepts(table, strlen(table), why));
    ck_assert_str_eq(why, "id 7 is there twice");
}
END_TEST

/* Every beginning of a table, and every table with one byte changed: whatever it says, nothing breaks. */
START_TEST(mangled)
{
    static char text[1 << 16];
    char why[256];
    strcpy(text, usual());
    size_t size = strlen(text);
    for (size_t i = 0; i < size; i++)
        ck_assert(!accepts(text, i, why));
    for (size_t i = 0; i < size; i++) {
        static const char others[] = "0-\"{}[],:\\\x80z";
        char old = text[i];
        for (size_t j = 0; j < sizeof others; j++) {
            text[i] = others[j];
            accepts(text, size, why);
        }
        text[i] = old;
    }
}
END_TEST

START_TEST(deep_nesting)
{
    static char types[1 << 15], deep[1 << 16];
    char why[256];
    size_t at = 0;
    memset(deep, '[', sizeof deep);
    ck_assert(!accepts(deep, sizeof deep, why));
    for (int i = 0; i < 40; i++)
        at += (size_t)sprintf(types + at,
                              "%s{\"name\":\"t%d\",\"kind\":\"struct\",\"fields\":[{\"name\":\"a\",\"type\":\"%s%.0d\"},"
                              "{\"name\":\"b\",\"type\":\"%s%.0d\"}]}", i ? "," : "", i, i > 1 ? "t" : i ? "t0" : "u8",
                              i > 1 ? i - 1 : 0, i > 1 ? "t" : i ? "t0" : "u8", i > 1 ? i - 1 : 0);
    const char *table = make_table((struct table_text){ .types = types });
    ck_assert(!accepts(table, strlen(table), why));
    ck_assert_str_eq(why, "type 16: structs nested too deep");
}
END_TEST

TCase *table_tests(void)
{
    TCase *tests = tcase_create("table");
    tcase_add_test(tests, usual_accepted);
    tcase_add_test(tests, wrong_keys);
    tcase_add_test(tests, wrong_types);
    tcase_add_test(tests, wrong_messages);
    tcase_add_test(tests, duplicate_ids);
    tcase_add_test(tests, mangled);
    tcase_add_test(tests, deep_nesting);
    return tests;
}
