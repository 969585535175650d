# Finds the code blocks of pages: lines that are indented by four or more, behind an empty line. Writes each, without the indentation, into the
# folder `folder`, and prints between tabs: page, line, "followed" where extract.awk takes it and else "-", its file, its first line.
function end_block() {
    if (file)
        close(file)
    file = ""
}
FNR == 1           { end_block(); empty = 1; introduced = 0 }
/^ *$/             { empties = empties "\n"; empty = 1; next }
!file && empty && /^    / {
    match($0, /^ */)
    indent = RLENGTH
    file = FILENAME
    gsub("/", "-", file)
    file = folder "/" file "." FNR
    print FILENAME "\t" FNR "\t" (introduced ? "followed" : "-") "\t" file "\t" substr($0, indent + 1)
    empties = ""
}
file && /^    /    { printf "%s%s\n", empties, substr($0, indent + 1) >file; empties = ""; empty = 0; next }
                   { end_block(); empties = ""; empty = 0; introduced = /^`[A-Za-z_.]+`:$/ || /^then$/ || / prints$/ }
