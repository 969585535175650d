#include "suite.h"

#include <stdio.h>
#include <stdlib.h>

int suite_run(const char *name, const TTest *const *tests, void (*power_on)(void))
{
    Suite *suite = suite_create(name);
    TCase *tcase = tcase_create(name);
    SRunner *runner;
    int ran;
    int failed;

    tcase_set_timeout(tcase, 20);
    if (power_on)
        tcase_add_checked_fixture(tcase, power_on, NULL);
    for (; *tests; tests++)
        tcase_add_test(tcase, *tests);
    suite_add_tcase(suite, tcase);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    ran = srunner_ntests_run(runner);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    printf("%d passed, %d failed\n", ran - failed, failed);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
