#!/bin/sh
# Prepares a Debian (or Ubuntu) machine for building simrun: looks for what the build needs and
# installs only what is missing. Safe to run again and again.
#
#   scripts/setup.sh             install what the flow and packet tiers need
#   scripts/setup.sh --audio     install what the audio tier and its tests need, too
#   scripts/setup.sh --check     say what is missing, change nothing, end 69 if something is;
#                                with --audio, of the audio tier too
#   scripts/setup.sh --has-audio say nothing, end 1 if a library of the trait Audio is missing
set -eu

swift_needed=6.3

# <what proves that it is there>|<Debian package>|<what it is for>
needs='header yaml.h|libyaml-dev|scenario files
library libyaml.a|libyaml-dev|scenario files
header libdeflate.h|libdeflate-dev|compressed run records
library libdeflate.a|libdeflate-dev|compressed run records
header zlib.h|zlib1g-dev|lead files of spreadsheets
library libz.a|zlib1g-dev|lead files of spreadsheets
header expat.h|libexpat1-dev|lead files of spreadsheets
library libexpat.a|libexpat1-dev|lead files of spreadsheets
header openssl/ssl.h|libssl-dev|encrypted connections
library libtcmalloc_minimal.a|libgoogle-perftools-dev|memory of the release build
command make|make|the commands of the README
command python3|python3|tests that compare with independent readers'

# What a build with the trait Audio is linked with.
audio_libraries='header opus/opus.h|libopus-dev|Opus packets
library libopus.a|libopus-dev|Opus packets
header sndfile.h|libsndfile1-dev|sound files
library libsndfile.so|libsndfile1-dev|sound files
header speex/speex_resampler.h|libspeexdsp-dev|sample rates and noise suppression
library libspeexdsp.a|libspeexdsp-dev|sample rates and noise suppression
header spandsp.h|libspandsp-dev|lost G.711 frames, dialled digits
library libspandsp.a|libspandsp-dev|lost G.711 frames, dialled digits
library libwebrtc_audio_processing.a|libwebrtc-audio-processing-dev|voice activity
header flite/flite.h|flite1-dev|voices of callers and agents
library libflite.a|flite1-dev|voices of callers and agents
header pocketsphinx/pocketsphinx.h|libpocketsphinx-dev|speech recognition
library libpocketsphinx.a|libpocketsphinx-dev|speech recognition'

# What the audio tier and its tests need besides.
audio_tools='command espeak-ng|espeak-ng|accents of callers
file /usr/share/pocketsphinx/model/en-us/en-us/mdef|pocketsphinx-en-us|speech recognition
command tshark|tshark|tests that read captures'

usage() {
  echo "setup: usage: scripts/setup.sh [--audio] [--check] | --has-audio" >&2
  exit 64
}

check_only=false
with_audio=false
only_asks=false
for option in "$@"; do
  case $option in
    --audio) with_audio=true ;;
    --check) check_only=true ;;
    --has-audio) only_asks=true ;;
    *) usage ;;
  esac
done

say() { printf 'setup: %s\n' "$*"; }

fail() {
  printf 'setup: %s\n' "$1" >&2
  shift
  for line in "$@"; do printf 'setup:   %s\n' "$line" >&2; done
  exit 69
}

triplet() { dpkg-architecture -qDEB_HOST_MULTIARCH 2>/dev/null || echo "$(uname -m)-linux-gnu"; }

library_folders() { echo "/usr/lib/$(triplet) /usr/lib64 /usr/lib /usr/local/lib"; }

has() {
  case $1 in
    header) for folder in /usr/include "/usr/include/$(triplet)" /usr/local/include; do
      [ -f "$folder/$2" ] && return 0
    done ;;
    library) for folder in $(library_folders); do
      [ -f "$folder/$2" ] && return 0
    done ;;
    command) command -v "$2" >/dev/null 2>&1 && return 0 ;;
    file) [ -f "$2" ] && return 0 ;;
  esac
  return 1
}

# missing_packages NEEDS: the packages of what is not there.
missing_packages() {
  echo "$1" | while IFS='|' read -r proof package purpose; do
    # shellcheck disable=SC2086  # a proof is two words
    has $proof || echo "$package"
  done | sort -u | tr '\n' ' '
}

check_swift() {
  command -v swift >/dev/null 2>&1 || fail "no swift command was found" \
    "Install Swift $swift_needed or later: https://www.swift.org/install/linux/" \
    "and put its usr/bin folder on the PATH."
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1)
  [ -n "$version" ] || fail "swift --version says nothing that can be read" \
    "Install Swift $swift_needed or later: https://www.swift.org/install/linux/"
  oldest=$(printf '%s\n%s\n' "$swift_needed" "$version" | sort -V | head -n 1)
  [ "$oldest" = "$swift_needed" ] || fail "Swift $version is too old" \
    "Install Swift $swift_needed or later: https://www.swift.org/install/linux/"
  say "Swift $version"
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

install_packages() {
  command -v apt-get >/dev/null 2>&1 || fail "missing: $*" \
    "This machine has no apt-get: install the packages that hold these files by hand."
  if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null 2>&1; then
    fail "missing: $*" \
      "Installing needs root, and there is no sudo. Ask an administrator to run:" \
      "apt-get install --no-install-recommends $*"
  fi
  say "installing: $*"
  log=$(mktemp)
  if ! try_install "$log" "$@"; then
    say "apt's package list may be old: updating it"
    as_root apt-get update >"$log" 2>&1 || true
    try_install "$log" "$@" || install_failed "$log" "$@"
  fi
  rm -f "$log"
}

try_install() {
  log_file=$1
  shift
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "$@" >"$log_file" 2>&1
}

install_failed() {
  tail -n 5 "$1" >&2
  rm -f "$1"
  shift
  fail "apt-get could not install: $*" \
    "Without a network, copy the packages here and run: dpkg -i *.deb" \
    "With one, check the sources of apt, then run scripts/setup.sh again."
}

if $only_asks; then
  [ $# -eq 1 ] || usage
  [ -z "$(missing_packages "$audio_libraries")" ]
  exit
fi

if $with_audio; then
  needs="$needs
$audio_libraries
$audio_tools"
fi
check_swift
packages=$(missing_packages "$needs")
if [ -z "$packages" ]; then
  say "every package that the build needs is here"
elif $check_only; then
  fail "missing: $packages"
else
  # shellcheck disable=SC2086  # one word per package
  install_packages $packages
  packages=$(missing_packages "$needs")
  [ -z "$packages" ] || fail "still missing after the installation: $packages"
  say "installed; the build can start"
fi
