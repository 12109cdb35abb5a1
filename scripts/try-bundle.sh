#!/usr/bin/env bash
# Tries the .deb as a stranger would: a bare Debian 12 in a folder of its own, apt with what the package asks for,
# the window on the demonstration district, the terminal's wutu on the open store; then apt remove, which must leave
# nothing of ours and all of the user's. Needs root, debootstrap, Xvfb and ImageMagick, and a Debian mirror; without
# them it says so and counts as skipped.
#
#   scripts/try-bundle.sh [FILE.deb]     the newest that make bundle made, when none is named
#   BASE=FOLDER                          keeps the bare Debian there and starts from it the next time
#   MIRROR=ADDRESS                       where debootstrap and apt fetch from
set -euo pipefail
cd "$(dirname "$0")/.."

built="${CARGO_TARGET_DIR:-target}/release/bundle/deb"
mirror="${MIRROR:-http://deb.debian.org/debian}"
picture="shots/bundle.png"
started=()

main() {
    for tool in debootstrap Xvfb import identify compare; do
        command -v "$tool" >/dev/null || skip "$tool is not here"
    done
    [ "$(id -u)" -eq 0 ] || skip "only root can make another Debian"
    deb="${1:-$(ls -t "$built"/*.deb 2>/dev/null | head -n 1)}"
    [ -f "$deb" ] || stop "there is no package in $built: make bundle"

    work="$(mktemp -d)"
    room="$work/room"
    trap leave EXIT
    bare
    inside apt-get update -qq
    cp "$deb" "$room/tmp/wutu.deb"
    say "installing $(basename "$deb") with what it depends on"
    inside apt-get install -y -qq --no-install-recommends /tmp/wutu.deb >"$work/apt.log" 2>&1 || { cat "$work/apt.log"; stop "apt does not take it"; }
    # Once more on the same system, so that what changes is ours and not of what we need.
    inside apt-get remove -y -qq wutu >>"$work/apt.log" 2>&1
    files >"$work/before"
    inside apt-get install -y -qq --no-install-recommends /tmp/wutu.deb >>"$work/apt.log" 2>&1
    for program in wutu wutu-desktop; do
        inside test -x "/usr/bin/$program" || stop "/usr/bin/$program is not in the package"
    done

    inside useradd --create-home --home-dir /srv/dispatcher dispatcher
    window
    inside apt-get remove -y -qq wutu >>"$work/apt.log" 2>&1
    files >"$work/after"
    diff "$work/before" "$work/after" >"$work/left" || { cat "$work/left"; stop "apt remove leaves this behind"; }
    [ -s "$room/srv/dispatcher/.local/share/wutu/demo.gpkg" ] || stop "apt remove took the user's store"
    say "nothing of ours is left, and the user's store is still there; the picture: $picture"
}

# A Debian with nothing in it.
bare() {
    local base="${BASE:-$work/base}"
    if [ ! -e "$base/etc/debian_version" ]; then
        say "making a bare Debian 12"
        debootstrap --variant=minbase bookworm "$base" "$mirror" >"$work/debootstrap.log" 2>&1 || { tail "$work/debootstrap.log"; stop "debootstrap failed"; }
    fi
    if [ -n "${BASE:-}" ]; then cp -a "$base" "$room"; else mv "$base" "$room"; fi
    # The names of this machine's network, so that apt finds its mirror.
    cp /etc/resolv.conf "$room/etc/resolv.conf"
    mkdir -p "$room/dev/shm" "$room/tmp/.X11-unix"
    mount --bind /proc "$room/proc"
    mount -t tmpfs shm "$room/dev/shm"
    mount --bind /tmp/.X11-unix "$room/tmp/.X11-unix"
}

# The window on a screen that isn't there, until its picture stands still.
window() {
    Xvfb -displayfd 5 -screen 0 1440x900x24 5>"$work/display" >/dev/null 2>&1 &
    started+=($!)
    until [ -s "$work/display" ]; do sleep 0.1; done
    DISPLAY=":$(cat "$work/display")"
    export DISPLAY
    say "opening the window on the demonstration district"
    as_dispatcher wutu-desktop --desk >"$work/window.log" 2>&1 &
    started+=($!)
    local store=/srv/dispatcher/.local/share/wutu/demo.gpkg
    waiting 240 "the store to open" test -e "$room$store.lock"
    mkdir -p "$(dirname "$picture")"
    waiting 120 "the map" stands_still
    local grids
    grids="$(as_dispatcher wutu --json ask "$store" district | grep -o '"grids":[0-9]*' | tail -n 1)"
    [ "$grids" = '"grids":2640' ] || stop "the district is not there: $grids"
    kill "$(sed -n 's/.*"pid":\([0-9]*\).*/\1/p' "$room$store.lock")"
    waiting 30 "the window to close its store" test ! -e "$room$store.lock"
    as_dispatcher wutu verify "$store" >/dev/null || stop "the store is not sound"
}

# Whether the screen shows a map, and shows the same as a moment ago. A clock ticks in it, so a little may differ.
stands_still() {
    import -silent -window root "$work/now.png"
    local colours differ
    colours="$(identify -format %k "$work/now.png")"
    [ "$colours" -gt 1000 ] && [ -e "$work/last.png" ] || { mv "$work/now.png" "$work/last.png"; sleep 2; return 1; }
    differ="$(compare -metric AE "$work/last.png" "$work/now.png" null: 2>&1 || true)"
    mv "$work/now.png" "$work/last.png"
    cp "$work/last.png" "$picture"
    [ "${differ%%.*}" -lt 4000 ] || { sleep 2; return 1; }
}

# All files of the system; what package managers and caches write about themselves is not ours.
files() {
    (cd "$room" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./tmp -o -path ./srv -o -path ./var/lib/dpkg \
        -o -path ./var/lib/apt -o -path ./var/cache -o -path ./var/log -o -path './etc/*-' -o -path ./etc/passwd \) \
        -prune -o -print | sort)
}

inside() { chroot "$room" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"; }

as_dispatcher() {
    chroot --userspec=dispatcher:dispatcher "$room" env -i PATH=/usr/bin:/bin HOME=/srv/dispatcher LC_ALL=C.UTF-8 \
        DISPLAY="${DISPLAY:-}" LIBGL_ALWAYS_SOFTWARE=1 NO_AT_BRIDGE=1 "$@"
}

waiting() {
    local seconds="$1" what="$2" end=$((SECONDS + $1))
    shift 2
    until "$@"; do
        [ $SECONDS -lt $end ] || { tail -n 20 "$work/window.log" >&2 || true; stop "waited $seconds s for $what"; }
        sleep 0.5
    done
}

leave() {
    for process in "${started[@]}"; do kill "$process" 2>/dev/null || true; done
    wait 2>/dev/null || true
    for place in proc dev/shm tmp/.X11-unix; do
        mountpoint -q "$room/$place" 2>/dev/null && umount -l "$room/$place"
    done
    rm -rf --one-file-system "$work"
}

say() { printf 'try-bundle: %s\n' "$*" >&2; }
skip() { say "skipped: $*"; exit 0; }
stop() { say "$*"; exit 1; }

main "$@"
