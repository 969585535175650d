#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness.h"

/* The tests; or "--samples DIRECTORY" for those of the command. */
int main(int count, char **arguments)
{
    if (count == 3 && strcmp(arguments[1], "--samples") == 0)
        return write_samples(arguments[2]);

    Suite *suite = suite_create("decoder");
    TCase *cases[] = { format_tests(), float_tests(), value_tests(), image_tests(), time_tests(), chunk_tests(),
                       table_tests(), hostile_tests(), shortcut_tests(), cause_tests() };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tcase_set_timeout(cases[i], 120);
        suite_add_tcase(suite, cases[i]);
    }
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int run = srunner_ntests_run(runner), failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    printf("%d passed, %d failed\n", run - failed, failed);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
