#!/bin/sh
# Prints, or writes as Swift, what a build is made of: a digest of the source tree and the compiler.
# The digest covers the paths and the bytes of Sources/ and of Package.swift, in one fixed order, and
# nothing else: not the folder of the checkout, not the configuration, not the time.
#
#   build-identity.sh ROOT                    print the digest
#   build-identity.sh ROOT OUTPUT SWIFTC      write a Swift file
set -eu
LC_ALL=C
export LC_ALL

root=$1
digest=$(
  cd "$root"
  find Package.swift Sources -type f ! -path '*/.*' ! -name '*~' -print0 |
    sort -z | xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1
)
if [ $# -eq 1 ]; then
  echo "$digest"
  exit 0
fi

output=$2
compiler=$("$3" --version 2>/dev/null | sed -n 's/.*\(Swift version [^()]*\).*/\1/p' | head -n 1)
compiler=$(echo "${compiler:-Swift version unknown}" | sed 's/ version//; s/ *$//')

# Three audio libraries state no version that a program could ask for; their packages do.
package_version() {
  cat /usr/lib/*/pkgconfig/"$1".pc /usr/lib/pkgconfig/"$1".pc 2>/dev/null |
    sed -n 's/^Version: *//p' | head -n 1
}
pocketsphinx=$(package_version pocketsphinx)
speexdsp=$(package_version speexdsp)
webrtc=$(package_version webrtc-audio-processing)

cat >"$output.new" <<SWIFT
/// What this binary was built from, and with what; written by the build.
enum BuildIdentity {
  /// SHA-256 over the paths and the bytes of the source tree, hexadecimal.
  static let sourceDigest = "$digest"
  static let compiler = "$compiler"
  /// Versions of audio libraries on the machine of the build; empty without one.
  static let pocketSphinxVersion = "$pocketsphinx"
  static let speexDSPVersion = "$speexdsp"
  static let webRTCVersion = "$webrtc"
}
SWIFT
# The compiler's driver compares times in whole seconds: a second change within one must differ too.
before=$(stat -c %Y "$output" 2>/dev/null || echo 0)
[ "$(date +%s)" -gt "$before" ] || touch -d "@$((before + 1))" "$output.new"
mv "$output.new" "$output"
