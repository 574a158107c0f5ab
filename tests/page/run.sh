#!/usr/bin/env bash
# Tests the page in headless Chromium. Where the browser or what steers it is missing, says so and passes:
# `cargo test` holds what can be held without one.
set -euo pipefail
cd "$(dirname "$0")/../.."

if ! command -v chromium >/dev/null || ! command -v npm >/dev/null; then
    echo "the page is not tested in a browser: chromium or npm is not installed"
    exit 0
fi

# What is installed stays below target/, to be found again.
tools=${CARGO_TARGET_DIR:-target}/page
mkdir -p "$tools"
if ! [ -x "$tools/venv/bin/python" ]; then
    python3 -m venv "$tools/venv"
    "$tools/venv/bin/pip" --quiet install 'playwright==1.*'
fi
if ! [ -f "$tools/node_modules/axe-core/axe.min.js" ]; then
    npm install --silent --no-audit --no-fund --prefix "$tools" 'axe-core@4' >/dev/null
fi

cargo build --quiet
"$tools/venv/bin/python" tests/page/page.py "${CARGO_TARGET_DIR:-target}/debug/recant" \
    "$tools/node_modules/axe-core/axe.min.js" "$@"
