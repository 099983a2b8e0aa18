#!/usr/bin/env bash
# Builds everything and runs all tests: on this machine's JVM, some of them on a Windows in memory, and on Windows JVMs under Wine.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=windows-jvm.sh
. "$(dirname "${BASH_SOURCE[0]}")/windows-jvm.sh"

usage() {
  cat <<'EOF'
usage: testsuite/run.sh [--jre JRE]... [-- MAVEN-ARGUMENT...]

  --jre JRE   run the Windows tests on this JRE only: 11, 17, 21 or a folder that holds a Windows JRE 11, 17 or 21.
              May be repeated, or hold a comma-separated list. The same can be said with the variable JRE.
              By default all three, those that cannot run on this machine left out and named at the end, and on this
              machine's JVM what can run on a Windows in memory, Netty's own tests on the newest JVM here too.
  --          what follows goes to Maven, for instance -Dit.test=WindowsJvmIT, which leaves out none of the tests that
              run on this machine's JVM

Variables: WINE and WINEPREFIX (use these), WINEDEBUG (for instance +winsock: every native socket call).
EOF
}

wanted=()
while [ $# -gt 0 ]; do
  case $1 in
    --jre)
      IFS=, read -ra list <<<"${2:?--jre needs a value}"
      wanted+=("${list[@]}")
      shift 2
      ;;
    --)
      shift
      break
      ;;
    -h | --help)
      usage
      exit 0
      ;;
    *)
      usage >&2
      exit 2
      ;;
  esac
