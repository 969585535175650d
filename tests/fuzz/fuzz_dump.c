/* A dump of memory: blocks of the tables in tests/fuzz/tables. */
#include "decode_one.h"
#include "fuzz.h"
#include "seal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    decode_one(fuzz_tables(), NULL, data, size);
    return 0;
}

/* Three of four dumps get blocks whose checks are right, of one table. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed)
{
    const struct tables *tables = fuzz_tables();
    const struct table *t = tables->at[seed / 4 % tables->count];
    size = LLVMFuzzerMutate(data, size, max);
    if (seed % 4)
        seal_region(data, size, t);
    return size;
}
