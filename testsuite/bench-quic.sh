# shellcheck shell=bash disable=SC2034,SC2154
# QUIC on NIO and on the IOCP transport. To be sourced by bench.sh --quic, some of which it replaces.

servers=(nio iocp)
legend=()
# see QuicLoad
load_seconds=6

# quic_class_path FOLDER: with the transport that was built there
quic_class_path() {
  local quic=$root/testsuite/quic/target
  printf '%s' "$quic/test-classes;$1/transport-winsock/target/classes;$(cat "$quic/class-path.txt")"
}

build() {
  require_build_tools
  say "building"
  "${maven[@]}" -q -pl testsuite/quic -am test-compile >&2
  class_path=$(quic_class_path "$root")
  load_program=("${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:+UseSerialGC -cp "${class_path//;/$path_separator}"
    io.github.nettywinsock.quic.QuicLoad)
  build_before ';'
}

# start_quic SERVER TRANSPORT FOLDER
start_quic() { start "$1" "$jvm" "${flags[@]}" -cp "$(quic_class_path "$3")" io.github.nettywinsock.quic.QuicEchoServer "$2"; }

start_servers() {
  start_quic nio nio "$root"
  start_quic iocp iocp "$root"
  [ -z "$revision" ] || start_quic before iocp "$run_dir/before"
}

servers_in_words() {
  printf 'NIO and IOCP: one event loop, the same options and handlers; IOCP sends packets in segments where Windows can\n'
  printf 'a message is sent on each stream of one connection when the one before it is back; the load is on NIO\n'
}
