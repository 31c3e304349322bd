# Finds a JDK of one major version. Sourced by ./spate and ./check; works in bash 3.2 and later.

# The directories in which JDKs usually lie, one a line. SPATE_JDK_PLACES, colon-separated, stands in for all of them.
jdk_places() {
  if [ -n "${SPATE_JDK_PLACES+set}" ]; then
    printf '%s\n' "$SPATE_JDK_PLACES" | tr ':' '\n'
    return
  fi
  printf '%s\n' /usr/lib/jvm /usr/lib64/jvm /usr/java /opt /opt/java /usr/local /usr/local/java \
    "${HOME:-/}/.sdkman/candidates/java" "${HOME:-/}/.jdks" "${HOME:-/}/.jabba/jdk" "${HOME:-/}/.asdf/installs/java" \
    "${HOME:-/}/.local/share/mise/installs/java" /Library/Java/JavaVirtualMachines \
    "${HOME:-/}/Library/Java/JavaVirtualMachines" /opt/homebrew/opt /home/linuxbrew/.linuxbrew/opt
}

# jdk_is HOME VERSION: is there a whole JDK of that major version at HOME?
jdk_is() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  grep -Eq "^JAVA_VERSION=\"?$2([.\"+-]|\$)" "$1/release"
}

# The home of the java that PATH finds, with symbolic links followed.
jdk_on_path() {
  local program target
  program=$(command -v java 2>/dev/null) || return 0
  while [ -L "$program" ]; do
    target=$(readlink "$program")
    case $target in
      /*) program=$target ;;
      *) program=$(dirname "$program")/$target ;;
    esac
  done
  dirname "$(dirname "$program")"
}

# jdk_home VERSION: prints the home of a JDK of that major version; fails without one.
jdk_home() {
  local version=$1 place home
  for home in "${JAVA_HOME:-}" "$(jdk_on_path)"; do
    if [ -n "$home" ] && jdk_is "$home" "$version"; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  while IFS= read -r place; do
    for home in "$place"/*/Contents/Home "$place"/*/libexec/openjdk.jdk/Contents/Home "$place"/*; do
      if jdk_is "$home" "$version"; then
        printf '%s\n' "$home"
        return 0
      fi
    done
  done <<PLACES
$(jdk_places)
PLACES
  if [ -z "${SPATE_JDK_PLACES+set}" ] && [ -x /usr/libexec/java_home ]; then
    home=$(/usr/libexec/java_home -v "$version" 2>/dev/null) || return 1
    jdk_is "$home" "$version" && printf '%s\n' "$home" && return 0
  fi
  return 1
}

# jdk_needed VERSION: like jdk_home, but without one says so in a sentence and ends the script with 2.
jdk_needed() {
  jdk_home "$1" && return 0
  echo "${0##*/}: needs a JDK $1 and found none (looked at JAVA_HOME, PATH and the usual directories);" \
    "install one or point JAVA_HOME to it" >&2
  return 2
}
