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

# Checks the real notes.
notes:
    cargo run --release -- check snippets

# Accepts the snapshots that differ; read the diff before you commit it.
accept:
    INSTA_UPDATE=always cargo test
