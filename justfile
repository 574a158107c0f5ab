# Lists the recipes.
default:
    @just --list

# The sum of the gates: what must pass before work lands.
check: format lint docs test

# Fails where rustfmt would change something.
format:
    cargo fmt --check

# Clippy, pedantic, on everything.
lint:
    cargo clippy --all-targets -- -D warnings

# The documentation builds without warnings.
docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps

# All tests.
test:
    cargo test

# Tests the page in headless Chromium; with a folder behind it, leaves screenshots there.
page *SCREENSHOTS:
    tests/page/run.sh {{SCREENSHOTS}}

# Checks the real notes.
notes:
    cargo run --release -- check snippets

# Writes the README's gallery anew: what the real notes claim and what is true today.
gallery:
    cargo run --release -- check snippets --format markdown --output target/gallery.md || [ $? -eq 1 ]
    sed -i -e '/^<!-- gallery -->$/,/^<!-- \/gallery -->$/{//!d}' -e '/^<!-- gallery -->$/r target/gallery.md' README.md

# Writes the reference of commands anew, from what `--help` prints.
reference:
    RECANT_WRITE_REFERENCE=1 cargo test --test readme reference

# Measures: all, or `just bench unchanged`, `growth`, `reading`, `peers`; docs/speed.md holds the figures.
bench *PARTS:
    cargo bench --bench speed -- {{PARTS}}

# Measures what lanes save: all, or `just bench-lanes go 50`.
bench-lanes *PARTS:
    cargo bench --bench lanes -- {{PARTS}}

# Accepts the snapshots that differ; read the diff before you commit it.
accept:
    INSTA_UPDATE=always cargo test
