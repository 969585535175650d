#!/bin/sh
# Writes the templates given as arguments to standard output as C: one string each, line by line.
set -eu

echo '/* Written by compiler/embed.sh from templates/. */'
echo '#include "template.h"'
echo
echo 'const struct built_in built_in_templates[] = {'
for file; do
    printf '    { "%s",\n' "${file##*/}"
    sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/        "/' -e 's/$/\\n"/' "$file"
    echo '    },'
done
echo '    { 0, 0 },'
echo '};'
