# What the runtime's loops keep, put into a copy of it for Frama-C's WP: see run.sh.
/while (max - total > PLOG_AROUND/i\
    /*@ loop invariant taken: total <= max;\
        loop assigns total, grant, chunk[0 .. sizeof(chunk) - 1];\
        DRAIN_ENDS */
/while (total < max/i\
    /*@ loop invariant taken: total <= max;\
        loop invariant frame: plog_frame.at <= plog_frame.size <= sizeof(plog_frame.bytes);\
        loop assigns total, plog_frame;\
        loop variant max - total; */
s/sink(user, chunk/plog_any_sink(user, chunk/
s/= output(user,/= plog_any_output(user,/
