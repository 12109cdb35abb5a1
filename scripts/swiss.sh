#!/usr/bin/env bash
# Fetches the municipalities of Switzerland, year by year, for the comparison of real divisions (tests/stories/mergers.rs):
# one archive with a Shapefile for each year. They stay outside the repository: the boundaries are those of the Federal
# Statistical Office (BFS, GEOSTAT), which allows their use with its name and not for profit; the package around them
# is interactivethings/swiss-maps, BSD-3-Clause.
#
#   scripts/swiss.sh FOLDER
set -euo pipefail

version=4.7.0
hash=sha512-MRX9u8rm6xHmBjAleGvmz2TqzIxrgflO4q7WIZP3mDv11V8j/L3AdbIJsurrKqUIR0FlUEncUIWNDMF2Djg/eg==
folder="${1:?where to? scripts/swiss.sh FOLDER}"
mkdir -p "$folder"
[ -f "$folder/2026.zip" ] && exit

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
printf 'swiss: fetching swiss-maps %s with npm\n' "$version" >&2
npm pack --silent --pack-destination "$work" "swiss-maps@$version" >/dev/null
archive="$work/swiss-maps-$version.tgz"
found="sha512-$(openssl dgst -sha512 -binary "$archive" | base64 -w0)"
[ "$found" = "$hash" ] || { printf 'swiss: what came is not what is expected: %s\n' "$found" >&2; exit 1; }
tar -xzf "$archive" -C "$work"
for year in {2010..2026}; do
    (cd "$work/package/$year" && python3 -m zipfile -c "$work/$year.zip" municipalities.{shp,shx,dbf,prj})
done
mv "$work"/20??.zip "$folder"
