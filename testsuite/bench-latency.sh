# shellcheck shell=bash disable=SC2154
# After how long a message is back, at rates below those that every server reaches. To be sourced by bench.sh --latency.

connections=16 length=64
rates='250 500 1000'
latency_line="%-7s$(printf ' %%-26s%.0s' "${servers[@]}")\n"

# percentiles FILE: medians of the columns, over the rounds
percentiles() {
  local column
  for column in 1 2 3; do
    sort -g -k $column,$column "$1" | awk -v c=$column '{ v[NR] = $c }
      END { printf "%s%.2f", (c > 1 ? " / " : ""), (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2000 }'
  done
}

table=
for rate in $rates; do
  measure "latency-$rate" latency $connections $length "$rate"
  cells=()
  for server in "${servers[@]}"; do cells+=("$(percentiles "$run_dir/latency-$rate.$server")"); done
  # shellcheck disable=SC2059
  table+=$(printf "$latency_line" "$rate" "${cells[@]}")$'\n'
done
about \
  "milliseconds from when a message of $length bytes was to be sent, on one of $connections connections in turn, until it was back:" \
  "after which 50, 99 and 99.9 percent were, medians of $rounds rounds of $seconds s, after $warm_up s of warm-up"
# shellcheck disable=SC2059
printf "$latency_line" rate "${titles[@]}"
printf '%s' "$table"
