# Installs what is needed from Debian's packages. Sourced by ./check and bench/compare with $root set.
#
# What cannot be installed is said at once, and by missing_packages once more; $missing holds it. The tests that need it then
# skip themselves and say so.

missing=''

# need_package PACKAGE PROGRAM…: makes sure that one of the programs is there.
need_package() {
  local package=$1 program
  shift
  for program in "$@"; do
    command -v "$program" >/dev/null 2>&1 && return 0
  done
  provide "$package"
}

# need_file PACKAGE FILE: makes sure that a file is there that is no program.
need_file() {
  [ -e "$2" ] || provide "$1"
}

provide() {
  echo "${0##*/}: installing $1…" >&2
  if ! install_package "$1"; then
    missing="$missing $1"
    missing_packages >&2
  fi
}

install_package() {
  local as_root='' log=$root/target/packages.log
  command -v apt-get >/dev/null 2>&1 || return 1
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null || return 1
    as_root='sudo -n'
  fi
  mkdir -p "$root/target"
  {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$1" ||
      { $as_root apt-get update &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$1"; }
  } >>"$log" 2>&1 </dev/null
}

missing_packages() {
  [ -z "$missing" ] || echo "${0##*/}: NOT INSTALLED, and what needs it is left out:$missing"
}
