#!/usr/bin/env bash
# Compares echo servers on a Windows JVM, on Windows or under Wine: Netty's NIO transport, the IOCP transport, the asynchronous
# channels of the JDK, a server in C, one in Go where that is installed, and the IOCP transport of another revision.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=windows-jvm.sh
. "$(dirname "${BASH_SOURCE[0]}")/windows-jvm.sh"

case $(uname -s) in
  MINGW* | MSYS*)
    # shellcheck source-path=SCRIPTDIR source=bench-windows.sh
    . "$root/testsuite/bench-windows.sh"
    ;;
  *)
    # shellcheck source-path=SCRIPTDIR source=bench-wine.sh
    . "$root/testsuite/bench-wine.sh"
    ;;
esac

command_line="bench.sh${*:+ $*}"
rounds='' seconds='' warm_up=10 loops=1 jre=${JRE:-} revision='' kind='' idle=0 receives='' transmit='' quick=''
# what a JVM runs first is compiled while it serves, on the same core, and a second has few connections
first_warm_ups=5 slow_warm_ups=3
# name, arguments of load.c, the ratio IOCP/NIO that is wanted
scenarios='
1x64      echo                   1     64  2.0
1x60      echo                   1     60  2.0
16x64     echo                  16     64  1.6
16x60     echo                  16     60  1.6
128x64    echo                 128     64  1.3
8x64K     echo                   8  65536  2.0
connect   connect                -     64  2.0
udp-64    datagrams              -     64  1.5
udp-1200  datagrams              -   1200  1.5
udp-8K    datagrams              -   8192  1.5
peer-64   connected-datagrams    -     64  1.5
peer-1200 connected-datagrams    -   1200  1.5
peer-8K   connected-datagrams    -   8192  1.5
file      download               -   file  1.0
'
quic_scenarios='
1x64      echo                   1     64  1.0
32x1000   echo                  32   1000  1.0
32x16K    echo                  32  16384  1.0
'

# names SCENARIOS
names() { awk 'NF { printf " %s", $1 }' <<<"$1"; }

usage() {
  cat <<END
usage: testsuite/bench.sh [OPTION]...

  --scenario NAME   run this one only; may be repeated. CONNECTIONSxBYTES is ping-pong, connect is one connection
                    after another, each for one message of 64 bytes, udp-BYTES is datagrams, as many as fit into 64 KiB
                    but 64 at most on their way, peer-BYTES is the same with a channel that is connected, and file is
                    a file of 64 MiB that is sent again and again, in MiB a second:
                   $(names "$scenarios")
  --rounds N        measure each server N times, in turn, the order swapped each time. Default: 5, 1 with --cost
  --seconds N       how long one measurement takes. Default: 2, 10 with --latency and --profile
  --warm-up N       how many seconds each server runs a scenario before it is measured; $first_warm_ups times as many before
                    the first, $slow_warm_ups times before connect, 8x64K and file. Default: $warm_up
  --quick           one round of a second after a second of warm-up, without the rows of 60 bytes and of peer-BYTES unless
                    they are chosen: two minutes, for a first look
  --loops N         how many event loops, or threads of the JDK's channels, a server has, and GOMAXPROCS; 0 is the
                    default of Netty, and of Go. Default: $loops
  --receives N      how many receives an IOCP channel of datagrams has pending. Default: that of the transport
  --transmit        the IOCP transport sends files by TransmitFile, as it does by default on Windows Server
  --jre JRE         11, 17, 21 or a folder that holds a Windows JRE; on Windows a folder. Default: $default_jre,
                    $quic_jre with --quic
  --before REVISION measure the IOCP transport of that revision too, for instance HEAD~1
  --cost            measure something else, without Wine: what the transport itself takes for a message, time, bytes
                    allocated and native calls, on a Windows in memory whose calls are not counted; with --before a
                    table for each revision and round, in turn
  --allocation      measure something else: the bytes that an event loop allocates for a message on the Windows JVM, with
                    the native calls
  --calls           count the native calls of each kind of work by name, on that Windows in memory
  --latency         measure something else: after how long a message is back, at rates that every server can keep up with
  --profile         measure something else: for what the core of the servers is used, but for datagrams, under Wine
                    only
  --quic            measure something else: Netty's QUIC codec over NIO and over the IOCP transport. STREAMSxBYTES is ping-pong
                    on the streams of a connection, which has one event loop:
                   $(names "$quic_scenarios")
  --many N          measure something else: what N idle connections cost NIO and the IOCP transport, 10000 for instance

Under Wine, the servers and the wineserver run on one core, the load on another, and the exit code is 1 when a ratio is
below the wanted one. On Windows this runs in Git Bash, with MinGW's gcc in PATH; nothing keeps to a core, and no ratio is
wanted. A server in Go takes part where go is in PATH; it is not installed. Other work on the machine distorts the ratios.
END
}

