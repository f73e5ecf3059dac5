#!/bin/sh
# The gate behind `make test`: builds debug and release, then every test on both.
# The command and determinism tests run the binaries as a user would, and need both of them.
#
#   scripts/test.sh SIMRUN COMMAND...     COMMAND builds SIMRUN, the release binary
set -eu
cd "$(dirname "$0")/.."
simrun=$1
shift
traits=$(scripts/traits.sh)

started=$(date +%s)
step() { printf '\n== %s (%s s)\n' "$1" $(($(date +%s) - started)); }

# Beside each other: the release build has one file after the other to compile, and the debug
# build leaves it a core for most of the time.
log=$(mktemp)
setsid "$@" >"$log" 2>&1 &
release=$!
trap 'kill -- "-$release" 2>/dev/null || true; rm -f "$log"' EXIT
trap 'exit 130' INT TERM

step "debug build with the tests, release build beside it"
# Nobody steps through these binaries: without tables for a debugger they are made sooner.
# shellcheck disable=SC2086  # two words
swift build --explicit-target-dependency-import-check error -debug-info-format none --build-tests \
  $traits

step "release build"
wait "$release" && built=0 || built=$?
cat "$log"
[ "$built" -eq 0 ] || exit "$built"

step "lead files"
scripts/leads.sh "$simrun"

step "tests"
# Half an hour is thrice what they take on two cores: a gate that hangs says nothing to anybody.
# shellcheck disable=SC2086
SIMRUN_NEEDS_RELEASE=1 timeout --kill-after=30s 30m \
  swift test --skip-build -debug-info-format none $traits

step "done"
