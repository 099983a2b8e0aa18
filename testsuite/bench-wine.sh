# shellcheck shell=bash disable=SC2034,SC2154
# Where bench.sh measures: the servers under Wine, the load on Linux. To be sourced after windows-jvm.sh; what it sets and
# defines, bench-windows.sh does for Windows.

default_jre=17
# quiche does not load under Wine 8, which 17 needs
quic_jre=21
# of class paths for the JVM of this machine
path_separator=:
has_goals=true
has_profile=true

compile() {
  local compiler=x86_64-w64-mingw32-gcc
  command -v gcc >/dev/null || apt_install gcc libc6-dev || die "gcc is needed (Debian: apt-get install gcc)"
  command -v $compiler >/dev/null || apt_install gcc-mingw-w64-x86-64-win32 ||
    die "$compiler is needed (Debian: apt-get install gcc-mingw-w64-x86-64-win32)"
  gcc "${c_flags[@]}" -o "$run_dir/load" "$c_sources/load.c"
  $compiler "${c_flags[@]}" -o "$run_dir/iocp-echo.exe" "$c_sources/iocp-echo.c" -lws2_32 -lmswsock
}

compile_go() { GOOS=windows GOARCH=amd64 CGO_ENABLED=0 go build -o "$run_dir/go-echo.exe" "$go_server"; }

load_average() { cut -d ' ' -f 1 /proc/loadavg; }
load_before=$(load_average)

choose_cores() {
  local allowed cores
  command -v taskset >/dev/null || apt_install util-linux || die "taskset is needed (Debian: apt-get install util-linux)"
  allowed=$(taskset -cp $$)
  mapfile -t cores < <(for range in $(tr , ' ' <<<"${allowed##*: }"); do seq "${range%-*}" "${range#*-}"; done)
  [ ${#cores[@]} -ge 2 ] || die "two cores are needed: one for the servers, one for the load"
  server_core=${cores[0]}
  on_load_core=(taskset -c "${cores[1]}")
}

# this shell moves to the core of the servers, and everything under Wine inherits it
keep_to_core() { taskset -cp "$server_core" $$ >/dev/null; }

# start_native NAME PROGRAM
start_native() { start "$1" env WINEPREFIX="$prefix" "$wine" "$run_dir/$2.exe" "$run_dir/file"; }

# of the wineserver and of each server, and what else is open
check_descriptors() {
  (($1 + 2000 < $(ulimit -n))) || ulimit -n $(($1 + 2001)) 2>/dev/null ||
    die "$1 connections need more descriptors than the $(ulimit -n) of ulimit -n"
}

hardware() {
  printf '%s, %s cores, Linux %s, load %s before the run and %s after it\n' \
    "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)" "$(nproc --all)" "$(uname -r)" "$load_before" \
    "$(load_average)"
}

# with the build, where the JRE says it
windows_version() { tr -d '\r' <"$jre_home/release" | sed -n 's/^JAVA_\(RUNTIME_\)\?VERSION="\(.*\)"/\2/p' | sort | tail -1; }

machine() {
  hardware
  printf 'Windows JRE %s, %s, %s\n' "$(windows_version)" \
    "$("$wine" --version)" "$(tr ';' '\n' <<<"$class_path" | sed -n 's|.*/\(netty-transport-[0-9].*\)\.jar|\1|p')"
}
