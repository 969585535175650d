# Writes the files that a page of the documentation shows into the folder `folder`. A line that is only a name in backquotes and a colon begins a file;
# the line "then", the commands: the file build.sh; one that ends with "prints", what the page says will be printed: the file "expected". Their
# text is indented by four.
/^`[A-Za-z_.]+`:$/ { file = folder "/" substr($0, 2, length($0) - 3); next }
/^then$/           { file = folder "/build.sh"; next }
/ prints$/         { file = folder "/expected"; next }
file && /^    /    { print substr($0, 5) >file; next }
/^$/               { if (file) print "" >file; next }
                   { file = "" }
