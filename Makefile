# Every verb of the house. A fresh machine needs two: make run, make test.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := run
.PHONY: run test test-slow check lint fmt types ui serve e2e shots raster bench bundle try-bundle icons tools test-tools

# The demonstration district's store; `make serve STORE=…` takes another.
STORE ?= $(or $(XDG_DATA_HOME),$(HOME)/.local/share)/wutu/demo.gpkg
BUILT := $(abspath $(or $(CARGO_TARGET_DIR),target))
FACE := ui/src/bridge/wire/words.json $(shell find ui \( -name node_modules -o -name dist -o -name wire \) -prune -o -type f -print 2>/dev/null) # types leave no trace in the page
NPM := npm --prefix ui run --silent
TRY := node --test --test-force-exit # a test that failed half way holds nobody up

run: tools ui # the command centre, on the demonstration district
	cargo build --release --package wutu-desktop --package cli
	scripts/run.sh $(BUILT)/release "$(STORE)"
serve: tools ui # the same in a browser: make serve STORE=path LISTEN=127.0.0.1:0
	cargo build --release --package cli
	$(BUILT)/release/wutu serve "$(STORE)" $(if $(LISTEN),--listen $(LISTEN))

test: test-tools ui lint # the fast lane: what CI runs
	$(NPM) test
	cargo test --workspace --quiet
	$(MAKE) e2e
test-slow: test # and a night of basement pumps, a district that answers, minutes of speech, calls and looks, a hundred kills, a hundred full disks, sixteen years of mergers, hostile files against the clock, what `make raster` has built, and a store in QGIS
	cargo test --release --package booth --test hostile --quiet # two seconds each: without optimisation they have eight
	scripts/swiss.sh $(BUILT)/swiss && WUTU_SWISS_YEARS=$(BUILT)/swiss cargo test --package tests --test stories --quiet mergers
	WUTU_BUILT=$(BUILT)/debug WUTU_KILLS=100 WUTU_FULLS=100 WUTU_SLOW=1 $(TRY) tests/e2e/{kill,full,load,raster,qgis}/*.test.mjs tests/e2e/browser/{drill,speech-loss,livecall-loss}.test.mjs
e2e: test-tools ui # a real browser, then the real window on a screen that isn't there
	cargo build --quiet --package cli --package wutu-desktop
	WUTU_BUILT=$(BUILT)/debug $(TRY) tests/e2e/{browser,kill,full}/*.test.mjs
	WUTU_BUILT=$(BUILT)/debug scripts/on-screen.sh $(TRY) --test-concurrency=1 tests/e2e/window/*.test.mjs
check: lint # before a commit: format, lints and the quick tests
	$(NPM) test
	cargo test --workspace --lib --quiet
lint: ui
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --quiet -- -D warnings
	cargo check --package benches --bench figures --quiet # is none of all targets
	$(NPM) lint
	$(NPM) typecheck
fmt:
	cargo fmt --all
	$(NPM) format
raster: # thumbnails by maplibre-rs; needs protobuf-compiler and, without a GPU, mesa-vulkan-drivers
	cd crates/raster && cargo fmt --check && CARGO_TARGET_DIR=target cargo test --quiet && CARGO_TARGET_DIR=target cargo build
ui: ui/dist/index.html # the face, built
ui/dist/index.html: $(FACE)
	scripts/bootstrap.sh
	$(NPM) build
types: # the TypeScript of what crosses the wire, the words, and the manual's page of rights
	cargo test --workspace --lib --quiet export_bindings
shots: ui # pictures of the demonstration district, into shots/; the README's is one of them
	cargo build --release --package cli
	WUTU_BUILT=$(BUILT)/release node tests/e2e/shots.mjs && cp shots/dispatch-1920x1080.png docs/pictures/dispatch.png
bench: test-tools ui # us beside our peers on data from a seed, into docs/benchmarks.md; ONLY=locate,tile: a part
	scripts/bench.sh --page docs/benchmarks.md $(if $(ONLY),--only $(ONLY))
bundle: tools ui # a .deb of the window, with the terminal's wutu in it
	ui/node_modules/.bin/tauri build --bundles deb --config '{"bundle":{"linux":{"deb":{"files":{"/usr/bin/wutu":"$(BUILT)/release/wutu"}}}}}' -- --package wutu-desktop --package cli
try-bundle: ; scripts/try-bundle.sh # installs it on a bare Debian, opens it, removes it; needs root
icons: # assets/icon.svg as every size that a desktop and a phone ask for
	for size in 32 64 128 256 512; do rsvg-convert -w $$size -h $$size assets/icon.svg -o assets/icons/$$size.png; done
	convert assets/icons/{256,64,32}.png assets/icons/icon.ico
	for size in 192 512; do rsvg-convert -w $$size -h $$size assets/icon.svg -o ui/public/field-$$size.png; done
tools test-tools: ; scripts/bootstrap.sh $(if $(filter test-%,$@),test)
