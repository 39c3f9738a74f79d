#!/usr/bin/env bash
# Makes the pictures of README and docs, and README's short film, from the program itself: pictures.sh [NAME…]. Each is a script of keys
# and strokes, played without a display on the virtual clock: whoever runs it gets the same.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
images="$root/docs/images"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root"

# A 5 that a hand draws, in ticks 6 to 50: the last of the recorded ones.
five=$(awk -F'[:,]' '$2 > 140 { sub(/"frame":[0-9]+/, "\"frame\":" $2 - 135); print }' content/drawing.jsonl)
seven='{"frame":2,"stroke":[[0.3,0.25],[0.7,0.25],[0.6,0.45],[0.45,0.8]]}'

# play NAME SIZE ARGUMENT…: the script on stdin, whose lines with a "shot" say SHOT for the picture's file.
play() {
  local name=$1 size=$2
  shift 2
  sed "s#SHOT#$images/$name.png#" >"$work/$name.jsonl"
  "$root/run.sh" demo --headless --size "$size" --script "$work/$name.jsonl" "$@" >/dev/null
}

demo() {
  play demo 1280x720 <<END
$five
{"frame":90,"shot":"SHOT"}
END
}

lesson() {
  play lesson 1280x720 <<END
$seven
{"frame":20,"key":"O"}
{"frame":21,"key":"O"}
{"frame":22,"key":"O"}
{"frame":24,"key":"I"}
{"frame":26,"key":"Number5"}
{"frame":260,"shot":"SHOT"}
END
}

why() {
  play why 1280x720 <<END
$seven
{"frame":20,"key":"Number2"}
{"frame":22,"key":"Number4"}
{"frame":300,"shot":"SHOT"}
END
}

cut() {
  play cut 1280x720 <<END
$seven
{"frame":4,"key":"Ctrl+Number5"}
{"frame":30,"key":"Number0"}
{"frame":40,"key":"Right"}
{"frame":41,"key":"N"}
{"frame":50,"key":"Down"}
{"frame":51,"key":"Down"}
{"frame":52,"key":"V"}
{"frame":120,"shot":"SHOT"}
END
}

space() {
  play space 1280x720 <<END
$seven
{"frame":4,"key":"Ctrl+Number6"}
{"frame":10,"key":"Right"}
{"frame":11,"key":"Right"}
{"frame":12,"key":"Right"}
{"frame":180,"shot":"SHOT"}
END
}

light() {
  content/get-data.sh
  play light 1280x720 --theme light <<END
$seven
{"frame":10,"key":"Ctrl+Number3"}
{"frame":12,"key":"Enter"}
{"frame":150,"key":"Enter"}
{"frame":200,"shot":"SHOT"}
END
}

# Drawing, a lesson, where it looks, the network in space.
film() {
  cat >"$work/film.jsonl" <<END
$five
{"frame":60,"key":"O"}
{"frame":72,"key":"O"}
{"frame":84,"key":"O"}
{"frame":96,"key":"I"}
{"frame":230,"key":"I"}
{"frame":236,"key":"Number2"}
{"frame":330,"key":"Escape"}
{"frame":334,"key":"Ctrl+Number6"}
{"frame":380,"drag":[[800,400],[806,398],[812,396],[818,394],[824,392]]}
{"frame":440,"drag":[[800,400],[790,400],[780,400],[770,400],[760,400]]}
{"frame":500,"key":"Right"}
{"frame":530,"key":"Right"}
END
  "$root/run.sh" demo --headless --size 1280x720 --script "$work/film.jsonl" --record "$work/film.mp4" >/dev/null
  # Eight pictures a second, each with the colours that it needs most: flat panels are small.
  local colours=palettegen=max_colors=64:stats_mode=diff painted=paletteuse=dither=none:diff_mode=rectangle
  ffmpeg -v error -y -i "$work/film.mp4" -filter_complex \
    "fps=8,scale=720:-1:flags=lanczos,split[a][b];[a]$colours[p];[b][p]$painted" "$images/film.gif"
}

mkdir -p "$images"
(($#)) || set -- demo lesson why cut space light film
for name; do "$name"; done
