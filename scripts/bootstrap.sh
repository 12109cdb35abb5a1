#!/usr/bin/env bash
# Brings a bare Debian or Ubuntu machine with Rust and Node to where this repository builds, runs and
# tests itself. Installs only what is missing; when nothing is, it is done in a second.
#
#   scripts/bootstrap.sh        what building and running need
#   scripts/bootstrap.sh test   that, and what the tests need
set -euo pipefail
cd "$(dirname "$0")/.."

for_what="${1:-run}"

# A C compiler for the bundled SQLite, WebKitGTK for the window, what decodes cameras' pictures there, a font that has
# the grids' names.
packages=(build-essential pkg-config ca-certificates libwebkit2gtk-4.1-dev gstreamer1.0-libav fonts-noto-cjk)
# A screen and a session bus that aren't there, the two browsers' drivers, what lets one of them trust a CA, a mouse
# and a program to drag files from, GDAL, the second opinion on our GeoPackage and whose files come back, PROJ, the
# second opinion on reference systems, poppler, which reads our PDFs, and a broker at which sensors speak.
[ "$for_what" = test ] && packages+=(xvfb xauth dbus webkit2gtk-driver chromium libnss3-tools xdotool python3-gi gir1.2-gtk-3.0 gdal-bin python3-gdal proj-bin poppler-utils mosquitto)

main() {
    need cargo "Rust (https://rustup.rs)"
    need node "Node 20.19 or newer (https://nodejs.org)"
    need npm "npm, which comes with Node"
    node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
        stop "Node $(node --version) is too old: 20.19 is the oldest that builds the face."

    system_packages
    npm_packages ui
    if [ "$for_what" = test ]; then
        npm_packages tests/e2e
        webdriver
    fi
}

system_packages() {
    local missing=() package
    for package in "${packages[@]}"; do
        is_installed "$package" || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return

    command -v apt-get >/dev/null ||
        stop "This is no Debian or Ubuntu. Install what these packages are called here, then try again: ${missing[*]}"
    local root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; } ||
            stop "These packages are missing, and installing them takes root: apt-get install ${missing[*]}"
        root=(sudo)
    fi
    say "installing with apt: ${missing[*]}"
    "${root[@]}" apt-get update -qq
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

is_installed() {
    # Ubuntu's `chromium` is a shell of a snap; any Chromium or Chrome that answers will do.
    [ "$1" = chromium ] && { command -v chromium || command -v google-chrome; } >/dev/null && return
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Installs what a lockfile names, once per content of the lockfile.
npm_packages() {
    local room="$1" mark="$1/node_modules/.lockfile"
    [ -f "$room/package-lock.json" ] || return 0
    cmp -s "$room/package-lock.json" "$mark" && return
    say "installing with npm: $room"
    # playwright-core drives the system's Chromium; nothing else is to be downloaded.
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm --prefix "$room" ci --no-audit --no-fund --loglevel=error
    cp "$room/package-lock.json" "$mark"
}

# tauri-driver passes WebDriver on to the window's own webview.
webdriver() {
    command -v tauri-driver >/dev/null || [ -x "${CARGO_HOME:-$HOME/.cargo}/bin/tauri-driver" ] && return
    say "installing with cargo: tauri-driver"
    cargo install --quiet --locked tauri-driver --version '^2'
}

need() { command -v "$1" >/dev/null || stop "$2 is missing."; }
say() { printf 'bootstrap: %s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

main
