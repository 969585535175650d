# The lines "THING: key=value ..." as a table: a row for each thing, in whose cells may be what several lines have, and a column for each key. "lost", "failed" and "false" come last.
# Where they are, a last row has the sums of what can be added up. With -v sums=NAME there is that row alone, of points, states, lost and false.

# 1234567.8 -> 1,234,567.8; what is no number stays.
function readable(text,    whole, rest, out) {
    if (text !~ /^[0-9]+(\.[0-9]+)?$/)
        return text
    whole = text
    sub(/\..*/, "", whole)
    rest = substr(text, length(whole) + 1)
    for (; length(whole) > 3; whole = substr(whole, 1, length(whole) - 3))
        out = "," substr(whole, length(whole) - 2) out
    return whole out rest
}

function total(key) {
    return key in sum ? readable(sprintf("%.0f", sum[key])) : ""
}

function add_column(key) {
    keys[++columns] = key
}

/^[A-Za-z0-9][^:=|]*:( [A-Za-z0-9-]+=[^ ]+)+$/ {
    thing = $0
    sub(/:.*/, "", thing)
    if (!(thing in row)) {
        row[thing] = ++rows
        things[rows] = thing
    }
    count = split(substr($0, length(thing) + 3), pairs, " ")
    for (i = 1; i <= count; i++) {
        key = value = pairs[i]
        sub(/=.*/, "", key)
        sub(/[^=]*=/, "", value)
        if (!(key in known) && key !~ /^(lost|failed|false)$/)
            add_column(key)
        known[key] = 1
        cell[row[thing], key] = value
        if (key ~ /^(points|states|boots|cases|lost|failed|false)$/)
            sum[key] += value
    }
}

END {
    if (sums != "") {
        print "| " sums " | " total("points") " | " total("states") " | " total("lost") " | " total("false") " |"
        exit
    }
    count = split("lost failed false", last, " ")
    for (i = 1; i <= count; i++)
        if (last[i] in known)
            add_column(last[i])
    if (columns == 0)
        exit
    head = "| |"
    line = "|---|"
    foot = "| **all** |"
    for (i = 1; i <= columns; i++) {
        name = keys[i]
        gsub(/-/, " ", name)
        head = head " " name " |"
        line = line "---|"
        foot = foot " " total(keys[i]) " |"
    }
    print head
    print line
    for (r = 1; r <= rows; r++) {
        text = "| " things[r] " |"
        for (i = 1; i <= columns; i++)
            text = text " " readable(cell[r, keys[i]]) " |"
        print text
    }
    if (rows > 1 && ("failed" in known || "false" in known))
        print foot
}
