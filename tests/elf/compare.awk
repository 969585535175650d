# awk -v helper=ADDRESS -v end=ADDRESS -f compare.awk TRUTH JSON: whether each crash's chain in plogcat's JSON is the true one, line for line, and verified
# to its end. One in the compiler's helper from ADDRESS to ADDRESS, which has no unwind information, must be marked as not verified.
FNR == NR {
    truth[++samples] = $0
    next
}

function in_helper(pc) {
    return pc + 0 >= helper && pc + 0 < end
}

# "pc return return ..." of the sample, resolved by where it was interrupted: behind a call that was made, or a return.
function true_chain(line, pc,    side, before, returns) {
    split(line, side, " ?: ?")
    split(side[1], before, " ")
    returns = side[2]
    if (before[1] == "call" && pc != before[2])
        returns = before[2] " " returns
    if (before[1] == "helper" && !in_helper(pc))
        sub("^[^ ]* ?", "", returns)
    if (before[1] == "return" && returns ~ ("^" pc "( |$)"))
        sub("^" pc " ?", "", returns)
    sub(" $", "", returns)
    return pc (returns == "" ? "" : " " returns)
}

/"event":"plog\.crash"/ {
    seen++
    line = $0
    sub(/.*"frames":\[/, "", line)
    frames = split(line, frame, /\{"address":/)
    chain = ""
    verified = 1
    for (i = 2; i <= frames; i++) {
        if (frame[i] ~ /"inlined":true/)
            continue
        address = frame[i]
        sub(/,.*/, "", address)
        chain = chain (chain == "" ? "" : " ") address
        if (frame[i] ~ /"verified":false/)
            verified = 0
    }
    pc = chain
    sub(/ .*/, "", pc)
    wanted = true_chain(truth[seen], pc)
    if (chain == wanted && verified) {
        equal++
        depth += split(chain, unused, " ")
    } else if (in_helper(pc) && !verified) {
        unknown++
    } else {
        print "sample " seen ": shown " chain (verified ? "" : " (unverified)") ", true " wanted
        print $0
        if (verified)
            wrong++
    }
}

END {
    printf "%d samples, %d recorded, %d chains equal and verified, %d in the helper, %d verified but wrong, %.1f frames on average\n", samples, seen, equal, unknown, wrong,
        (equal > 0 ? depth / equal : 0)
    exit !(equal >= 1000 && seen == samples && equal + unknown == samples)
}
