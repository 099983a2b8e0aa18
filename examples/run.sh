#!/usr/bin/env bash
# Starts the examples on a Windows JVM under Wine, built first if they are not up to date.
# usage: examples/run.sh [ARGUMENT...]     no argument: demo; --help lists the rest
# Variables: JRE (11, 17, 21 or a folder that holds a Windows JRE; 17 by default), WINE, WINEPREFIX, WINEDEBUG
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../testsuite/windows-jvm.sh
. "$(dirname "${BASH_SOURCE[0]}")/../testsuite/windows-jvm.sh"

jar=$root/examples/target/netty-winsock-examples.jar

up_to_date() {
  [ -f "$jar" ] && [ -z "$(cd "$root" && find pom.xml {transport-winsock,examples}/{pom.xml,src/main} -newer "$jar" -print -quit)" ]
}

# Asks as Ctrl-C does, so that shutdown hooks run; end_run ends what is left after a second.
stop() {
  trap '' INT TERM
  kill -INT "$program" 2>/dev/null || true
  for _ in {1..10}; do
    kill -0 "$program" 2>/dev/null || break
    sleep 0.1
  done
  exit "$1"
}

if ! up_to_date; then
  require_build_tools
  say "building the examples"
  "${maven[@]}" -q -pl examples -am package -Dmaven.test.skip=true >&2
fi

start_run
windows_jvm "${JRE:-17}" || die "JRE ${JRE:-17} cannot run: $reason"

[ $# -gt 0 ] || set -- demo
trap 'stop 130' INT
trap 'stop 143' TERM
columns=0
[ ! -t 1 ] || columns=$(tput cols 2>/dev/null || echo 80)
# lines end as on Linux, for the sake of what reads them here; what the JVM misses in Wine is no news
"$jvm" -XX:-PrintWarnings -Dline.separator=$'\n' -Dexamples.columns="$columns" -jar "$jar" "$@" <&0 &
program=$!
wait "$program"
