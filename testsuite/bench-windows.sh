# shellcheck shell=bash disable=SC2034,SC2154
# Where bench.sh measures: Windows, in Git Bash. To be sourced after windows-jvm.sh, some of which it replaces; bench-wine.sh
# does the same for Wine.

default_jre=${JAVA_HOME:-}
quic_jre=$default_jre
path_separator=';'
# those of --help are for Wine
has_goals=false
has_profile=false
# nothing keeps to a core: a program of Windows would have to set that itself
on_load_core=()

# paths that programs of Windows understand too, inside of a class path as well
root=$(cygpath -m "$root")
cache=$(cygpath -m "$cache")
maven[-1]=$root/pom.xml

windows_jvm() {
  reason="on Windows it has to be the folder of one; by default it is that of JAVA_HOME"
  [[ $1 == *[!0-9]* ]] || return 1
  find_jre "$1" || return 1
  jvm=$jre_home/bin/java
}

# a file that a process had open cannot be deleted until Windows has ended that
end_run() {
  for _ in {1..50}; do
    ! rm -rf "$run_dir" 2>/dev/null || return 0
    sleep 0.1
  done
  say "$run_dir is left: something keeps a file there open"
}

compile() {
  command -v gcc >/dev/null || die "gcc is needed, such as that of MinGW-w64, in PATH"
  gcc "${c_flags[@]}" -o "$run_dir/load" "$c_sources/load.c" -lws2_32
  gcc "${c_flags[@]}" -o "$run_dir/iocp-echo" "$c_sources/iocp-echo.c" -lws2_32 -lmswsock
}

compile_go() { go build -o "$run_dir/go-echo.exe" "$go_server"; }

choose_cores() { :; }
keep_to_core() { :; }

# start_native NAME PROGRAM
start_native() { start "$1" "$run_dir/$2.exe" "$run_dir/file"; }

check_descriptors() { :; }

hardware() { printf '%s, %s cores\n' "$PROCESSOR_IDENTIFIER" "$NUMBER_OF_PROCESSORS"; }

# WindowsRuns reads the lines that begin with #
machine() {
  # the class path of QUIC has no inspector
  is quic || "$jvm" -cp "$class_path" io.github.nettywinsock.example.Main inspect --format tsv --socket tcp4-fresh | tr -d '\r' | grep '^# '
  hardware
  printf 'neither the servers nor the load keep to a core\n'
}
