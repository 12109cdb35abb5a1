#!/usr/bin/env bash
# Opens STORE in the window, or, on a machine without a display, to browsers. The first time it is
# made: the demonstration district.
# usage: [LISTEN=ADDRESS:PORT] scripts/run.sh FOLDER-OF-BINARIES STORE
set -euo pipefail
built="$1" store="$2"

if [ ! -e "$store" ]; then
    mkdir -p "$(dirname "$store")"
    "$built/wutu" demo "$store"
fi
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$built/wutu-desktop" "$store"
fi
echo "No display here, so no window: the same desk opens in a browser." >&2
exec "$built/wutu" serve "$store" ${LISTEN:+--listen "$LISTEN"}
