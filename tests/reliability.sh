#!/bin/sh
# reliability.sh LOGS: one page of figures from what the long campaigns printed: a line "NAME: points=N ... lost=N false=N" for each thing tested.
set -u
cat <<'END'
# Reliability

The last full run of the long campaigns. `make soak` repeats it.

Points are moments at which the machine was reset, interrupted or killed; lost is what had been committed and was neither shown nor counted as lost; false is what was
shown and is not right: damage, a wrong value, a wrong order, a wrong number of lost records.

| what | points | lost | false |
|---|---|---|---|
END
sed -n -E 's/^([^ :]*): points=([0-9]+) .*lost=([0-9]+) false=([0-9]+)$/\1 \2 \3 \4/p' "$@" |
    awk '{ print "| " $1 " | " $2 " | " $3 " | " $4 " |"; points += $2; lost += $3; wrong += $4 }
         END { printf "| **all** | %.0f | %d | %d |\n", points, lost, wrong }'
