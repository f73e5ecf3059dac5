private import SimCore

/// What a line in the bank is named after: everything that its samples depend on.
struct SpeechKey: Sendable {
  /// How long the line lasts.
  enum Length: Sendable {
    case natural
    /// Nanoseconds of speech.
    case lasting(Int64)
  }

  let text: String
  let voice: Voice
  let style: SpeechStyle
  let length: Length
  /// The version of the engine.
  let version: String

  /// Raised when trimming, time scaling or rate conversion change.
  private static let revision = 1

  /// 64 hexadecimal digits.
  var digest: String {
    let pace = style.wordsPerMinute.map { "\($0)" } ?? "own"
    let length =
      switch length {
      case .natural: "natural"
      case .lasting(let nanoseconds): "\(nanoseconds)"
      }
    var digest = SHA256()
    digest.update(
      "speech \(Self.revision)\n\(voice.label)\n\(version)\n\(pace)\n\(style.pitchPercent)\n"
        + "\(length)\n\(text)"
    )
    return digest.hexDigest
  }
}
