#!/bin/sh
# Proves that strangers understand us: the PyPI packages openai and websockets, and curl, talk to
# simrun over sockets of this host, the package pesq judges its sound, and tshark reads the packets
# of its calls. Prints one line for each check, and ends 1 if one has failed.
# The packages go into a virtual environment below .build, once.
#
#   scripts/interop.sh SIMRUN
#
# The WebSocket checks are a suite of `swift test`, which builds first unless SKIP_BUILD=1.
# Without a swift command they are left out.
set -eu

[ $# -eq 1 ] || {
  echo "interop: usage: scripts/interop.sh SIMRUN" >&2
  exit 64
}
[ -x "$1" ] || {
  echo "interop: $1 is no program: build it first" >&2
  exit 66
}
simrun=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")/.."

packages='openai==3.57.0 websockets==17.4 numpy==2.4.6 pesq==0.0.4'
folder=.build/interop

missing() {
  echo "interop: $1" >&2
  exit 69
}

set_up() {
  python=/usr/bin/python3
  [ -x "$python" ] || python=$(command -v python3) ||
    missing "python3 is missing: apt-get install python3-venv"
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    missing "$python is older than 3.11"
  rm -rf "$folder"
  mkdir -p .build
  timeout 120 "$python" -m venv "$folder" >"$lines" 2>&1 || {
    tail -n 3 "$lines" >&2
    rm -rf "$folder"
    missing "$python makes no virtual environment: apt-get install python3-venv"
  }
  # shellcheck disable=SC2086  # one word per package
  timeout 300 "$folder/bin/python" -m pip install -q --disable-pip-version-check --retries 1 \
    $packages >"$lines" 2>&1 || {
    tail -n 3 "$lines" >&2
    rm -rf "$folder"
    missing "pip cannot install $packages: is there a network?"
  }
  echo "$packages" >"$folder/packages"
}

command -v curl >/dev/null 2>&1 || missing "curl is missing: apt-get install curl"
lines=$(mktemp)
results=$(mktemp)
log=$(mktemp)
trap 'rm -f "$lines" "$results" "$log"' EXIT
trap 'exit 130' INT TERM
[ "$(cat "$folder/packages" 2>/dev/null)" = "$packages" ] || set_up
"$folder/bin/python" - <<'PYTHON'
import platform, subprocess, openai, websockets
curl = subprocess.run(["curl", "--version"], capture_output=True, text=True).stdout.split()[1]
print(f"python {platform.python_version()}, openai {openai.__version__},", end=" ")
print(f"websockets {websockets.__version__}, curl {curl}")
PYTHON
scripts/leads.sh "$simrun"

# Runs a program of Tests/Interop within a time; one that dies without a word has failed.
run() {
  name=$1
  seconds=$2
  shift 2
  code=0
  PYTHONDONTWRITEBYTECODE=1 timeout -k 5 "$seconds" \
    "$folder/bin/python" "Tests/Interop/$name" "$@" >"$lines" || code=$?
  grep -E '^(ok|FAILED) ' "$lines" | tee -a "$results" || true
  [ "$code" -eq 0 ] || grep -q '^FAILED ' "$lines" ||
    echo "FAILED $name: ended with $code" | tee -a "$results"
}

run openai_client.py 180 "$simrun"
run media_stream_carrier.py 150 "$simrun"
run speech_quality.py 240 "$simrun"
run packet_captures.py 210 "$simrun"

if command -v swift >/dev/null 2>&1; then
  : >"$lines"
  code=0
  # shellcheck disable=SC2046  # two words
  SIMRUN_INTEROP_LINES=$lines timeout -k 5 1200 swift test ${SKIP_BUILD:+--skip-build} \
    $(scripts/traits.sh) \
    --filter WebSocketInteropTests >"$log" 2>&1 || code=$?
  tee -a "$results" <"$lines"
  if [ ! -s "$lines" ] || { [ "$code" -ne 0 ] && ! grep -q '^FAILED ' "$lines"; }; then
    tail -n 20 "$log" >&2
    echo "FAILED swift test: ended with $code" | tee -a "$results"
  fi
else
  echo "interop: no swift command was found: the WebSocket checks are left out" >&2
fi

passed=$(grep -c '^ok ' "$results" || true)
failed=$(grep -c '^FAILED ' "$results" || true)
echo "interop: $passed passed, $failed failed"
[ "$passed" -gt 0 ] && [ "$failed" -eq 0 ]
