#!/bin/sh
# Writes the lead files that the scenarios name, where they are missing. They are made from a seed:
# the same bytes everywhere, so they need not be committed.
#
#   scripts/leads.sh SIMRUN
set -eu
cd "$(dirname "$0")/.."

make_leads() {
  rows=$2
  file=Scenarios/leads/$3
  consent=${4:-}
  [ -f "$file" ] && return 0
  mkdir -p Scenarios/leads
  "$1" leads --rows "$rows" --seed 1 ${consent:+--sms-consent "$consent"} --out "$file"
}

make_leads "$1" 1000 us-1k.csv
make_leads "$1" 100000 us-100k.csv
make_leads "$1" 2000 us-2k-texts.csv 40
make_leads "$1" 60 us-debtors.csv 60
