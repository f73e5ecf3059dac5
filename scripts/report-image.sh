#!/bin/sh
# Photographs the head of a report for the README: docs/images/report.png.
#
#   scripts/report-image.sh RUN
set -eu
run=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
mkdir -p docs/images
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1280,1500 \
  --screenshot=docs/images/report.png "file://$run/report.html" >/dev/null 2>&1
echo "wrote docs/images/report.png"
