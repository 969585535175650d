/*
 * @stem@.c: the log functions of "@project@". Written by plogen from @source@: change that file, not this one.
 * Compile it with plogen's runtime/ folder on the include path; it needs no other file of the runtime.
 */
@posix@

#include "@stem@.h"

@ring@
#include "plog_ring.h"

@zeros@

@filter@

@functions@

@table@

#include "plog.c"