done
[ ${#wanted[@]} -gt 0 ] || IFS=, read -ra wanted <<<"${JRE:-}"
optional=false
if [ ${#wanted[@]} -eq 0 ]; then
  wanted=(11 17 21)
  optional=true
fi

# counts FOLDER...: "run failures errors skipped", added up over the test reports there
counts() {
  find "$@" -maxdepth 1 -name 'TEST-*.xml' -exec cat {} + 2>/dev/null | tr '\n' ' ' | sed 's/<testsuite /\n&/g' | awk '
    function value(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0 }
    /^<testsuite / { sub(/>.*/, ""); run += value("tests"); failures += value("failures"); errors += value("errors"); skipped += value("skipped") }
    END { print run + 0, failures + 0, errors + 0, skipped + 0 }'
}

# failed_tests SUITE FOLDER...: a line for each failed test: where it is, and what it said
failed_tests() {
  local suite=$1
  shift
  find "$@" -maxdepth 1 -name 'TEST-*.xml' -exec cat {} + 2>/dev/null | awk -v suite="$suite" '
    function value(name) { return match($0, " " name "=\"[^\"]*\"") ? text(substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)) : "" }
    function text(xml) {
      gsub(/&#1[03];/, " ", xml); gsub(/&#9;/, " ", xml); gsub(/&lt;/, "<", xml); gsub(/&gt;/, ">", xml)
      gsub(/&quot;/, "\"", xml); gsub(/&apos;/, "\047", xml); gsub(/&amp;/, "\\&", xml); gsub(/ +/, " ", xml)
      sub(/^ /, "", xml)
      return xml
    }
    function tell() { if (said != "") print suite ": " test (at != "" ? " (" at ")" : "") ": " said; said = "" }
    /^ *<system-(out|err)>/ { logged = 1 }
    logged { if (/<\/system-(out|err)>/) logged = 0; next }
    prior && /^ *<(failure|error)[ >]/ {
      said = substr(value("message"), 1, 240)
      if (said == "") said = value("type")
      if (said == "") said = "no message"
      at = ""
    }
    { prior = 0 }
    /^ *<testcase / {
      tell()
      class = value("classname"); sub(/.*\./, "", class); sub(/\$.*/, "", class)
      test = class (value("name") != "" ? "." value("name") : "")
      prior = 1
    }
    said != "" && at == "" && match($0, "\\(" class "\\.java:[0-9]+\\)") { at = "line " substr($0, RSTART + length(class) + 7, RLENGTH - length(class) - 8) }
    END { tell() }'
}

# report SUITE FOLDER...: one line of the table, added to the totals
report() {
  local suite=$1 run failures errors skipped
  shift
  read -r run failures errors skipped < <(counts "$@")
  printf '%-20s %8d %9d %8d %8d\n' "$suite" "$run" "$failures" "$errors" "$skipped"
  failed=$((failed + failures + errors))
  ignored=$((ignored + skipped))
  passed=$((passed + run - failures - errors - skipped))
  [ $((failures + errors)) = 0 ] || mapfile -t -O ${#failed_list[@]} failed_list < <(failed_tests "$suite" "$@")
}

# newest_jvm: the java of the newest JDK of this machine, if it is newer than the one that Maven runs on
newest_jvm() {
  local java home version newest
  newest=$(jvm_version "${JAVA_HOME:+$JAVA_HOME/bin/}java")
  for home in /usr/lib/jvm/* "${!JAVA_HOME_@}"; do
    case $home in JAVA_HOME_*) home=${!home} ;; esac
    version=$(jvm_version "$home/bin/java") || continue
    if [ "$version" -gt "$newest" ]; then newest=$version java=$home/bin/java; fi
  done
  [ -n "${java:-}" ] && printf '%s\n' "$java"
}

# jvm_version JAVA: its feature version
jvm_version() {
  local version
  version=$("$1" -XshowSettings:properties -version 2>&1) || return 1
  [[ $version =~ java\.specification\.version\ =\ ([0-9]+) ]] && printf '%s\n' "${BASH_REMATCH[1]}"
}

require_build_tools
start_run

profiles=()
left_out=()
for jre in "${wanted[@]}"; do
  if windows_jvm "$jre"; then
    say "JRE $jre_major: $("$wine" --version), $jre_home"
    profiles+=(-P "jre-$jre_major" "-Djre-$jre_major.jvm=$jvm")
  else
    $optional || die "JRE $jre cannot run: $reason"
    left_out+=("JRE $jre did not run: $reason")
  fi
done
windows_jvms=${#profiles[@]}
[ "$windows_jvms" -gt 0 ] || left_out+=("No test ran on a Windows JVM.")
if $optional; then
  if newest=$(newest_jvm); then
    say "JVM $(jvm_version "$newest"): $newest"
    profiles+=(-P newest "-Dnewest.jvm=$newest")
  fi
else
  profiles+=(-P '!simulated')
fi

cd "$root"
rm -rf ./*/target/surefire-reports testsuite/target/failsafe-reports
result=0
# in a process group of its own, so that stop reaches Maven's children too
setsid "${maven[@]}" "${profiles[@]}" verify "$@" </dev/null &
build=$!
# shellcheck disable=SC2317 # traps call it
stop() {
  trap '' INT TERM
  kill -TERM -- "-$build" 2>/dev/null || true
  for _ in {1..10}; do
    kill -0 -- "-$build" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL -- "-$build" 2>/dev/null || true
  exit "$1"
}
trap 'stop 130' INT
trap 'stop 143' TERM
wait $build || result=$?

passed=0 failed=0 ignored=0 failed_list=()
printf '\n%-20s %8s %9s %8s %8s\n' suite run failures errors skipped
report host ./*/target/surefire-reports
for reports in testsuite/target/failsafe-reports/*/; do
  [ ! -d "$reports" ] || report "$(basename "$reports" | tr a-z- 'A-Z ')" "$reports"
done
printf '\n'
[ ${#left_out[@]} = 0 ] || printf '%s\n' "${left_out[@]}"
[ $result = 0 ] || [ $failed -gt 0 ] || echo "The build failed, though no test did: see Maven's message above."
[ "$windows_jvms" -gt 0 ] || result=1
# the end of a log is what is looked at, and often all that is kept of it
[ ${#failed_list[@]} = 0 ] || printf 'FAILED %s\n' "${failed_list[@]:0:20}"
[ ${#failed_list[@]} -le 20 ] || echo "and $((${#failed_list[@]} - 20)) more, in target/surefire-reports and testsuite/target/failsafe-reports"
printf '%d passed, %d failed, %d skipped\n' $passed $failed $ignored
exit $result