# choose_kind OPTION: what is measured, which is one thing at a time
choose_kind() {
  [ -z "$kind" ] || die "$1 and --$kind measure different things: choose one"
  kind=${1#--}
}

# is KIND: whether that is measured
is() { [ "$kind" = "$1" ]; }

chosen=() given=()
while [ $# -gt 0 ]; do
  given+=("$1")
  case $1 in
    --cost | --allocation | --calls | --latency | --profile | --quic)
      choose_kind "$1"
      shift
      continue
      ;;
    --transmit)
      transmit=true
      shift
      continue
      ;;
    --quick)
      rounds=1 seconds=1 warm_up=1 slow_warm_ups=1 quick=true
      shift
      continue
      ;;
    --scenario) chosen+=("${2:?$1 needs a value}") ;;
    --rounds) rounds=${2:?$1 needs a value} ;;
    --seconds) seconds=${2:?$1 needs a value} ;;
    --warm-up) warm_up=${2:?$1 needs a value} ;;
    --loops) loops=${2:?$1 needs a value} ;;
    --jre) jre=${2:?$1 needs a value} ;;
    --receives) receives=${2:?$1 needs a value} ;;
    --many)
      choose_kind "$1"
      idle=${2:?$1 needs a value}
      ;;
    --before) revision=${2:?$1 needs a value} ;;
    -h | --help)
      usage
      exit 0
      ;;
    *)
      usage >&2
      exit 2
      ;;
  esac
  shift 2
done
case $kind in
  many | calls | allocation) unused='--rounds --scenario --before' ;;
  cost | latency) unused=--scenario ;;
  profile) unused=--rounds ;;
  *) unused= ;;
esac
for option in "${given[@]}"; do
  [[ " $unused " != *" $option "* ]] || die "--$kind has no use for $option"
done
if is profile && ! $has_profile; then
  say "--profile reads what Linux counts, and runs under Wine only"
  exit 2
