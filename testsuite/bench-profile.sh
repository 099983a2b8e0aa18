# shellcheck shell=bash disable=SC2154
# What the core of the servers does for a message: how long each program runs on it, and how often. To be sourced by
# bench.sh --profile.

profile_line='%-10s %-6s %9s %9s %12s %13s %12s %11s %10s\n'

command -v pgrep >/dev/null || apt_install procps || die "pgrep is needed (Debian: apt-get install procps)"

# the program that serves this run
wineserver_process=$(for own in $(pgrep wineserver); do
  if tr '\0' '\n' <"/proc/$own/environ" | grep -qx "WINEPREFIX=$prefix"; then echo "$own"; fi
done)
[ -n "$wineserver_process" ] || die "the wineserver of $prefix is not among the processes"

# threads SERVER: of each thread of the server and of the wineserver the process, name, nanoseconds that it ran, how often it
# was put on the core, and the ticks that it spent in its own code and in the kernel
threads() {
  local task name
  for task in "/proc/${process[$1]}/task/"* "/proc/$wineserver_process/task/"*; do
    name=$(tr ' ' _ <"$task/comm")
    printf '%s %s %s %s\n' "${task//[^0-9]/-}" "$name" "$(cut -d ' ' -f 1,3 "$task/schedstat")" \
      "$(sed 's/.*) //' "$task/stat" | cut -d ' ' -f 12,13)"
  done
}

# profile NAME SERVER MODE ARGUMENT...: a line of the table
profile() {
  local name=$1 server=$2 before after rate
  shift 2
  say "$name: $server"
  warm_up "$server" "$@"
  before=$(threads "$server")
  rate=$(load "$server" "$seconds" "$@")
  after=$(threads "$server")
  # the thread that serves is the one that ran longest
  # shellcheck disable=SC2059
  join <(sort <<<"$before") <(sort <<<"$after") |
    awk -v name="$name" -v server="$server" -v rate="${rate%% *}" -v seconds="$seconds" -v line="$profile_line" \
      -v ticks="$(getconf CLK_TCK)" '
      {
        ran = $8 - $3
        if ($2 ~ /^wineserver/) {
          wine += ran
        } else {
          others += ran
          if (ran > longest) {
            longest = ran
            own = $10 - $5
            kernel = $11 - $6
            switches = $9 - $4
          }
        }
      }
      END {
        messages = rate * seconds
        printf line, name, server, sprintf("%.0f", rate), sprintf("%.1f", 1e6 / rate),
          sprintf("%.1f", own * 1e6 / ticks / messages), sprintf("%.1f", kernel * 1e6 / ticks / messages),
          sprintf("%.1f", (others - longest) / 1e3 / messages), sprintf("%.1f", wine / 1e3 / messages),
          sprintf("%.2f", switches / messages)
      }'
}

while read -r name mode connections length _; do
  is_chosen "$name" || continue
  [[ $mode != *datagrams ]] || continue
  set_arguments "$connections" "$length"
  for server in "${servers[@]}"; do
    ! serves "$server" "$mode" "${arguments[@]}" || profile "$name" "$server" "$mode" "${arguments[@]}" >>"$run_dir/profile"
  done
done <<<"$scenarios"

about \
  "microseconds a message, or a MiB of the file, in $seconds s after $warm_up s of warm-up, $slow_warm_ups times that for connect, 8x64K and file:" \
  "how long it took, how long the thread that serves was in its own code (Java's and Wine's libraries) and in the kernel, how long" \
  "other threads of the process and the wineserver ran on the same core, and how often the thread was put on it: each request to" \
  "the wineserver is one, and each wait"
# shellcheck disable=SC2059
printf "$profile_line" scenario '' messages took 'own code' kernel 'other threads' wineserver switches
cat "$run_dir/profile"
