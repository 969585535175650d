/* What a record can say, and what can be wrong with one, in words. */
#include "record.h"

const char *fault_text(enum fault fault)
{
    switch (fault) {
    case FAULT_NONE: break;
    case FAULT_SHORT: return "a record crosses the committed end";
    case FAULT_VARINT: return "a number is not in its shortest form";
    case FAULT_RANGE: return "a number is too large for its type";
    case FAULT_BOOL: return "a bool is neither 0 nor 1";
    case FAULT_CODE: return "a length is above its maximum";
    case FAULT_ID: return "an id is not in the table";
    case FAULT_KIND: return "a record of the ring is of no known kind";
    case FAULT_CAUSE: return "a reset has no known cause";
    case FAULT_BACKUP: return "nothing known became of a backup";
    case FAULT_SCHEMA: return "a boot record is of another schema than its block";
    case FAULT_NULLS: return "a null pointer is given for what is none";
    case FAULT_DELTA: return "a time is wider than the clock";
    case FAULT_CHECK: return "a record's check is wrong";
    case FAULT_CRASH: return "a crash record is not as the table has it";
    }
    return "nothing";
}

const char *cause_name(unsigned cause)
{
    static const char *const names[CAUSE_MAX + 1] = {
        "unknown", "power-on", "pin", "brown-out", "watchdog", "software", "fault", "lockup", "wake", "panic"
    };
    return cause <= CAUSE_MAX ? names[cause] : NULL;
}

const char *backup_text(unsigned backup)
{
    static const char *const texts[BACKUP_MAX + 1] = {
        "the ring was lost; the newest records are back from the backup",
        "the ring was lost, and the backup is damaged",
        "the ring was lost, and the backup was not complete when the reset came",
        "the ring was lost, and the backup is of a firmware with another ring",
    };
    return backup <= BACKUP_MAX ? texts[backup] : NULL;
}
