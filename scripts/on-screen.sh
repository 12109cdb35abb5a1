#!/usr/bin/env bash
# Runs a command on a screen that isn't there, with a session bus and a home of its own, so that a
# person's windows, settings and stores are never touched by a test.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
export XDG_DATA_HOME="$home/data" XDG_CONFIG_HOME="$home/config" XDG_CACHE_HOME="$home/cache"
export XDG_RUNTIME_DIR="$home/run" LIBGL_ALWAYS_SOFTWARE=1 NO_AT_BRIDGE=1
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
mkdir -p -m 700 "$XDG_RUNTIME_DIR"
# A bus that starts no services: portals and screen readers would outlive the test.
cat >"$home/bus.conf" <<CONF
<busconfig>
  <type>session</type>
  <listen>unix:dir=$home/run</listen>
  <policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>
CONF
xvfb-run --auto-servernum --server-args="-screen 0 1920x1080x24" \
    dbus-run-session --config-file="$home/bus.conf" -- "$@"
