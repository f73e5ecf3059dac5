#!/bin/sh
# Builds the peers of `simrun bench kernel --peers` and of `simrun bench media --peers` in the folder
# `out` beside this script, which git ignores. Takes compilers, ns-3 and Python from Debian, SimPy
# and salabim from PyPI. Safe to run again. What cannot be had is named and left out; the others are
# built all the same.
#
#   Benchmarks/peers/setup.sh
set -eu
cd "$(dirname "$0")"
mkdir -p out

say() { printf 'peers: %s\n' "$*"; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

packages='build-essential libns3-dev python3-venv'
missing=
for package in $packages; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
    missing="$missing $package"
done
if [ -n "$missing" ]; then
  say "installing:$missing"
  # shellcheck disable=SC2086  # one word per package
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=400 \
    install -y --no-install-recommends $missing >/dev/null || say "could not install:$missing"
fi

# Runs a step; a failure is told and does not stop the others.
step() {
  name=$1
  shift
  if "$@"; then say "$name: ready"; else say "$name: FAILED, left out"; fi
}

build_python() {
  python=/usr/bin/python3
  [ -x "$python" ] || python=python3
  [ -x out/venv/bin/python ] || "$python" -m venv out/venv
  out/venv/bin/python -m pip install -q --disable-pip-version-check simpy==4.1.2 salabim==26.0.9 \
    greenlet
}

step 'C, workload 1' gcc -O3 -march=native c/hold.c -o out/hold -lm
step 'C++, workloads 2 and 3' g++ -O3 -march=native -std=c++20 c/models.cpp -o out/models
step 'C++, workload 3 fused' g++ -O3 -march=native -std=c++20 c/fused.cpp -o out/fused
step 'C, packets' gcc -O3 -march=native c/packets.c -o out/packets -lm
step 'ns-3' g++ -O3 -march=native -std=c++17 ns3/models.cc -o out/ns3 -lns3-core
step 'SimPy and salabim' build_python
