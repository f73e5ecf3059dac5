#!/bin/sh
# The determinism campaign: a sample of seeds in every environment, mode and build, then many seeds of
# the full model, each lived several times over. Ends 1 when a seed ever differs: `make campaign`.
#
#   scripts/campaign.sh SIMRUN [SIMRUN...]     the first binary lives the many seeds
#
# SEEDS (1000) and SECONDS_MAX (1800) bound the many seeds, which PROCESSES (one a core) share; SAMPLE
# (20) is the size of the sample.
set -eu
cd "$(dirname "$0")/.."

seeds=${SEEDS:-1000}
seconds=${SECONDS_MAX:-1800}
mismatches=0

# field KEY: the value of a figure in the JSON on standard input.
field() { sed -n "/\"$1\"/,/}/s/.*\"value\": \"\{0,1\}\([^\",]*\)\"\{0,1\},\{0,1\}\$/\1/p" | head -n 1; }

# live LABEL COMMAND...: a sample of the seeds; adds what differs to the mismatches.
live() {
  label=$1
  shift
  json=$("$@" --json)
  found="$(echo "$json" | field determinism.model.digest) $(echo "$json" | field determinism.hops.digest)"
  differing=$(echo "$json" | field determinism.model.mismatches)
  expected=${expected:-$found}
  verdict=same
  if [ "$found" != "$expected" ] || [ "$differing" != 0 ]; then
    verdict=DIFFERENT
    mismatches=$((mismatches + 1))
  fi
  printf '  %-34s %s  %s\n' "$label" "$found" "$verdict"
}

sample="bench determinism --seeds ${SAMPLE:-20} --events 100000"
no_fma=glibc.cpu.hwcaps=-AVX2_Usable,-AVX2,-FMA_Usable,-FMA,-FMA4,-AVX512F,-ERMS
echo "a sample of ${SAMPLE:-20} seeds, by binary, mode and environment"
for simrun in "$@"; do
  # shellcheck disable=SC2086  # the sample is several words
  {
    live "$simrun" "$simrun" $sample
    for mode in hooked preference; do live "  mode $mode" "$simrun" $sample --mode $mode; done
    live "  hash seed fixed" env SWIFT_DETERMINISTIC_HASHING=1 "$simrun" $sample
    live "  empty environment" env -i "$simrun" $sample
    live "  Tokyo, Turkish" env TZ=Asia/Tokyo LC_ALL=tr_TR.ISO-8859-9 "$simrun" $sample
    live "  no fused multiply-add" env GLIBC_TUNABLES=$no_fma "$simrun" $sample
    live "  memory filled with a pattern" env MALLOC_PERTURB_=165 "$simrun" $sample
  }
done

processes=${PROCESSES:-$(nproc)}
[ "$processes" -le "$seeds" ] || processes=$seeds
work=$(mktemp -d)
pids=
# A signal takes the processes with it; each ends after the seed in hand.
trap 'kill $pids 2>/dev/null || true; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
echo "$seeds seeds of the full model in $processes processes, or as many as $seconds s allow"
part=0
first=0
while [ "$part" -lt "$processes" ]; do
  next=$((seeds * (part + 1) / processes))
  "$1" bench determinism --first-seed "$first" --seeds $((next - first)) --seconds "$seconds" \
    --only determinism.model --json >"$work/$first.json" &
  pids="$pids $!"
  first=$next
  part=$((part + 1))
done
failed=0
for pid in $pids; do wait "$pid" || failed=1; done
pids=
for json in $(ls "$work" | sort -n); do
  differing=$(field determinism.model.mismatches <"$work/$json")
  printf '  from seed %-6s %s seeds, 3 lives each, %s mismatches, digest %s\n' "${json%.json}" \
    "$(field determinism.model.seeds <"$work/$json")" "${differing:-?}" \
    "$(field determinism.model.digest <"$work/$json")"
  if [ "${differing:-failed}" != 0 ]; then
    mismatches=$((mismatches + 1))
    sed -n '/"notes"/,/]/p' "$work/$json"
  fi
done
[ "$failed" -eq 0 ] || mismatches=$((mismatches + 1))

echo "mismatches: $mismatches"
[ "$mismatches" -eq 0 ]
