/* The firmware's ELF, behind a dump of a crash: the input's first CRASH_SIZE bytes are a block that holds the crash. */
#include <string.h>

#include "decode_one.h"
#include "fuzz.h"
#include "seal.h"

#define CRASH_SIZE 512u

/* The table that the ELF carries. False if it carries none. */
static bool load(struct firmwares *firmwares, struct tables *tables, const uint8_t *data, size_t size)
{
    memset(firmwares, 0, sizeof *firmwares);
    firmwares_add(firmwares, fuzz_file(data + CRASH_SIZE, size - CRASH_SIZE), tables);
    return tables->count > 0;
}

static void unload(struct firmwares *firmwares, struct tables *tables)
{
    firmwares_close(firmwares);
    tables_free(tables);
    fuzz_close();
}

static struct firmwares firmwares;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tables tables = { 0 };
    if (size <= CRASH_SIZE)
        return 0;
    if (load(&firmwares, &tables, data, size))
        decode_one(&tables, &firmwares, data, CRASH_SIZE);
    unload(&firmwares, &tables);
    return 0;
}

/* The crash is changed as often as the ELF, which is the larger, and its block's check is kept right. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed)
{
    struct tables tables = { 0 };
    if (size <= CRASH_SIZE || seed % 2) {
        size = LLVMFuzzerMutate(data, size, max);
    } else {
        size_t crash = LLVMFuzzerMutate(data, CRASH_SIZE, CRASH_SIZE);
        memset(data + crash, 0, CRASH_SIZE - crash);
    }
    if (size <= CRASH_SIZE)
        return size;
    if (load(&firmwares, &tables, data, size))
        seal_block(data, tables.at[0], 0);
    unload(&firmwares, &tables);
    return size;
}
