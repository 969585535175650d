/* A port without assembler, for the static analyser: what is the machine's is the harness's. PLOG_NARROW is defined for an AVR's layout. */
#define PLOG_HOSTED 0
#define PLOG_SECTION

#if PLOG_NARROW
typedef uint8_t plog_used;
#else
typedef uint16_t plog_used;
#endif
typedef uint32_t plog_clock_t;
typedef uint32_t plog_mask;

#define plog_barrier() ((void)0) /* the order of stores is not what is proved here */
#define plog_unknown(value) ((void)0)
#define plog_apart(value) ((void)0)
