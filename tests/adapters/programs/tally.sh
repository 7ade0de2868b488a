#!/usr/bin/env bash
# Counts the lines of the files that it is given.
set -u

declare -A sizes=()

measure() {
    local file=$1
    if [[ -r $file ]]; then
        sizes[$file]=$(wc -l <"$file")
    else
        echo "cannot read $file" >&2
        return 1
    fi
}

for path in "$@"; do
    measure "$path" || continue
    case ${sizes[$path]} in
        0) echo "$path: empty" ;;
        *) echo "$path: ${sizes[$path]}" ;;
    esac
done
