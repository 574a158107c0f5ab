#!/usr/bin/env bash
# Runs the payloads of this folder in recant's sandbox and in others, and prints which of them hold.
#
# Each of the others is called as its users call it; what they can be made to do with more flags is
# another question. Those that are not installed are left out: apt-get install bubblewrap firejail.
set -euo pipefail
cd "$(dirname "$0")/../.."

system="--ro-bind /usr /usr --symlink usr/bin /bin --symlink usr/sbin /sbin --symlink usr/lib /lib --symlink usr/lib64 /lib64"
declare -A calls=(
    [bwrap]="bubblewrap, usual flags: bwrap --ro-bind / / --dev /dev --proc /proc --tmpfs /tmp --bind {work} {work} --unshare-all --die-with-parent
bubblewrap, curated view: bwrap $system --dev /dev --proc /proc --tmpfs /tmp --bind {work} /home/note --chdir /home/note --unshare-all --die-with-parent --new-session --clearenv --cap-drop ALL"
    [firejail]="firejail: firejail --quiet --noprofile --net=none --private={work} --private-dev --private-tmp --caps.drop=all --seccomp --nonewprivs --"
)
SANDBOXES=""
for program in bwrap firejail; do
    if command -v "$program" >/dev/null; then
        SANDBOXES+="${calls[$program]}"$'\n'
    else
        echo "$program is not installed: left out" >&2
    fi
done
export SANDBOXES

cargo test --quiet --test sandbox --no-run
cargo test --quiet --test sandbox -- --ignored --exact compare::side_by_side --nocapture | grep '^|'
