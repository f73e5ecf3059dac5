internal import SimCore

/// Which voices stand for an accent, by the words of its name.
///
/// A synthesizer's accent is a rough likeness of people's: it orders them by how hard they are to
/// recognize, and no more.
enum AccentVoices {
  private static let named: [(words: [String], voices: [Voice])] = [
    (["scot", "scottish", "scotland"], [.scottish]),
    (["caribbean", "jamaican", "strong"], [.caribbean]),
    (["indian", "hindi", "india", "l2"], [.hindi]),
    (["british", "uk", "gb", "rp", "england"], [.receivedPronunciation]),
    (["nyc", "york"], [.newYork]),
    (["south", "southern", "midwest"], [.american]),
  ]
  private static let american: [Voice] = [.slt, .rms]

  /// Every voice that may be taken for an accent.
  static func voices(of accent: String) -> [Voice] {
    let words = accent.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    return named.first { row in row.words.contains { words.contains($0) } }?.voices ?? american
  }

  /// The voice of one call.
  static func voice(of accent: String, key: DrawKey) -> Voice {
    let voices = voices(of: accent)
    return voices[key.below(voices.count, .voice)]
  }
}

extension Purpose {
  fileprivate static let voice = Purpose("audio.voice")
}
