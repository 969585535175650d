#include "correct.h"

#include <stdbool.h>

#include <fec.h>

/* The second run is for the
   case in which the code would correct what is not there: these blocks are shorter than its own. */
int correct_bytes(uint8_t *data, size_t size)
{
    void *code = init_rs_char(8, 0x11D, 0, 1, CORRECT_PARITY, (int)(255 - CORRECT_PARITY - size));
    if (!code)
        return -1;
    int wrong = decode_rs_char(code, data, NULL, 0);
    if (wrong > 0 && decode_rs_char(code, data, NULL, 0) != 0)
        wrong = -1;
    free_rs_char(code);
    return wrong;
}
