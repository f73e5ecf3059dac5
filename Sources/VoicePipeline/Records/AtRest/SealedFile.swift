internal import SimCore

/// Where a sealed file belongs: it opens nowhere else.
package struct SealedPlace: Sendable, Hashable {
  /// The digest of the run, 64 hexadecimal digits.
  package var run: String
  /// The path within the run directory before it was sealed, such as `calls/17.json`.
  package var name: String

  package init(run: String, name: String) {
    self.run = run
    self.name = name
  }
}

/// Why a sealed file does not open; none of them is worth trying again.
package enum SealedFileError: Error, Hashable {
  /// The bytes are no sealed file, or one of a later version.
  case foreign
  /// It was sealed under a key with that fingerprint.
  case otherKey(fingerprint: String)
  /// It was made for another place, and put or renamed here.
  case otherPlace(SealedPlace)
  /// A byte of it is not as it was written, or it was cut.
  case damaged
}

/// A file that only who holds the key can read.
///
/// One line of text, which is authenticated with the content and says what it takes to open it,
/// then the content under AES-256-GCM with its tag:
///
///     simrun-sealed 1 AES-256-GCM key=<16> nonce=<24> run=<64> file=calls/17.json
///
/// Nothing of it is random, so that equal runs give equal bytes. The nonce is an HMAC of the place
/// and of the content's digest, under a key that encrypts nothing itself. Every place has a key of
/// its own, and two contents of one place have two nonces, but for a collision among 2^96.
package enum SealedFile {
  /// Behind the name of the file that was sealed.
  package static let suffix = ".sealed"

  package static let cipherName = "AES-256-GCM"

  private static let lead = "simrun-sealed 1 \(cipherName) "
  private static let tagBytes = 16
  /// A longer first line is none of ours.
  private static let headerMax = 512

  package static func seal(
    _ content: [UInt8],
    at place: SealedPlace,
    key: SealKey,
    cipher: any AuthenticatedCipher
  ) -> [UInt8] {
    precondition(
      place.run.utf8.allSatisfy { $0 > 0x20 } && place.name.utf8.allSatisfy { $0 >= 0x20 },
      "a sealed file's place is a line of text"
    )
    let nonce = key.nonce(place, contentDigest: SHA256.hex(of: content))
    let header = SealedHeader(fingerprint: key.fingerprint, nonce: nonce, place: place)
    let line = Array((lead + header.text + "\n").utf8)
    let sealed = cipher.seal(
      content,
      key: key.fileKey(place),
      nonce: nonce,
      authenticating: line
    )
    return line + sealed
  }

  /// The content of a file that stands at a place.
  package static func open(
    _ bytes: [UInt8],
    at place: SealedPlace,
    key: SealKey,
    cipher: any AuthenticatedCipher
  ) throws(SealedFileError) -> [UInt8] {
    guard let header = header(of: bytes), let end = bytes.firstIndex(of: 0x0A) else {
      throw .foreign
    }
    guard header.fingerprint == key.fingerprint else {
      throw .otherKey(fingerprint: header.fingerprint)
    }
    guard header.place == place else { throw .otherPlace(header.place) }
    let sealed = Array(bytes[(end + 1)...])
    guard sealed.count >= tagBytes,
      let content = cipher.open(
        sealed,
        key: key.fileKey(place),
        nonce: header.nonce,
        authenticating: Array(bytes[...end])
      )
    else { throw .damaged }
    return content
  }

  /// What the first line says, to anybody; nil when the bytes are no sealed file.
  package static func header(of bytes: [UInt8]) -> SealedHeader? {
    guard let end = bytes.prefix(headerMax).firstIndex(of: 0x0A),
      bytes.starts(with: lead.utf8)
    else { return nil }
    return SealedHeader(text: String(decoding: bytes[lead.utf8.count..<end], as: UTF8.self))
  }
}

/// The first line of a sealed file.
package struct SealedHeader: Sendable, Hashable {
  package let fingerprint: String
  package let nonce: [UInt8]
  package let place: SealedPlace

  init(fingerprint: String, nonce: [UInt8], place: SealedPlace) {
    self.fingerprint = fingerprint
    self.nonce = nonce
    self.place = place
  }

  fileprivate var text: String {
    "key=\(fingerprint) nonce=\(SHA256.text(nonce)) run=\(place.run) file=\(place.name)"
  }

  fileprivate init?(text: String) {
    let words = text.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
    let names = ["key=", "nonce=", "run=", "file="]
    guard words.count == names.count, zip(words, names).allSatisfy({ $0.hasPrefix($1) }) else {
      return nil
    }
    let values = zip(words, names).map { String($0.dropFirst($1.count)) }
    let digits = values[1].compactMap(\.hexDigitValue)
    guard digits.count == 24, values[1].utf8.count == 24 else { return nil }
    fingerprint = values[0]
    nonce = (0..<12).map { UInt8(digits[2 * $0] << 4 | digits[2 * $0 + 1]) }
    place = SealedPlace(run: values[2], name: values[3])
  }
}
