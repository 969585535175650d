/* What a Cortex-M3 starts with: its stack, and newlib's start-up. Files are the host's, by semihosting. */
extern char __stack[];
extern void _start(void);

__attribute__((section(".isr_vector"), used)) static void *const vectors[] = { __stack, (void *)_start };
