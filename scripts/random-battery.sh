#!/bin/sh
# Runs the tests of dieharder (Debian) on the keyed draws: 65,536 streams, one draw of each in turn.
# Ends 1 if a test fails. One p-value in a hundred is WEAK by chance.
#
#   scripts/random-battery.sh SIMRUN [TEST[:NTUPLE]...]   numbers of `dieharder -l`; without any, all
#                                   but those that dieharder itself calls suspect or broken
set -eu

[ $# -ge 1 ] || {
  echo "random-battery: usage: scripts/random-battery.sh SIMRUN [TEST[:NTUPLE]...]" >&2
  exit 64
}
simrun=$1
shift

command -v dieharder >/dev/null 2>&1 || {
  echo "random-battery: dieharder is missing: apt-get install dieharder" >&2
  exit 69
}

# OPSO, OQSO, DNA (5, 6, 7) are suspect and sums (14) is broken, by `dieharder -l`; 209 takes hours.
# From 200 to 203 a test has a size of its own.
[ $# -gt 0 ] || set -- 0 1 2 3 4 8 9 10 11 12 13 15 16 17 100 101 102 200:1 200:4 200:8 200:12 201:2 \
  201:3 201:4 202:3 202:4 202:5 203:0 203:1 203:8 203:32 204 205 206 207 208

results=$(mktemp)
trap 'rm -f "$results"' EXIT
for test in "$@"; do
  # Generator 200 reads raw bytes from standard input; each test begins with the first draw. 504: one
  # line for each p-value, with the test, its samples and the assessment.
  size=${test#*:}
  [ "$size" != "$test" ] || size=0
  "$simrun" bench statistics --emit-draws 1000000 |
    dieharder -g 200 -d "${test%%:*}" -n "$size" -D 504 | tee -a "$results"
done

count() { grep -c "$1 *\$" "$results" || true; }
echo "passed $(count PASSED), weak $(count WEAK), failed $(count FAILED)"
[ "$(count PASSED)" -gt 0 ] && [ "$(count FAILED)" -eq 0 ]
