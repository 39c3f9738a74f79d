#!/usr/bin/env bash
# Runs the app on real V4L2 cameras, without having one: boots Debian's kernel in an emulated machine that sees this
# machine's files, loads camera drivers there, shows pictures of digits to them, unplugs and replugs them. ./test.sh --camera
# runs it; docs/testing.md says more. Needs no KVM and leaves nothing behind but the kernel in .cache/camera.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../../tools/setup.sh"

# Bounds for a hang, not measures. Emulated code runs at about a fiftieth of the speed.
limit=${CAMERA_LIMIT:-2400}

cache="$root/.cache/camera"
run="$cache/run"

[[ $(uname -m) == x86_64 ]] || fail "the camera test emulates an x86-64 machine; this is $(uname -m)"
install "the emulated machine" qemu-system-x86 busybox-static cpio kmod
install "its cameras" gcc make libelf1 v4l-utils ffmpeg

# Debian's kernel, unpacked and not installed, with the driver of a camera that shows what a program gives it.
image=$(apt-cache depends linux-image-amd64 2>/dev/null | awk '$1 == "Depends:" { print $2; exit }')
[[ $image == linux-image-*-amd64 ]] || fail "apt knows no kernel linux-image-amd64: apt-get update, on Debian"
release=${image#linux-image-}
kernel="$cache/$release"

unpack_kernel() {
  local headers=linux-headers-$release new="$cache/new" package source
  say "unpacking $image…"
  rm -rf "$new"
  mkdir -p "$new/packages"
  (cd "$new/packages" && apt-get -qq -o APT::Sandbox::User=root download "$image" v4l2loopback-dkms "$headers" \
    $(apt-cache depends "$headers" | grep -oE 'linux-(headers-[^ ]*-common|kbuild-[^ ]*)')) ||
    fail "apt could not download $image, its headers and v4l2loopback-dkms; its message is above"
  for package in "$new"/packages/*.deb; do
    if [[ $package == */linux-image-* ]]; then
      dpkg-deb --fsys-tarfile "$package" | tar -x -C "$new" --wildcards './boot/vmlinuz*' './lib/modules/*/modules.*' \
        './lib/modules/*/kernel/'{net/9p,fs/9p,fs/netfs,fs/fscache,fs/overlayfs,drivers/virtio,drivers/media,drivers/video/fbdev/core}'/*'
    else
      dpkg-deb -x "$package" "$new"
    fi
  done
  # The headers know one another by where they would be installed.
  sed -i "s#/usr/src/#$new/usr/src/#" "$new/usr/src/$headers/Makefile"
  source=$(echo "$new"/usr/src/v4l2loopback-*)
  make -s -C "$new/usr/src/$headers" M="$source" KERNELRELEASE="$release" v4l2loopback.ko >"$cache/driver.log" 2>&1 ||
    fail "the driver v4l2loopback does not build; see .cache/camera/driver.log"
  mkdir -p "$new/lib/modules/$release/extra"
  cp "$source/v4l2loopback.ko" "$new/lib/modules/$release/extra/"
  PATH=$PATH:/sbin:/usr/sbin depmod -b "$new" "$release"
  rm -rf "$new/packages" "$new/usr"
  mv "$new" "$kernel"
}

# The first file system: a shell and the drivers through which the machine sees the other files.
make_first_files() {
  local files="$run/first" module
  mkdir -p "$files/bin" "$files/lib"
  cp "$(command -v busybox)" "$files/bin/busybox"
  cp "$here/init" "$files/init"
  for module in virtio_pci 9pnet_virtio 9p overlay; do
    PATH=$PATH:/sbin:/usr/sbin modprobe -d "$kernel" -S "$release" --show-depends "$module"
  done | awk '!seen[$2]++ { print $2 }' | while read -r module; do
    cp "$module" "$files/lib/"
    basename "$module" >>"$files/modules"
  done
  (cd "$files" && find . | cpio --quiet -o -H newc | gzip -1) >"$run/first.gz"
}

# Three pictures of different digits that the program reads right from their files: what the camera makes of them is asked
# here, not how well it reads. A line of `chosen` has the picture and the digit.
choose_digits() {
  local program="$root/Demo/bin/Release/net10.0/Demo.dll" digits="$run/share/digits" picture digit chosen=0
  dotnet "$program" pages --camera --condition Held --count 10 --out "$digits" >/dev/null
  for picture in "$digits"/*.png; do
    digit=$(grep -A1 "\"image\": \"$(basename "$picture")\"" "$digits/labels.json" | sed -n 's/.*"label": "\([0-9]\)".*/\1/p')
    if dotnet "$program" classify --model "$root/content/models/digits.onnx" "$picture" | grep -q "ms): $digit "; then
      echo "$(basename "$picture") $digit" >>"$digits/chosen"
      ((++chosen < 3)) || return 0
    fi
  done
  fail "the program reads only $chosen of ten pictures of digits right; three are needed"
}

[[ -d $kernel ]] || unpack_kernel
rm -rf "$run"
mkdir -p "$run/share/digits" "$cache/shaders"
make_first_files
choose_digits
cat >"$run/share/environment" <<END
export PATH=$PATH:/usr/sbin:/sbin DOTNET_ROOT=${DOTNET_ROOT:-} DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_NOLOGO=1
root=$root kernel=$kernel
END
[[ -n ${DOTNET_ROOT:-} ]] || sed -i 's/DOTNET_ROOT= //' "$run/share/environment"
cp "$here/inside.sh" "$run/share/"

say "booting an emulated machine (some minutes)…"
# This processor and no newer one: qemu 7.2 confuses who reads the stack when a program returns with iret under SMAP,
# and .NET does that.
timeout --foreground -k 10 "$limit" qemu-system-x86_64 -M q35 -accel tcg,thread=multi -cpu Nehalem -smp 2 -m 3072 \
  -nodefaults -display none -no-reboot -serial stdio \
  -kernel "$kernel"/boot/vmlinuz-* -initrd "$run/first.gz" -append "console=ttyS0 quiet panic=-1 mitigations=off" \
  -virtfs local,path=/,mount_tag=host,security_model=none,readonly=on,multidevs=remap \
  -virtfs "local,path=$run/share,mount_tag=share,security_model=none,multidevs=remap" \
  -virtfs "local,path=$cache/shaders,mount_tag=shaders,security_model=none,multidevs=remap" \
  </dev/null 2>"$run/qemu.log" | sed -u 's/\r//g' | tee "$run/console.log" | sed -un 's/.*camera: //p' || true

if [[ $(cat "$run/share/result" 2>/dev/null) == passed ]]; then
  exit 0
fi
[[ -f $run/share/result ]] || echo "FAILED: the emulated machine did not come to an end; see .cache/camera/run/console.log and qemu.log"
exit 1
