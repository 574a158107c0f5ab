#!/usr/bin/env bash
# Tests the language server with a client library, over standard input and output. Where Python cannot make
# an environment, says so and passes: `cargo test` holds what can be held without one.
set -euo pipefail
cd "$(dirname "$0")/../.."

# What is installed stays below target/, to be found again.
tools=${CARGO_TARGET_DIR:-target}/lsp
if ! [ -x "$tools/bin/python" ]; then
    python3 -m venv "$tools" 2>/dev/null || { echo "the language server is not tested: python3-venv is missing"; exit 0; }
    "$tools/bin/pip" --quiet install 'pygls==2.*'
fi

cargo build --quiet
"$tools/bin/python" tests/lsp/client.py "${CARGO_TARGET_DIR:-target}/debug/recant"
