#!/bin/sh
# From a built binary to the first report: `make demo`.
#
#   scripts/demo.sh SIMRUN
set -eu
cd "$(dirname "$0")/.."

scripts/leads.sh "$1"
"$1" run Scenarios/first-light.yaml
