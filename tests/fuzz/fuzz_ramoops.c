/* An image of the kernel's ramoops memory, or one of pstore's files. */
#include <fec.h>
#include <string.h>

#include "../../decoder/kernel.h"
#include "decode_one.h"
#include "fuzz.h"

#define HEADER 12u
#define ECC 16u
#define ECC_BLOCK 128u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0; /* not mapped: read as a pipe */
    for (int json = 0; json < 2; json++) {
        kernel_print(fuzz_file(data, size), print_begin(json, NULL));
        print_end();
        fuzz_close();
    }
    return 0;
}

static void encode(const uint8_t *data, size_t size, uint8_t *parity)
{
    void *code = init_rs_char(8, 0x11D, 0, 1, ECC, (int)(255 - ECC - size));
    uint8_t copy[ECC_BLOCK];
    memcpy(copy, data, size);
    encode_rs_char(code, copy, parity);
    free_rs_char(code);
}

/* Half of the images become one zone whose code is right: the header's stands at the end, the blocks' before. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed)
{
    size = LLVMFuzzerMutate(data, size, max);
    if (seed % 2 || size < HEADER + 3 * ECC)
        return size;
    size_t blocks = (size - HEADER - ECC + ECC_BLOCK + ECC - 1) / (ECC_BLOCK + ECC), room = size - HEADER - (blocks + 1) * ECC;
    encode(data, HEADER, data + size - ECC);
    for (size_t i = 0; i < blocks && i * ECC_BLOCK < room; i++)
        encode(data + HEADER + i * ECC_BLOCK, room - i * ECC_BLOCK < ECC_BLOCK ? room - i * ECC_BLOCK : ECC_BLOCK,
               data + HEADER + room + i * ECC);
    return size;
}
