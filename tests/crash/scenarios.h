/* What the application does on its first boot. run.sh knows them by number. */
#ifndef SCENARIOS_H
#define SCENARIOS_H

enum scenario {
    UNDEFINED = 1, /* an undefined instruction at the innermost */
    BAD_POINTER,   /* a read where nothing is */
    NULL_CALL,     /* a call through a null pointer */
    WILD_CALL,     /* a call of what is no code */
    LEAF,          /* an undefined instruction in a function that calls none and so has nothing on the stack */
    IN_INTERRUPT,  /* an undefined instruction in an interrupt handler that came in the innermost */
    SMASHED,       /* the inner functions' return addresses overwritten, then returned to */
    BAD_SP,        /* a stack pointer that points nowhere */
    OVERFLOW,      /* endless recursion, through all of RAM */
    ASKED,         /* plog_backtrace(), and the program goes on */
    PANIC,
    ASSERT,
    TRAMPLED,      /* the log's state is overwritten, then an undefined instruction */
    TWICE,         /* the clock faults, once the first fault is being logged */
    WATCHDOG,      /* the watchdog's handler, by its interrupt */
    IN_LOG,        /* a log function is given a bad string, and crashes with the lock held */
    EARLY,         /* before plog_init() */
    NESTED,        /* as IN_INTERRUPT, in an interrupt that came in another's handler */
    OWN_HANDLER,   /* an exception handler of the application's calls plog_crash() */
    TASK,          /* on another stack, as a task of an operating system */
    FATAL,         /* a message of that level, logged by a function that does nothing else */
    TWICE_FULL,    /* as TWICE, when the block has no room for what tells of the second one */
    TWICE_EARLY,   /* as TWICE, before plog_init(), in a region that has never held a log */
    CALLED_TWICE   /* a handler of the application's calls plog_crash(), and then does so again, from what the log calls */
};

#endif
