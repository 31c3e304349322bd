# Checks or applies the format of the Java sources. Sourced by ./check with $root and $JAVA_HOME set.

# The formatter's class path, resolved by Maven once and kept until the pom changes or a jar is gone.
formatter_class_path() {
  local kept=$root/build/format/target/classpath
  if ! class_path_holds "$kept"; then
    (cd "$root/build/format" && mvn -B -ntp -q dependency:build-classpath -Dmdep.outputFile=target/classpath) >&2
  fi
  cat "$kept"
}

class_path_holds() {
  local jar
  [ -f "$1" ] && [ "$1" -nt "$root/build/format/pom.xml" ] && [ "$1" -nt "$root/pom.xml" ] || return 1
  tr ':' '\n' <"$1" | while IFS= read -r jar; do
    [ -f "$jar" ] || exit 1
  done
}

# formatter ARGS…: runs it over all Java sources, one JVM for all.
formatter() {
  local class_path exports='' package
  class_path=$(formatter_class_path)
  for package in api code file parser tree util; do
    exports="$exports --add-exports=jdk.compiler/com.sun.tools.javac.$package=ALL-UNNAMED"
  done
  mkdir -p "$root/target"
  (cd "$root" && find . \( -name target -o -name node_modules -o -name '.?*' \) -prune -o \
    -type f -path '*/src/*' -name '*.java' -print) | LC_ALL=C sort >"$root/target/java-sources"
  [ -s "$root/target/java-sources" ] || return 0
  # shellcheck disable=SC2086 # flags are words
  (cd "$root" && "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 $exports -cp "$class_path" \
    com.palantir.javaformat.java.Main --palantir "$@" @target/java-sources)
}

format_all() {
  formatter --replace
}

# Fails and names the files whose format is not the project's.
format_is_right() {
  local wrong
  if wrong=$(formatter --dry-run --set-exit-if-changed); then
    return 0
  fi
  echo "check: these files are not in the project's format; ./check --format puts them right:" >&2
  printf '%s\n' "$wrong" >&2
  return 1
}
