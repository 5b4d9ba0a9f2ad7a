#!/bin/sh
# slim-modules.sh FOLDER: takes out of installed packages what no program reads at run time.
set -eu
folder=${1:?folder of installed packages}
find "$folder" -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' -o -name '*.ts.bak' \
  -o -iname 'readme*' -o -iname 'changelog*' -o -name '*.tsbuildinfo' \) -delete
# Builds for bundlers beside the one that Node loads.
rm -rf "$folder"/@opentelemetry/*/build/esm "$folder"/@opentelemetry/*/build/esnext
# Prebuilt binaries of other systems.
find "$folder" -type d -path '*/prebuilds/*' \( -name 'darwin*' -o -name 'win32*' -o -name 'android*' -o -name 'freebsd*' \) \
  -prune -exec rm -rf {} +
find "$folder" -type f -path '*/prebuilds/*' -name '*musl*' -delete
find "$folder" -type d \( -name test -o -name tests -o -name __tests__ -o -name coverage \) -path '*node_modules*' -prune \
  -exec sh -c 'for d; do [ -e "$d/../package.json" ] && rm -rf "$d"; done' _ {} +
# A peer of Nest's Swagger for its compiler plugin, which only builds use.
rm -rf "$folder"/typescript "$folder"/.bin/tsc "$folder"/.bin/tsserver
find "$folder" -type d -empty -delete
