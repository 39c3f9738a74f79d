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

# run NAME ARGUMENT…: a process of tests; what it says comes when it ends.
run() {
  local name=$1
  shift
  (cd "$root" && dotnet test Cnn.Tests --no-build -c Release -nologo -v m --logger "trx;LogFileName=$name.trx" \
    --results-directory "$results" "$@")
}

# counter NAME: a number of all runs. One that crashed leaves no counters, or fewer than it began with.
counter() {
  cat "$results"/*.trx 2>/dev/null | grep -o "<Counters [^>]*" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' |
    awk '{ sum += $1 } END { if (NR) print sum }' || true
}

# All tests are two processes, the window's and the library's: each runs its fixtures one after another, and where one waits for
# another process or for a thread the other one computes.
both() {
  # Without job control what runs in the background ignores Ctrl-C, and so does every program that it starts.
  set -m
  # Not --filter: from 2,000 tests on NUnit's adapter runs them all instead.
  local part="^Cnn.Tests.(Demo|Platform|Sources)."
  run window -- "NUnit.Where=test =~ '$part'" >"$results/window.log" 2>&1 &
  local other=$! failed=0
  run library -- "NUnit.Where=test !~ '$part'" || failed=1
  wait $other || failed=1
  cat "$results/window.log"
  return $failed
}

# xvfb-run is another shell's, through which no function comes.
export root results
code=0
if (($# == 0)); then set -- both; else set -- run all "$@"; fi
xvfb-run --auto-servernum --server-args="-screen 0 1920x1080x24" bash -c "$(declare -f run both)"'; "$@"' - "$@" || code=1
total=$(counter total) passed=$(counter passed) failed=$(counter failed)
[[ -n $total ]] || { say "the test run ended without results"; code=1; }
((${failed:-1} == 0)) || code=1

# What the compiler does not check: spaces and line ends.
if ! (cd "$root" && dotnet format whitespace . --folder --verify-no-changes --exclude bin obj .cache out); then
  say "formatting differs from .editorconfig: run dotnet format"
  code=1
fi

echo "${passed:-0} passed, ${failed:-0} failed, $((${total:-0} - ${passed:-0} - ${failed:-0})) skipped"
exit $code