fi
[ -n "$jre" ] || if is quic; then jre=$quic_jre; else jre=$default_jre; fi
! is quic || scenarios=$quic_scenarios
[ -n "$rounds" ] || if is cost; then rounds=1; else rounds=5; fi
if [ -n "$quick" ] && [ -z "$kind" ] && ((${#chosen[@]} == 0)); then
  chosen=(1x64 16x64 128x64 8x64K connect udp-64 udp-1200 udp-8K file)
fi
[ -n "$seconds" ] || if is latency || is profile; then seconds=10; else seconds=2; fi
for number in "$rounds" "$seconds" "$warm_up"; do
  [[ $number =~ ^[1-9][0-9]*$ ]] || die "$number is no number of rounds or seconds"
done
[[ $loops =~ ^[0-9]+$ ]] || die "$loops is no number of event loops"
[[ $receives =~ ^[0-9]*$ ]] || die "$receives is no number of receives"
[[ $idle =~ ^[0-9]+$ ]] || die "$idle is no number of connections"
for name in "${chosen[@]}"; do
  grep -q "^$name " <<<"$scenarios" || die "no scenario is named $name: see --help"
done
[ -z "$revision" ] || revision=$(git -C "$root" rev-parse --verify --short "$revision^{commit}") ||
  die "git knows no such revision"

# --- what is built ----------------------------------------------------------------------------------------------------

# no binding of a log: Netty then logs to the standard error, warnings and worse
# package FOLDER SEPARATOR-OF-PATHS
package() {
  "${maven[@]/#"$root/pom.xml"/$1/pom.xml}" -q -pl testsuite -am -DskipTests package dependency:build-classpath \
    -DexcludeGroupIds=ch.qos.logback,org.slf4j -Dmdep.pathSeparator="$2" -Dmdep.outputFile=target/bench.classpath >&2
}

java_servers=testsuite/src/test/java/io/github/nettywinsock/bench

go_server=$root/testsuite/src/bench/go/echo.go
c_sources=$root/testsuite/src/bench/c
c_flags=(-O2 -Wall -Wextra -Werror)

class_path() { printf '%s%s%s' "$1/testsuite/target/test-classes" "$2" "$(cat "$1/testsuite/target/bench.classpath")"; }

# build_before SEPARATOR-OF-PATHS
build_before() {
  [ -n "$revision" ] || return 0
  say "building $revision"
  mkdir "$run_dir/before"
  git -C "$root" archive "$revision" | tar -x -C "$run_dir/before"
  # it has to do what the others do
  is cost || cp "$root/$java_servers/"{BenchServer,AioServer}.java "$run_dir/before/$java_servers/"
  package "$run_dir/before" "$1"
}

build() {
  require_build_tools
  say "building"
  package "$root" ';'
  class_path=$(class_path "$root" ';')
  build_before ';'
  compile
  ! $has_go || compile_go
  head -c 64M /dev/urandom >"$run_dir/file"
}

# --- servers ----------------------------------------------------------------------------------------------------------

# in the order of their columns
servers=(nio iocp aio c)
declare -A title=([nio]=NIO [iocp]=IOCP [aio]=AIO [c]=C [go]=Go [before]=before)
has_go=false
declare -A process=() port other_port
flags=(-XX:-PrintWarnings -XX:+UseSerialGC -Xms256m -Xmx256m)
[ -z "$receives" ] || flags+=("-Dreceives=$receives")
[ -z "$transmit" ] || flags+=("-Dtransmit=$transmit")

find_go() {
  if command -v go >/dev/null; then
    has_go=true
    servers+=(go)
  else
    say "go is not in PATH: its column is left out"
  fi
}

# first_line FILE SECONDS PROCESS: what the process has written there; programs of Windows write to no fifo of Git Bash
first_line() {
  local waited line
  for ((waited = 0; waited < $2 * 10; waited++)); do
    if read -r line <"$1"; then
      printf '%s\n' "${line%$'\r'}"
      return
    fi
    kill -0 "$3" 2>/dev/null || return 1
    sleep 0.1
  done
  return 1
}

# start NAME COMMAND...: sets ${port[NAME]} and ${other_port[NAME]} to what it prints first
start() {
  local name=$1
  shift
  : >"$run_dir/$name.port"
  "$@" >>"$run_dir/$name.port" 2>"$run_dir/$name.log" </dev/null &
  process[$name]=$!
  read -r "port[$name]" "other_port[$name]" < <(first_line "$run_dir/$name.port" 60 "${process[$name]}") ||
    die "$name does not start: $(cat "$run_dir/$name.log")"
}

# one JVM a transport, so that neither runs code that was compiled for the other; all stay up and wait their turn
start_servers() {
  local main=io.github.nettywinsock.bench.BenchServer
  local file=$run_dir/file
  local name
  for name in nio iocp aio; do start $name "$jvm" "${flags[@]}" -cp "$class_path" $main $name "$loops" "$file"; done
  start_native c iocp-echo
  ! $has_go || GOMAXPROCS=$loops start_native go go-echo
  [ -z "$revision" ] ||
    start before "$jvm" "${flags[@]}" -cp "$(class_path "$run_dir/before" ';')" $main iocp "$loops" "$file"
}

# shellcheck disable=SC2317 # a trap calls it
stop() {
  [ ${#process[@]} = 0 ] || kill "${process[@]}" 2>/dev/null || true
  end_run
}

# --- measuring --------------------------------------------------------------------------------------------------------

# how many seconds a server may be late
patience=20
load_program=(./load)
# how long one of a second loads a server, with its own warm-up
load_seconds=1

# load SERVER SECONDS MODE ARGUMENT...: prints messages a second, and percents lost, or what else load.c says
load() {
  local server=$1 time=$2 mode=$3 to=${port[$1]}
  shift 3
  [ "$mode" != download ] || to=${other_port[$server]}
  (cd "$run_dir" && exec "${on_load_core[@]}" timeout $((time + patience)) "${load_program[@]}" "$mode" "$to" "$time" "$@") ||
    die "$server failed under load: $(tail -n 20 "$run_dir/$server.log")"
}

declare -A warm=([c]=yes [go]=yes)

# warm_up SERVER MODE ARGUMENT...: in short runs, for what a JVM compiled before a connection was closed it compiles again
warm_up() {
  local left=$warm_up
  case $2-${4-} in
    # Fewer messages a second: the compilers of a JVM take longer until they have seen enough.
    connect-* | echo-65536 | download-*) left=$((warm_up * slow_warm_ups)) ;;
  esac
  [ -n "${warm[$1]-}" ] || left=$((warm_up * first_warm_ups))
  for (( ; left > 0; left -= load_seconds)); do load "$1" 1 "${@:2}" >/dev/null; done
  warm[$1]=yes
}

# is_chosen NAME: whether a scenario is to be run
is_chosen() { [[ -n $1 && (${#chosen[@]} = 0 || " ${chosen[*]} " == *" $1 "*) ]]; }

# set_arguments CONNECTIONS LENGTH: those of load.c for a scenario, some of which have no number of connections
set_arguments() {
  arguments=("$@")
  [ "$1" != - ] || arguments=("$2")
}

# serves SERVER MODE ARGUMENT...: whether it takes part; the JDK has no asynchronous channels for datagrams
serves() {
  case "$*" in
    'aio '*'datagrams '* | 'c '*'datagrams '* | 'go connected-datagrams '*) return 1 ;;
    # it may leave one of them without an answer for a second
    'go echo 128 '*) return 1 ;;
  esac
}

# measure NAME MODE ARGUMENT...: a file for each server, with a line for each round
measure() {
  local name=$1 round server order measured=()
  shift
  for server in "${servers[@]}"; do
    serves "$server" "$@" || continue
    measured+=("$server")
    say "$name: warming up $server"
    warm_up "$server" "$@"
  done
  for ((round = 1; round <= rounds; round++)); do
    say "$name: round $round of $rounds"
    order=("${measured[@]}")
    ((round % 2)) || mapfile -t order < <(printf '%s\n' "${measured[@]}" | tac)
    for server in "${order[@]}"; do
      load "$server" "$seconds" "$@" >>"$run_dir/$name.$server"
    done
  done
}

# median, least and greatest of the first column of a file, and the greatest of the second
summary() {
  if [ -f "$1" ]; then
    sort -g "$1" | awk '{ v[NR] = $1; if ($2 > lost) lost = $2; columns = NF }
      END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2, v[1], v[NR], (columns > 1 ? lost + 0 : "-") }'
  else
    echo -
  fi
}

# report NAME WANTED: a line of the table; false when the ratio is below
report() {
  local name=$1 wanted=$2 server lines cells result=0
  lines=$(for server in "${servers[@]}"; do summary "$run_dir/$name.$server"; done |
    awk -v name="$name" -v wanted="$wanted" '
      function ratio(other) { return other in median ? sprintf("%.2f", median[2] / median[other]) : "-" }
      BEGIN { print name }
      NF == 1 { print "-"; next }
      {
        median[NR] = $1
        printf "%.0f [%.0f..%.0f]%s\n", $1, $2, $3, $4 == "-" ? "" : " -" $4 "%"
      }
      END {
        met = wanted == "-" || ratio(1) + 0 >= wanted
        print ratio(1) "\n" wanted "\n" (wanted == "-" ? "" : met ? "ok" : "below")
        for (other = 3; other <= NR; other++) print ratio(other)
        exit !met
      }') || result=1
  mapfile -t cells <<<"$lines"
  # shellcheck disable=SC2059
  printf "$line" "${cells[@]}"
  return $result
}

# servers_in_words: how they are set up
servers_in_words() {
  printf 'NIO and IOCP: %s, the same handler and options, and the defaults of Netty for the receive buffers of\nconnections\n' \
    "$( ((loops)) && echo "event loops: $loops" || echo "Netty's number of event loops")"
  is many || printf 'AIO (the asynchronous channels of the JDK, as many threads) and C (one thread): 64 KiB; datagrams: 16 KiB\n'
  [ -z "$transmit" ] || printf 'IOCP: files by TransmitFile\n'
  ! $has_go || printf 'Go: %s, GOMAXPROCS: %s; 64 KiB\n' "$(go env GOVERSION)" "$( ((loops)) && echo "$loops" || echo default)"
}

# about_call: what was called
about_call() {
  printf '%s, revision %s\n' "$command_line" "$(git -C "$root" describe --always --dirty 2>/dev/null || echo unknown)"
}

# about_run: what was called, and where
about_run() {
  about_call
  machine
}

# about WHAT...: how it was measured, and what the numbers are
about() {
  about_run
  servers_in_words
  [ -z "$revision" ] || printf 'before: the IOCP transport of %s\n' "$revision"
  printf '%s\n' "$@" ''
}

# what else is in the table than messages a second
legend=("connect, 8x64K, file: $slow_warm_ups times the warm-up; -N%: the most that was lost of datagrams in a round; file: MiB a second")

host_java=${JAVA_HOME:+$JAVA_HOME/bin/}java

# on_host FOLDER CLASS: runs what was built there on the JVM of this machine
on_host() { "$host_java" -cp "$(class_path "$1" "$path_separator")" "io.github.nettywinsock.iocp.$2"; }

# cost NAME FOLDER: a table of what the transport that was built there takes for a message
cost() {
  say "$1"
  on_host "$2" CostReport
}

if is calls; then
  start_run
  require_build_tools
  say "building"
  package "$root" "$path_separator"
  about_call
  on_host "$root" CallReport
  exit
fi

if is cost; then
  start_run
  require_build_tools
  say "building"
  package "$root" "$path_separator"
  build_before "$path_separator"
  for ((round = 1; round <= rounds; round++)); do
    [ -z "$revision" ] || ((round % 2)) || cost "round $round: $revision" "$run_dir/before"
    cost "round $round: this revision" "$root"
    [ -z "$revision" ] || ((round % 2 == 0)) || cost "round $round: $revision" "$run_dir/before"
  done
  echo
  about_call
  hardware
  "$host_java" -version 2>&1 | sed -n 2p
  exit
fi

if is quic; then
  # shellcheck source-path=SCRIPTDIR source=bench-quic.sh
  . "$root/testsuite/bench-quic.sh"
fi
choose_cores
start_run
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
is many || is quic || find_go
[ -z "$revision" ] || servers+=(before)
titles=()
for server in "${servers[@]}"; do titles+=("${title[$server]}"); done
build
keep_to_core
windows_jvm "$jre" || die "JRE $jre cannot run: $reason"
if is many; then
  # shellcheck source-path=SCRIPTDIR source=bench-many.sh
  . "$root/testsuite/bench-many.sh"
  exit
fi
if is allocation; then
  about_run
  "$jvm" "${flags[@]}" -cp "$class_path" io.github.nettywinsock.iocp.AllocationReport | tr -d '\r'
  exit
fi
start_servers
if is latency; then
  # shellcheck source-path=SCRIPTDIR source=bench-latency.sh
  . "$root/testsuite/bench-latency.sh"
  exit
fi
if is profile; then
  # shellcheck source-path=SCRIPTDIR source=bench-profile.sh
  . "$root/testsuite/bench-profile.sh"
  exit
fi

line="%-10s$(printf ' %%-29s%.0s' "${servers[@]}") %8s %7s %-6s$(printf ' %%11s%.0s' "${servers[@]:2}")\n"
ratios=("${titles[@]/#/IOCP/}")
table=
result=0
while read -r name mode connections length wanted; do
  is_chosen "$name" || continue
  set_arguments "$connections" "$length"
  # the goals are for one loop; with more of them on one core, the transport is to be ahead
  [ "$loops" = 1 ] || wanted=1.0
  $has_goals || wanted=-
  measure "$name" "$mode" "${arguments[@]}"
  table+=$(report "$name" "$wanted")$'\n' || result=1
done <<<"$scenarios"

about "messages a second: median [least..greatest] of $rounds rounds of $seconds s, after $warm_up s of warm-up" "${legend[@]}"
# shellcheck disable=SC2059
printf "$line" scenario "${titles[@]}" "${ratios[0]}" wanted '' "${ratios[@]:2}"
printf '%s' "$table"
exit $result
