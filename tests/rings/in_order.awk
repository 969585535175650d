# Lines of plogcat for cores.plog: every writer's records are there, each once and in order, and no time falls within a boot.
# -v writers=N -v each=N; and -v refused=N: writer 1 begins with that one, and has a record more if one came between two looks
BEGIN { next_of[1] = refused + 0 }
/  plog\./ { next }
{
    match($0, /[0-9]+\.[0-9]+/)
    time = substr($0, RSTART, RLENGTH)
    if (time < last) { print "time falls: " $0; bad = 1 }
    last = time
    writer = $(NF - 1)
    sub(/:/, "", writer)
    if ($NF != next_of[writer]++) { print "not the next of its writer: " $0; bad = 1 }
    if (match($0, / core [0-9]+/)) cores[substr($0, RSTART, RLENGTH)] = 1
}
END {
    for (writer = 0; writer < writers; writer++)
        if (next_of[writer] - (writer == 1 ? refused : 0) < each) { print "writer " writer " has " next_of[writer] " records"; bad = 1 }
    for (core in cores) seen++
    if (seen < 2) { print "all records are of one core"; bad = 1 }
    exit bad
}
