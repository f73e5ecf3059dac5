#!/bin/sh
# Prints the traits that a build on this machine is made with, as options of `swift build`: Audio
# exactly if every library of it is here. Builds that are to agree all ask here.
set -eu

if "$(dirname "$0")/setup.sh" --has-audio; then
  echo "--traits Audio,Live"
else
  echo "--traits Live"
fi
