# Keeps what ./spate runs up to date. Sourced with $root set, and $module to what holds the program; works in bash 3.2 and
# later.
#
# Each build has a directory of its own, app/target/spate/<fingerprint of the sources>/, with every jar in it. It appears
# whole or not at all, and a running hub goes on with its own when a newer one is built beside it.

# A short text that changes when a pom, a source or a resource does. Of the program, the benchmarks and the stress tests none
# depends on another.
fingerprint() {
  local other unused=()
  for other in app bench stress; do
    [ "$module" = "$other" ] || unused+=(-o -path "./$other")
  done
  (
    cd "$root"
    find . \( -name target -o -name node_modules -o -name '.?*' -o -path './build' -o -path '*/src/test' \
      "${unused[@]}" \) -prune -o \
      -type f \( -name pom.xml -o -path '*/src/main/*' \) -print |
      LC_ALL=C sort | tr '\n' '\0' | xargs -0 cksum | cksum | tr ' ' '-'
  )
}

# up_to_date: sets $jars to the directory to run from, and builds it first where that is needed.
up_to_date() {
  local builds=$root/$module/target/spate now
  now=$(fingerprint)
  jars=$builds/$now
  [ -d "$jars" ] && return 0
  lock "$root/target/build.lock"
  now=$(fingerprint)
  jars=$builds/$now
  [ -d "$jars" ] || build "$builds"
  unlock
}

# build DIRECTORY: makes $jars in it.
build() {
  local log=$root/$module/target/build.log fresh=$1/.fresh
  if ! command -v mvn >/dev/null 2>&1; then
    echo "spate: needs Maven to build and found no mvn on PATH; install it" >&2
    exit 2
  fi
  if [ -n "$(ls "$1" 2>/dev/null)" ]; then
    echo "spate: building (the sources changed)…" >&2
  else
    echo "spate: building (first start, about a minute)…" >&2
  fi
  mkdir -p "$1"
  rm -rf "$fresh" "$root/$module/target/lib"
  if ! (cd "$root" && mvn -B -ntp -pl "$module" -am package -Dmaven.test.skip=true -Djacoco.skip=true 2>&1 </dev/null) |
    tee "$log" | progress; then
    errors "$log" >&2
    echo "spate: the build failed (the whole of it is in $log)" >&2
    exit 1
  fi
  mv "$root/$module/target/lib" "$fresh"
  find "$root/$module/target" -maxdepth 1 -name "spate-$module-*.jar" -exec cp {} "$fresh" \;
  mv "$fresh" "$jars"
  forget_old_builds "$1"
}

# What Maven says of the failure, once, without its advice; warnings of the compiler are errors here.
errors() {
  awk '
    /-> \[Help 1\]/ { if (/Failed to execute goal/) print; exit }
    /^\[WARNING\] .*\.java:\[/ { said = 1; if (!seen[$0]++) print; next }
    /^\[ERROR\]/ { said = 1; if (!seen[$0]++) print; next }
    /^\[(INFO|WARNING)\]/ { said = 0; next }
    said && !seen[$0]++ { print }' "$1"
}

# One line a module of what Maven says.
progress() {
  local line
  while IFS= read -r line; do
    if [[ $line =~ ^\[INFO\]\ Building\ Spate\ ([a-z][a-z0-9\ -]*[a-z0-9])\ +[^\ ]+\ +(\[.*\])$ ]]; then
      echo "spate:   ${BASH_REMATCH[1]} ${BASH_REMATCH[2]}" >&2
    fi
  done
}

# Keeps the newest two, since a hub may still run from the one before.
forget_old_builds() {
  ls -1t "$1" | tail -n +3 | while IFS= read -r old; do
    rm -rf "${1:?}/$old"
  done
}

# The flags of the JVM for a command. The hub gets what a server wants, the bench the optimising compiler, the rest what
# starts quickly.
jvm_flags() {
  case ${1:-} in
    serve)
      # What the hub keeps it keeps for long, and copies only once. A small young generation keeps pauses short, and keeps
      # what connections throw away from spreading over the whole heap.
      echo "-XX:+UseG1GC -XX:MaxNewSize=32m -XX:MaxTenuringThreshold=1 -XX:+UseCompactObjectHeaders" \
        "-XX:+ExitOnOutOfMemoryError -XX:MaxDirectMemorySize=1g" \
        "-Dio.netty.allocator.type=pooled --sun-misc-unsafe-memory-access=allow"
      ;;
    bench)
      # It allocates next to nothing once it runs: a serial collector with a young generation that a run does not fill.
      echo "-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xms256m -Xmn128m -XX:+ExitOnOutOfMemoryError"
      ;;
    *) echo "-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:TieredStopAtLevel=1 -Xshare:auto" ;;
  esac
}
