# The lines "THING: key=value ..." as a table with a row for each thing and a column for each key; a thing's keys may come in several lines. "lost" and "false" come last, and where
# they are, a last row has the sums. With only=sums that row alone, of points, states, lost and false, called `name`.

# 1234567.8 -> 1,234,567.8; what is no number stays.
function readable(text,    whole, rest, out) {
    if (text !~ /^[0-9]+(\.[0-9]+)?$/ || length(text) < 4)
        return text
    whole = text
    sub(/\..*/, "", whole)
    rest = substr(text, length(whole) + 1)
    for (; length(whole) > 3; whole = substr(whole, 1, length(whole) - 3))
        out = "," substr(whole, length(whole) - 2) out
    return whole out rest
}

function is_result(key) {
    return key == "lost" || key == "false"
}

function cells(texts, begin,    i, out) {
    out = begin
    for (i = 1; i <= columns; i++)
        out = out " | " texts[i]
    return out " |"
}

/^[A-Za-z0-9][^:=|]*:( [a-z0-9A-Z-]+=[^ ]+)+$/ {
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
        if (!(key in known)) {
            known[key] = 1
            if (!is_result(key))
                keys[++columns] = key
        }
        cell[row[thing], key] = value
        sum[key] += value
    }
}

END {
    if (only == "sums") {
        printf "| %s | %s | %s | %s | %s |\n", name, readable(sprintf("%.0f", sum["points"])), \
            "states" in known ? readable(sprintf("%.0f", sum["states"])) : "", sum["lost"] + 0, sum["false"] + 0
        exit
    }
    if ("lost" in known) {
        keys[++columns] = "lost"
        keys[++columns] = "false"
    }
    for (i = 1; i <= columns; i++) {
        heads[i] = keys[i]
        gsub(/-/, " ", heads[i])
        line = line "---|"
    }
    if (rows == 0)
        exit
    print cells(heads, "|")
    print "|---|" line
    for (r = 1; r <= rows; r++) {
        for (i = 1; i <= columns; i++)
            values[i] = readable(cell[r, keys[i]])
        print cells(values, "| " things[r])
    }
    if ("lost" in known && rows > 1) {
        for (i = 1; i <= columns; i++)
            values[i] = keys[i] ~ /^(points|states|boots|lost|false)$/ ? readable(sprintf("%.0f", sum[keys[i]])) : ""
        print cells(values, "| **all**")
    }
}
