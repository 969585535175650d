/*
 * Strings of every length against maxima of several kinds, on cores whose copy is written for them. Ends with status 0 if all records are as
 * docs/FORMAT.md, section 4, has them.
 */
#include <string.h>

#include "strings.h"

#include "semihosting.h"

#define MOST 130u

/* Takes the record, and looks whether it is this one. */
static bool is_logged(uint8_t id, const char *s, unsigned max)
{
    unsigned length = s ? (unsigned)strlen(s) : 0;
    unsigned code = !s ? max + 2u : length > max ? max + 1u : length;
    unsigned taken = length > max ? max : length;
    uint8_t expected[MOST + 3] = { id, (uint8_t)(code < 0x80 ? code : 0x80 | code >> 8), (uint8_t)code };
    unsigned begin = code < 0x80 ? 2 : 3;
    plog_grant grant;
    bool same;

    if (s)
        memcpy(expected + begin, s, taken);
    same = plog_read(&grant) && grant.length == begin + taken && memcmp(grant.bytes, expected, grant.length) == 0;
    return same && plog_release(&grant, grant.length) == PLOG_OK;
}

static void put_in(char *s, unsigned length)
{
    unsigned i;

    for (i = 0; i < length; i++)
        s[i] = (char)('A' + i % 50);
    s[length] = '\0';
}

static void check(uint8_t id, void (*log)(const char *), unsigned max)
{
    static char s[MOST + 1];
    unsigned length;

    for (length = 0; length <= max + 2; length++) {
        put_in(s, length);
        log(s);
        if (!is_logged(id, s, max))
            semihosting_exit(id);
    }
    log(NULL);
    if (!is_logged(id, NULL, max))
        semihosting_exit(id);
}

void HardFault_Handler(void)
{
    semihosting_exit(100u);
}

void SysTick_Handler(void)
{
}

int main(void)
{
    plog_grant grant;

    plog_init(PLOG_CAUSE_UNKNOWN);
    while (plog_read(&grant))
        plog_release(&grant, grant.length);
    check(1, log_s1, 1);
    check(2, log_s2, 2);
    check(3, log_s3, 3);
    check(4, log_s4, 4);
    check(5, log_s5, 5);
    check(6, log_s6, 6);
    check(7, log_s7, 7);
    check(8, log_s8, 8);
    check(9, log_s125, 125);
    check(10, log_s126, 126);
    semihosting_exit(0);
}
