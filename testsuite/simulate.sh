#!/usr/bin/env bash
# Runs programs that seeds make up on the IOCP transport, over a Windows in memory and in virtual time.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=windows-jvm.sh
. "$(dirname "${BASH_SOURCE[0]}")/windows-jvm.sh"

usage() {
  cat <<'END'
usage: testsuite/simulate.sh [OPTION]...

  --seeds N     run the programs of N seeds. Default: 2000, unless --minutes or --seed is given
  --seed S      the first seed; alone, the only one. By default it is taken from the clock
  --minutes M   begin no more after M minutes
  --kind KIND   run the programs of this kind only: streams or datagrams (or streams-1, as failed-programs.txt
                names them that failed first). Default: all kinds
  --steps LIST  run only these steps of the program, as a failure prints them: numbers, with commas between
  --threads N   run N programs at a time. Default: as many as there are cores

A program that fails is printed with its seed, its faults and the last that its Windows did, cut down to the steps that it
needs to fail. One program alone (--seed and --kind) is printed with all that its Windows did. One that does not end within
90 seconds fails too, and is printed with where it is.
The last line says how many seeds, steps and failures there were in how many seconds. The exit code is 1 when one failed.
END
}

arguments=()
while [ $# -gt 0 ]; do
  case $1 in
    --seeds | --seed | --minutes | --kind | --steps | --threads) arguments+=("$1" "${2:?$1 needs a value}") ;;
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

require_build_tools
say "building"
class_path=$root/transport-winsock/target/simulate.classpath
"${maven[@]}" -q -pl transport-winsock test-compile dependency:build-classpath -Dmdep.outputFile="$class_path" >&2
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -ea -Xmx2g -Dio.netty.leakDetection.level=paranoid \
  -cp "$root/transport-winsock/target/test-classes:$root/transport-winsock/target/classes:$(cat "$class_path")" \
  io.github.nettywinsock.iocp.Simulate ${arguments[@]+"${arguments[@]}"}
