# One build at a time in one working tree. Sourced by ./spate and ./check; works in bash 3.2 and later.

# lock FILE: waits until no other script holds it. The lock ends with this process (and what it started).
lock() {
  mkdir -p "$(dirname "$1")"
  if command -v flock >/dev/null 2>&1; then
    exec 9>"$1"
    flock -n 9 && return 0
    echo "${0##*/}: waiting for another build to end…" >&2
    flock 9
  else
    lock_by_directory "$1.d"
  fi
}

unlock() {
  if [ -n "${lock_directory:-}" ]; then
    rm -rf "$lock_directory"
    lock_directory=
    trap - EXIT
  else
    exec 9>&-
  fi
}

# Where there is no flock(1), making a directory is the lock, and the process id in it says whether it is still held.
lock_by_directory() {
  local holder
  until mkdir "$1" 2>/dev/null; do
    holder=$(cat "$1/pid" 2>/dev/null || true)
    if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
      rm -rf "$1"
    else
      sleep 0.2
    fi
  done
  echo $$ >"$1/pid"
  lock_directory=$1
  trap unlock EXIT
}
