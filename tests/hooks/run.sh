#!/usr/bin/env bash
# Tests the hooks with pre-commit itself, in a repository of its own that takes them from this one by its address
# in git. `recant` (language: rust) builds the tool anew, which takes minutes: only where `--rust` is given.
# Where Python cannot make an environment, says so and passes.
set -euo pipefail
cd "$(dirname "$0")/../.."
source=$PWD

# What is installed stays below target/, to be found again.
target=$(realpath -m "${CARGO_TARGET_DIR:-target}")
tools=$target/hooks
if ! [ -x "$tools/bin/pre-commit" ]; then
    python3 -m venv "$tools" 2>/dev/null || { echo "the hooks are not tested: python3-venv is missing"; exit 0; }
    "$tools/bin/pip" --quiet install 'pre-commit==4.*'
fi

hook=recant-system
if [ "${1:-}" = --rust ]; then
    hook=recant
    export CARGO_TARGET_DIR=$target
else
    cargo build --quiet
    export PATH="$target/debug:$PATH"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work PRE_COMMIT_HOME=$tools/cache GIT_CONFIG_NOSYSTEM=1 RECANT_ATTRIBUTION=false
export CARGO_HOME=${CARGO_HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)/.cargo}
export RUSTUP_HOME=${RUSTUP_HOME:-$(dirname "$CARGO_HOME")/.rustup}
export XDG_CACHE_HOME=$tools/recant
git config --global user.name tests
git config --global user.email tests@example.org
git config --global init.defaultBranch main
# The checkout may belong to another user than the one that tests.
git config --global --add safe.directory '*'

# The hooks as they are here, committed or not.
git init --quiet "$work/hooks"
git -C "$source" ls-files -z --cached --others --exclude-standard |
    (cd "$source" && xargs -0 sh -c 'for file; do [ -f "$file" ] && printf "%s\0" "$file"; done' sh) |
    tar --directory "$source" --create --null --files-from - |
        tar --directory "$work/hooks" --extract
git -C "$work/hooks" add --all
git -C "$work/hooks" commit --quiet --message hooks

git init --quiet "$work/notes"
cd "$work/notes"
cat >.pre-commit-config.yaml <<YAML
repos:
  - repo: file://$work/hooks
    rev: $(git -C "$work/hooks" rev-parse HEAD)
    hooks:
      - id: $hook
YAML
"$tools/bin/pre-commit" install >/dev/null
printf 'No code.\n' >plain.md
printf 'It adds::\n\n    >>> 1 + 1\n    2\n' >right.rst
printf '```python\nprint(1 + 1)  # => 3\n```\n' >not-of-this-kind.html
git add .
git commit --quiet --message 'Notes that hold' || { echo "the hook refused notes that hold"; exit 1; }

printf '```python\nprint(1 + 1)  # => 3\n```\n' >wrong.md
git add .
if said=$(git commit --quiet --message 'A note that drifted' 2>&1); then
    echo "the hook let a note pass that drifted"
    exit 1
fi
grep -q 'drifted wrong.md:2' <<<"$said" || { echo "$said"; exit 1; }
git log --format=%s | grep -qx 'Notes that hold'
echo "the hook $hook holds what drifted, and lets pass what holds"
