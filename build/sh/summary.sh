# Says what the tests said. Sourced by ./check with $root set.

reports() {
  find "$root" -maxdepth 4 -path '*/target/surefire-reports*/TEST-*.xml' -type f
}

# clean_reports: what an earlier run left must not be counted.
clean_reports() {
  find "$root" -maxdepth 3 -path '*/target/surefire-reports*' -prune -exec rm -rf {} +
  find "$root" -maxdepth 3 -path '*/target/jacoco.exec' -exec rm -f {} +
  find "$root" -maxdepth 5 -path '*/target/site/jacoco*/jacoco.csv' -exec rm -f {} +
}

# Which tests failed or erred, one a line.
failed_tests() {
  reports | tr '\n' '\0' | xargs -0 cat | awk '
    function attribute(name,   at) {
      at = match($0, " " name "=\"[^\"]*\"")
      return at ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : ""
    }
    /<testcase / { test = attribute("classname") "." attribute("name") }
    /<(failure|error)[ >]/ { if (test != last) print "FAILED: " test; last = test }'
}

# Lines covered, in percent, for each module: by the tests of all modules where all were run, else by its own.
coverage() {
  local together=$root/app/target/site/jacoco-aggregate/jacoco.csv
  if [ -f "$together" ]; then
    tail -n +2 "$together" | lines_covered
  else
    find "$root" -maxdepth 5 -path '*/target/site/jacoco/jacoco.csv' | LC_ALL=C sort | tr '\n' '\0' |
      xargs -0 tail -q -n +2 | lines_covered
  fi
}

lines_covered() {
  awk -F, '
    { module = $1; sub(/^Spate /, "", module); sub(/^.*spate-/, "", module); missed[module] += $8; covered[module] += $9 }
    END { for (module in covered) printf "%s %d %%\n", module, 100 * covered[module] / (missed[module] + covered[module]) }' |
    LC_ALL=C sort | awk '{ line = line (NR > 1 ? ", " : "") $0 } END { if (NR) print "Lines covered: " line }'
}

# The counts of all reports together, first as Surefire words it, then plainly. Fails when a test failed or none ran.
summary() {
  reports | tr '\n' '\0' | xargs -0 cat | awk '
    function count(name) {
      return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3) + 0 : 0
    }
    /<testsuite / { run += count("tests"); failed += count("failures"); erred += count("errors"); skipped += count("skipped") }
    END {
      printf "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n", run, failed, erred, skipped
      printf "%d passed, %d failed, %d skipped\n", run - failed - erred - skipped, failed + erred, skipped
      exit !(run > 0 && failed + erred == 0)
    }'
}
