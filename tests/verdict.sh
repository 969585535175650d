# Counting, for the tests that are shell scripts; they source it.

passed=0 failed=0

# verdict NAME: after the command that decides.
verdict() {
    if [ $? -eq 0 ]; then
        passed=$((passed + 1))
    else
        echo "FAILED: $1"
        failed=$((failed + 1))
    fi
}

# The script's last command.
conclude() {
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ]
}

# plogcat's text without what differs from build to build and from run to run.
without_times() {
    sed -E 's/  [0-9]+\.[0-9]+  /  TIME  /; s/schema [0-9a-f]{8}$/schema SCHEMA/'
}

# Whether the times of plogcat's text rise within each boot.
times_rise() {
    awk '{ match($0, /[0-9]+\.[0-9]+/); time = substr($0, RSTART, RLENGTH) + 0
           if ($2 == boot && time < last) { print "time falls: " $0; bad = 1 }
           boot = $2; last = time }
         END { exit bad || NR == 0 }'
}
