#!/usr/bin/env bash
# Builds everything and runs all tests; the last line is "N passed, N failed, N skipped". Arguments go to `dotnet test`
# (./test.sh --filter FullyQualifiedName~Conv). With --camera it runs only the test with real camera drivers, in an
# emulated machine, which takes many minutes. docs/testing.md says more.
set -euo pipefail
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/tools/setup.sh"

install_for_the_app
if [[ ${1:-} == --camera ]]; then
  need_dotnet
  say "building…"
  build Demo/Demo.csproj
  exec "$root/Cnn.Tests/Camera/camera.sh"
fi
install "tests in a window on a virtual display" xvfb xauth xdotool x11-utils ffmpeg
install "ONNX's own test cases" libonnx-testdata
need_dotnet

# Models and photos that are not part of the project; the tests that need them are inconclusive without.
if [[ -z ${REALTIMECNN_TESTDATA:-} && -d $root/../shared/models ]]; then
  REALTIMECNN_TESTDATA=$(cd "$root/../shared" && pwd)
  export REALTIMECNN_TESTDATA
fi

say "building…"
build RealtimeCnn.sln
say "testing…"
results="$root/.cache/tests"
rm -rf "$results"
mkdir -p "$results"

# counter NAME: a number of all runs. One that crashed leaves no counters, or fewer than it began with.
counter() {
  cat "$results"/*.trx 2>/dev/null | grep -o "<Counters [^>]*" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' |
    awk '{ sum += $1 } END { if (NR) print sum }' || true
}

# run NAME DISPLAY ARGUMENT…: a process of tests on the first free virtual display from that number on.
run() {
  local name=$1 display=$2
  shift 2
  # From 2,000 tests on NUnit's adapter forgets a filter and runs all of them, unless told otherwise.
  xvfb-run --server-num="$display" --auto-servernum --server-args="-screen 0 1920x1080x24" dotnet test Cnn.Tests --no-build -c Release \
    -nologo -v m --logger "trx;LogFileName=$name.trx" --results-directory "$results" "$@" -- NUnit.AssemblySelectLimit=1000000
}

# What the compiler does not check: spaces and line ends.
cd "$root"
dotnet format whitespace . --folder --verify-no-changes --exclude bin obj .cache out >&2 &
format=$!

# What is measured before code is compiled for good pays for nobody: most of it runs once.
export DOTNET_TieredPGO=0
code=0
if (($#)); then
  run all 99 "$@" || code=1
else
  # All of them are two processes: in each of them most fixtures run one after another. Without job control what runs in the background
  # ignores Ctrl-C, and so does every program that it starts.
  set -m
  run others 199 --filter "FullyQualifiedName!~Cnn.Tests.Demo." >"$results/others.log" 2>&1 &
  set +m
  trap "kill -- -$! 2>/dev/null" EXIT
  run demo 99 --filter "FullyQualifiedName~Cnn.Tests.Demo." || code=1
  wait $! || code=1
  trap - EXIT
  cat "$results/others.log"
fi
total=$(counter total) passed=$(counter passed) failed=$(counter failed)
[[ -n $total ]] || { say "the test run ended without results"; code=1; }
((${failed:-1} == 0)) || code=1

if ! wait $format; then
  say "formatting differs from .editorconfig: run dotnet format"
  code=1
fi

echo "${passed:-0} passed, ${failed:-0} failed, $((${total:-0} - ${passed:-0} - ${failed:-0})) skipped"
exit $code
