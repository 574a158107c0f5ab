#!/usr/bin/env bash
# Checks notes in a workflow of GitHub: annotations on the lines, the whole report in the step's summary.
set -euo pipefail

words=(check --format github)
while IFS= read -r report; do
    [[ -n $report ]] && words+=(--format "$report")
done <<<"${INPUT_REPORTS:-}"
while IFS= read -r argument; do
    [[ -n $argument ]] && words+=("$argument")
done <<<"${INPUT_ARGUMENTS:-}"
words+=(--)
while IFS= read -r path; do
    [[ -n $path ]] && words+=("$path")
done <<<"${INPUT_PATHS:-.}"

exec recant "${words[@]}"
