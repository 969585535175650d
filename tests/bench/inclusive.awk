# Sums, in a callgrind file, the instructions of each function and what it called; prints "NAME SUM" for once_* and many_*.
/^fn=/ { name = substr($0, 4); next }
/^[0-9]/ { sum[name] += $NF }
END {
    for (name in sum)
        if (name ~ /^(once|many)_/)
            print name, sum[name]
}
