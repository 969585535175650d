/* The firmware's ELF, behind a dump of a crash: the input's first CRASH_SIZE bytes are a block that holds the crash. */
#include <string.h>

#include "decode_one.h"
#include "fuzz.h"
#include "seal.h"

#define CRASH_SIZE 512u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tables tables = { 0 };
    static struct firmwares firmwares;
    if (size <= CRASH_SIZE)
        return 0;
    memset(&firmwares, 0, sizeof firmwares);
    firmwares_add(&firmwares, fuzz_file(data + CRASH_SIZE, size - CRASH_SIZE), &tables);
    if (tables.count > 0)
        decode_one(&tables, &firmwares, data, CRASH_SIZE);
    firmwares_close(&firmwares);
    tables_free(&tables);
    fuzz_close();
    return 0;
}

/* The crash is changed as often as the ELF, which is the larger, and its block's check is kept right. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed)
{
    const struct tables *tables = fuzz_tables();
    if (size <= CRASH_SIZE || seed % 2) {
        size = LLVMFuzzerMutate(data, size, max);
    } else {
        size_t crash = LLVMFuzzerMutate(data, CRASH_SIZE, CRASH_SIZE);
        memset(data + crash, 0, CRASH_SIZE - crash);
    }
    for (size_t i = 0; i < tables->count && size > CRASH_SIZE; i++)
        if (tables->at[i]->form == FORM_WIDE)
            seal_block(data, tables->at[i]);
    return size;
}
