# Installs what the tests need from Debian's packages. Sourced by ./check with $root set.
#
# What cannot be installed is said at once and once more at the end; the tests that need it then skip themselves and say so.

missing=''

# need_package PACKAGE PROGRAM…: makes sure that one of the programs is there.
need_package() {
  local package=$1 program
  shift
  for program in "$@"; do
    command -v "$program" >/dev/null 2>&1 && return 0
  done
  echo "check: installing $package…" >&2
  if ! install_package "$package"; then
    missing="$missing $package"
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
  [ -z "$missing" ] || echo "check: NOT INSTALLED, and the tests that need it are skipped:$missing"
}
