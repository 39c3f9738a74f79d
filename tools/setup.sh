# What run.sh and test.sh share: finding .NET, installing packages, building only when something changed.
# Sourced by them; sets `root`. Everything said here goes to stderr: stdout belongs to the verbs.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export HOME=${HOME:-$root/.cache/home}
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
# Without ICU the SDK would not start; nothing here needs cultures.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=${DOTNET_SYSTEM_GLOBALIZATION_INVARIANT:-1}

say() { echo "$*" >&2; }
fail() { say "error: $*"; exit 2; }

need_dotnet() {
  command -v dotnet >/dev/null ||
    fail "the .NET 10 SDK is missing: apt-get install dotnet-sdk-10.0, or https://dotnet.microsoft.com/download/dotnet/10.0"
  local version
  version=$(cd "$root" && dotnet --version 2>/dev/null) ||
    fail "no installed .NET SDK fits global.json (10.0); installed: $(dotnet --list-sdks | cut -d' ' -f1 | paste -sd' ')"
}

# install WHY PACKAGE…: installs with apt what is missing, saying what and why; without root or sudo, says what to type.
install() {
  local why=$1 missing=() package
  shift
  if ! command -v apt-get >/dev/null; then
    say "note: this is not Debian or Ubuntu; for $why install what Debian calls $*"
    return
  fi
  for package; do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  local as=()
  if ((EUID != 0)); then
    # sudo that would ask for a password needs a terminal to ask on.
    if command -v sudo >/dev/null && { [[ -t 0 ]] || sudo -n true 2>/dev/null; }; then
      as=(sudo)
    else
      local update="sudo apt-get update" install="sudo apt-get install -y --no-install-recommends ${missing[*]}"
      fail "$why needs packages that only root can install; type: $update && $install"
    fi
  fi
  say "installing ${missing[*]} (for $why)…"
  "${as[@]}" apt-get -qq update >&2 || say "note: apt-get update failed; trying with the package lists that are there"
  "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}" >&2 ||
    fail "apt-get could not install ${missing[*]}; its message is above"
}

install_for_the_app() {
  install "the window" libglfw3
  install "OpenGL, also without a display" libgl1 libegl1 libgl1-mesa-dri
  install "text" libfontconfig1 fonts-dejavu-core
}

# sources PATH…: a fingerprint of names, sizes and times of all files that a build reads.
sources() {
  (cd "$root" && find "$@" Shaders Directory.Build.props Directory.Packages.props global.json .editorconfig tools/setup.sh \
    \( -name bin -o -name obj \) -prune -o -type f -printf '%p %s %T@\n' | LC_ALL=C sort | cksum)
}

# build PROJECT: builds it for release; shows the compiler's output only when that fails.
build() {
  local log="$root/.cache/build.log"
  mkdir -p "$root/.cache"
  (cd "$root" && dotnet build "$1" -c Release -v q -nologo >"$log" 2>&1) && return
  grep -E "error|warning" "$log" | sort -u | head -30 >&2 || cat "$log" >&2
  fail "the build failed; all of its output is in .cache/build.log"
}
