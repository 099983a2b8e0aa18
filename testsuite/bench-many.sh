# shellcheck shell=bash disable=SC2154
# What idle connections cost. To be sourced by bench.sh --many N.

check_descriptors "$idle"

# used SERVER: number of connections, and the bytes of heap, direct memory and slab that it has in use
used() {
  local connection
  exec {connection}<>"/dev/tcp/127.0.0.1/${other_port[$1]}"
  head -n 1 <&"$connection" | tr -d '\r'
  exec {connection}>&-
}

many_line='%-5s %-12s %-15s %-13s %-15s %-12s %-20s %-20s\n'

# many SERVER: a line of the table
many() {
  local server=$1 before after rate alone beside
  start "$server" "$jvm" "${flags[@]}" -cp "$class_path" io.github.nettywinsock.iocp.IdleConnections "$server"
  say "$server: warming up"
  warm_up "$server" connect 64
  warm_up "$server" echo 1 64
  used "$server" >/dev/null
  alone=$(load "$server" "$seconds" echo 1 64)
  before=$(used "$server")
  say "$server: $idle connections"
  : >"$run_dir/$server.held"
  "${on_load_core[@]}" "$run_dir/load" hold "${port[$server]}" 600 "$idle" 64 >>"$run_dir/$server.held" &
  process[holder]=$!
  rate=$(first_line "$run_dir/$server.held" $((idle / 100 + 60)) "${process[holder]}") ||
    die "$server does not accept $idle connections"
  after=$(used "$server")
  beside=$(load "$server" "$seconds" echo 1 64)
  kill "${process[holder]}" "${process[$server]}"
  wait "${process[holder]}" 2>/dev/null || true
  unset "process[holder]" "process[$server]"
  # shellcheck disable=SC2059
  awk -v server="$server" -v rate="$rate" -v alone="$alone" -v beside="$beside" -v line="$many_line" '
    NR == 1 { split($0, before); next }
    {
      count = $1 - before[1]
      printf line, toupper(server), count, sprintf("%.0f", rate), sprintf("%.0f", ($2 - before[2]) / count),
        sprintf("%.0f", ($3 - before[3]) / count), sprintf("%.0f", ($4 - before[4]) / count), sprintf("%.0f", alone),
        sprintf("%.0f", beside)
    }' <<<"$before"$'\n'"$after"
}

for server in nio iocp; do many $server >>"$run_dir/many"; done
about \
  "connections that were used for one message and then idle: how many were opened and used a second, and the bytes of each in the" \
  "Java heap, in direct memory and in the slots of overlapped calls; messages of 64 bytes a second on one connection, alone and" \
  "beside them, in $seconds s after $warm_up s of warm-up"
# shellcheck disable=SC2059
printf "$many_line" '' connections 'opened a second' 'bytes of heap' 'of direct memory' 'of slots' 'messages alone' \
  'messages beside'
cat "$run_dir/many"
