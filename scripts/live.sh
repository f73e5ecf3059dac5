#!/bin/sh
# Live calls over loopback, callers and agent in processes of their own: `make live`.
#
#   scripts/live.sh SIMRUN
#
# One call and fifty at once are compared with the same scenario simulated, turn by turn, and so is a
# model that stalls; failures of the model and half-closed peers end a call alike; an agent that is
# killed is replaced by another. Three minutes; needs a host with little else to do, for the callers'
# timers are part of what is measured.
set -eu
simrun=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")/.."
scripts/leads.sh "$simrun"
exec python3 Tests/Live/live_calls.py "$simrun"
