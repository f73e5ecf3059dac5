internal import SimCore

/// What makes speech hard to understand, as it reaches the agent's side.
package struct SpeechTraits: Sendable, Hashable, Codable {
  /// Level of the speech over the noise behind it.
  package var snrDecibels: Double
  /// Factor on the odds of a word error, for the accent.
  package var errorOddsFactor: Double
  package var noise: NoiseKind
  package var codec: LineCodec
  package var loss: LineLoss
  /// How fast the words follow each other: a slow word spans more frames that can be lost.
  package var wordsPerMinute: Double
  /// Which accent it is, for who has measured it: the key of its name, 0 for one that nobody named.
  package var accentKey: UInt64

  package init(
    snrDecibels: Double,
    errorOddsFactor: Double,
    noise: NoiseKind = .quiet,
    codec: LineCodec = .opus,
    loss: LineLoss = .none,
    wordsPerMinute: Double = 165,
    accentKey: UInt64 = 0
  ) {
    self.accentKey = accentKey
    self.snrDecibels = snrDecibels
    self.errorOddsFactor = errorOddsFactor
    self.noise = noise
    self.codec = codec
    self.loss = loss
    self.wordsPerMinute = wordsPerMinute
  }
}

extension SpeechTraits {
  /// The key of an accent's name: 63 bits, which a message's number holds.
  package static func key(ofAccent name: String) -> UInt64 {
    name.utf8.reduce(FNV1a.start) { FNV1a.fold($0, $1) } >> 1
  }
}

/// What the noise behind a speaker is made of: some kinds hide more words than others.
package enum NoiseKind: String, Sendable, Hashable, Codable, CaseIterable {
  case quiet, car, street, office, babble, construction, music
}

/// How speech is coded on its way.
package enum LineCodec: String, Sendable, Hashable, Codable, CaseIterable {
  /// Wideband: all that a recognizer makes use of.
  case opus
  /// Narrowband, 8 kHz (ITU-T G.711): the telephone network.
  case muLaw = "mu-law"
  /// Narrowband at 8 kbit/s (ITU-T G.729 Annex A): for the E-model only, no audio is coded with it.
  case g729

  /// Whether a recognizer has to do with 8 kHz.
  package var isNarrowband: Bool { self != .opus }
}

/// Audio frames of 20 ms that get lost, in bursts (Gilbert 1960: every frame of a burst is lost).
package struct LineLoss: Sendable, Hashable, Codable {
  /// Lost frames of all frames.
  package var ratio: Double
  /// Mean length of a burst, in frames; at least 1.
  package var burstFrames: Double

  package init(ratio: Double, burstFrames: Double) {
    precondition(ratio >= 0 && ratio < 1, "a line carries some of its frames")
    precondition(burstFrames >= 1, "a burst of loss has at least one frame")
    self.ratio = ratio
    self.burstFrames = burstFrames
  }

  /// A line that loses nothing.
  package static let none = LineLoss(ratio: 0, burstFrames: 1)
}
