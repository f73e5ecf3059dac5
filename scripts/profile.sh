#!/bin/sh
# Renews the profile by which the release build is laid out: `make profile`.
#
# Builds simrun with counters in a folder of its own, lives an hour of full conversations and one of
# scripted ones, and writes what was counted to PROFILE. What the profile does not know, or knows of
# other sources, is compiled as without one: it may lag behind the sources.
#
#   scripts/profile.sh PROFILE BUILD_FLAG...
set -eu
cd "$(dirname "$0")/.."
profile=$1
shift

folder=.build/profiling
counts=$folder/counts
tools=$(dirname "$(readlink -f "$(command -v swiftc)")")
runtime=$(find "$tools/../lib/clang" -name "libclang_rt.profile-$(uname -m).a" | head -n 1)
if [ -z "$runtime" ] || [ ! -x "$tools/llvm-profdata" ]; then
  echo "profile: the toolchain in $tools has no runtime or no tool for profiles" >&2
  exit 69
fi

swift build "$@" -c release --product simrun --scratch-path "$folder" \
  -Xswiftc -Xfrontend -Xswiftc -ir-profile-generate -Xlinker -u__llvm_profile_runtime -Xlinker "$runtime"
simrun=$folder/release/simrun
scripts/leads.sh "$simrun"
rm -rf "$counts"
mkdir -p "$counts"
for scenario in people peak-20k; do
  LLVM_PROFILE_FILE=$counts/$scenario.profraw \
    "$simrun" run "Scenarios/$scenario.yaml" --out "$counts/$scenario"
done
"$tools/llvm-profdata" merge --sparse -o "$profile" "$counts"/*.profraw
echo "profile: $(wc -c <"$profile") bytes in $profile"
