#!/usr/bin/env bash
# How many frames a second are drawn with each overlay on, while a video plays in real time, beside the same with none: overlay-rates.sh
# [MODEL [BACKEND [SECONDS]]]. A figure of this machine at this moment; docs/performance.md has those that were kept.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
model=${1:-$root/content/models/digits.onnx} backend=${2:-gl} seconds=${3:-6}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ffmpeg -v error -f lavfi -i testsrc2=size=640x480:rate=30:duration=30 -pix_fmt yuv420p "$work/film.mp4"

# Keys of the view Look and of other views, as scripts name them; what is on from the start is turned off by its key.
overlays=(none Number1 Number2 Number3 Number4 Number5 K Number6 Number7 Number8 Number9
  I V W L T D F Z Ctrl+Number2 Ctrl+Number5 Ctrl+Number6)
for key in "${overlays[@]}"; do
  : >"$work/script.jsonl"
  [[ $key == none ]] || echo "{\"frame\":5,\"key\":\"$key\"}" >"$work/script.jsonl"
  printf '%-13s ' "$key"
  "$root/run.sh" demo --headless --realtime --size 1280x720 --model "$model" --backend "$backend" --source "$work/film.mp4" \
    --script "$work/script.jsonl" --seconds "$seconds" 2>&1 >/dev/null | grep -o 'capture to screen.*' || echo "no figures"
done
