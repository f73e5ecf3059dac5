#!/bin/sh
# The gate behind `make test`: builds debug and release, then every test on both.
# The command and determinism tests run the binaries as a user would, and need both of them.
set -eu
cd "$(dirname "$0")/.."

started=$(date +%s)
step() { printf '\n== %s (%s s)\n' "$1" $(($(date +%s) - started)); }

step "release build"
swift build --explicit-target-dependency-import-check error \
  -c release --product simrun --static-swift-stdlib -Xswiftc -enforce-exclusivity=unchecked

step "debug build with the tests"
swift build --explicit-target-dependency-import-check error --build-tests

step "lead files"
scripts/leads.sh .build/release/simrun

step "tests"
# Half an hour is thrice what they take on two cores: a gate that hangs says nothing to anybody.
SIMRUN_NEEDS_RELEASE=1 timeout --kill-after=30s 30m swift test --skip-build

step "done"
