/* A stream of drained chunks. */
#include "decode_one.h"
#include "fuzz.h"
#include "seal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    decode_one(fuzz_tables(), NULL, data, size);
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed)
{
    size = LLVMFuzzerMutate(data, size, max);
    if (seed % 4)
        seal_chunks(data, size, fuzz_tables());
    return size;
}
