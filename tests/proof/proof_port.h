/* A port without assembler, for the static analyser: 32-bit words as on RISC-V, and what is the machine's is the harness's. */
#define PLOG_HOSTED 0
#define PLOG_SECTION

typedef uint16_t plog_used;
typedef uint32_t plog_clock_t;
typedef uint32_t plog_mask;

#define plog_barrier() ((void)0) /* one thread: the order of stores is not what is proved here */
