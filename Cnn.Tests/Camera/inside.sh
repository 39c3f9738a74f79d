#!/usr/bin/env bash
# The camera test itself, inside the emulated machine. Each step waits for what it expects; nothing is asked of speed.
set -uo pipefail
source /share/environment
export HOME=/dev/shm/home DOTNET_EnableWriteXorExecute=0 DOTNET_TieredPGO=0 MESA_SHADER_CACHE_DIR=/dev/shm/shaders
mkdir -p "$HOME"
# The cache maps its files, which a shared folder cannot.
cp -r /shaders /dev/shm/shaders
cd /share

# A bound for a hang.
patience=900
app='' feeder='' steps=0 mark=0

tell() { echo "camera: $*"; }

finish() {
  tell "$2"
  echo "$1" >/share/result
  exit
}

fail() {
  tell "FAILED: $1"
  [[ ! -f notes ]] || tail -n 5 notes | while read -r line; do tell "  the app said: $line"; done
  [[ ! -f log.tmp ]] || tail -n 2 log.tmp | while read -r line; do tell "  its log ends: $line"; done
  finish failed "$steps steps passed, 1 failed"
}

# await WHAT COMMAND…: until the command succeeds.
await() {
  local what=$1 from=$SECONDS
  shift
  until "$@"; do
    ((SECONDS - from < patience)) || fail "$what"
    [[ -z $app ]] || kill -0 "$app" 2>/dev/null || fail "$what: the app has ended"
    sleep 0.5
  done
  passed "$what" $((SECONDS - from))
}

passed() {
  steps=$((steps + 1))
  tell "ok    $1 (${2:-0} s)"
}

# Whether the app said this to people, after what was heard last and after from_now.
says() {
  local line
  line=$(tail -n "+$((mark + 1))" notes | grep -nE -m 1 "$1" | cut -d: -f1)
  [[ -n $line ]] && mark=$((mark + line))
}
from_now() { mark=$(wc -l <notes); }

# Whether its last two runs read this digit.
reads() { [[ $(tail -n 2 log.tmp 2>/dev/null | grep -c "\"label\":\"$1\"") == 2 ]]; }
no_ffmpeg() { ! pgrep -x ffmpeg >/dev/null; }

# With the network on the reference backend: its kernels for OpenGL, emulated, take minutes for a picture. Drawing stays
# OpenGL's. As the one who owns the project, without root's right to pass over permissions.
start_app() {
  rm -f notes log log.tmp
  setpriv --reuid "$(stat -c %u "$root")" --regid "$(stat -c %g "$root")" --clear-groups \
    --bounding-set=-dac_override,-dac_read_search --inh-caps=-dac_override,-dac_read_search \
    dotnet "$root/Demo/bin/Release/net10.0/Demo.dll" demo --headless --realtime --seconds 1000000 --backend reference \
    --size 320x180 --log /share/log "$@" >output 2>notes &
  app=$!
  mark=0
}

# The pictures that were chosen, and what is on them, by number.
picture() { sed -n "$1s/ .*//p" digits/chosen; }
digit() { sed -n "$1s/.* //p" digits/chosen; }

show() {
  cp "digits/$(picture "$1")" next.png
  mv next.png now.png
}

# A camera that sends one picture again and again, until another takes its place.
feed() {
  ffmpeg -nostdin -v error -re -f image2 -loop 1 -framerate 5 -i now.png -pix_fmt yuyv422 -f v4l2 /dev/video9 2>feeder.log &
  feeder=$!
  await "the camera Digits is fed" fed
}

fed() { v4l2-ctl -d /dev/video9 -D 2>/dev/null | grep -q 'Video Capture'; }

stop_feed() {
  kill "$feeder"
  wait "$feeder" 2>/dev/null
  feeder=''
}

plug_in() { modprobe -d "$kernel" v4l2loopback video_nr=9 card_label=Digits exclusive_caps=1; }

tell "Linux $(uname -r), $(cut -d. -f1 /proc/uptime) s after the start"
chmod 777 /share /dev/shm /dev/shm/*
modprobe -d "$kernel" vivid n_devs=1 node_types=0x1 num_inputs=1 input_types=0x0 || fail "the driver vivid"
plug_in || fail "the driver v4l2loopback"

# What there is.
show 1
feed
dotnet "$root/Demo/bin/Release/net10.0/Demo.dll" devices >devices 2>&1 || fail "devices"
grep -qE '^camera:[0-9]+: vivid \(/dev/video[0-9]+\)' devices \
  && grep -qE '^  YUYV .*640×480 at 25,' devices || fail "devices lists vivid and its modes"
grep -q '^camera:9: Digits (/dev/video9)' devices || fail "devices lists the camera Digits"
passed "devices lists both cameras and their modes" $SECONDS

# Digits in front of a camera, which is unplugged and comes back.
start_app --source camera:Digits
await "the digit $(digit 1) is read" reads "$(digit 1)"
cp -r /dev/shm/shaders/. /shaders/
show 2
await "then the digit $(digit 2)" reads "$(digit 2)"
from_now
stop_feed
await "the camera stops sending: the banner says so" says 'Digits: no picture for .*; trying again'
await "nothing feeds it, so it is no camera any more: the banner says so" says "Digits: there is no camera 'Digits'; .*; trying again"
await "its driver is unloaded" rmmod v4l2loopback
show 3
plug_in
feed
await "it is back: pictures come by themselves" says 'Digits: pictures come again'
await "and the digit $(digit 3) is read" reads "$(digit 3)"
stop_feed
kill -TERM "$app"
wait "$app"
code=$?
app=''
await "SIGTERM ends the app (code $code), and no ffmpeg is left" no_ffmpeg

# What else goes wrong with a camera.
vivid=$(grep -oE '^camera:[0-9]+: vivid \(/dev/video[0-9]+' devices | grep -oE '/dev/.*')
chmod 000 "$vivid"
start_app --source camera:vivid
await "no permission: the banner says what to do" says '^note: vivid[^:]*: no permission; add yourself to the group video .*; trying again'
v4l2-ctl -d "$vivid" --stream-mmap --stream-to=/dev/null >/dev/null 2>&1 &
other=$!
sleep 5
from_now
chmod 666 "$vivid"
await "busy: the banner says what to do" says '^note: vivid[^:]*: another program uses it; close that one; trying again'
kill "$other"
await "the other program ends: pictures come by themselves" says '^note: vivid[^:]*: pictures come again'
from_now
v4l2-ctl -d "$vivid" -c disconnect=1
await "unplugged in the middle: the banner says so" says '^note: vivid[^:]*: .*plug it in.*; trying again'
await "and pictures come again by themselves" says '^note: vivid[^:]*: pictures come again'
from_now
v4l2-ctl -d "$vivid" -c percentage_of_dropped_buffers=100
await "it stalls: the banner says so" says '^note: vivid[^:]*: no picture for .*; trying again'
v4l2-ctl -d "$vivid" -c percentage_of_dropped_buffers=0
await "and pictures come again by themselves" says '^note: vivid[^:]*: pictures come again'
kill -KILL "$app"
wait "$app" 2>/dev/null
app=''
await "SIGKILL ends the app, and no ffmpeg is left" no_ffmpeg

finish passed "$steps steps passed, 0 failed, in $(cut -d. -f1 /proc/uptime) s"
