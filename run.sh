#!/usr/bin/env bash
# Opens the demo, or runs the verb that is given (./run.sh --help lists them). The first time it installs what is missing
# and builds; with nothing changed it starts the built program at once.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/tools/setup.sh"

program="$root/Demo/bin/Release/net10.0/Demo.dll"
stamp="$root/.cache/run.stamp"
now=$(sources Cnn Demo)
if [[ ! -f $program || $now != "$(cat "$stamp" 2>/dev/null)" ]]; then
  install_for_the_app
  need_dotnet
  say "building…"
  build Demo/Demo.csproj
  echo "$now" >"$stamp"
fi

# Only training reads the pictures of digits, unless it is told of others.
if [[ ${1:-} == train && " $* " != *" --data"* && " $* " != *" --help "* ]]; then
  "$root/content/get-data.sh"
fi

exec dotnet "$program" "$@"
