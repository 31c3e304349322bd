# Says what the tests said. Sourced by ./check with $root set.

reports() {
  find "$root" -maxdepth 4 -path '*/target/surefire-reports*/TEST-*.xml' -type f
}

# clean_reports: what an earlier run left must not be counted.
clean_reports() {
  find "$root" -maxdepth 3 -path '*/target/surefire-reports*' -prune -exec rm -rf {} +
  find "$root" -maxdepth 3 -path '*/target/jacoco.exec' -exec rm -f {} +
  find "$root" -maxdepth 5 -path '*/target/site/jacoco/jacoco.csv' -exec rm -f {} +
}

# Which tests failed or erred, one a line.
failed_tests() {
  reports | tr '\n' '\0' | xargs -0 awk '
    function attribute(name,   at) {
      at = match($0, " " name "=\"[^\"]*\"")
      return at ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : ""
    }
    /<testcase / { test = attribute("classname") "." attribute("name") }
    /<(failure|error)[ >]/ { if (test != last) print "FAILED: " test; last = test }'
}

# Lines covered, in percent, for each module.
coverage() {
  local csv module
  find "$root" -maxdepth 5 -path '*/target/site/jacoco/jacoco.csv' | LC_ALL=C sort | while IFS= read -r csv; do
    module=${csv#"$root"/}
    module=${module%%/target/*}
    awk -F, -v module="$module" '
      NR > 1 { missed += $8; covered += $9 }
      END { if (missed + covered) printf "%s %d %%\n", module, 100 * covered / (missed + covered) }' "$csv"
  done | awk '{ line = line (NR > 1 ? ", " : "") $0 } END { if (NR) print "Lines covered: " line }'
}

# The counts of all reports together, first as Surefire words it, then plainly. Fails when a test failed or none ran.
summary() {
  reports | tr '\n' '\0' | xargs -0 awk '
    function count(name) {
      return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3) + 0 : 0
    }
    /<testsuite / { run += count("tests"); failed += count("failures"); erred += count("errors"); skipped += count("skipped") }
    END {
      printf "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n", run, failed, erred, skipped
      printf "%d passed, %d failed, %d skipped\n", run - failed - erred - skipped, failed + erred, skipped
      exit !(run > 0 && failed + erred == 0)
    }' /dev/null
}
