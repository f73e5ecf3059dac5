/// A stretch of blocks that hold the same tone.
struct ToneRun: Hashable {
  /// What sounds.
  enum Kind: Hashable {
    /// 440 and 480 Hz.
    case ringback
    /// 480 and 620 Hz.
    case busy
    /// One sine, in hertz.
    case sine(Double)
  }

  let kind: Kind
  /// The first block, and one after the last.
  private(set) var blocks: Range<Int>

  init(_ kind: Kind, block: Int) {
    self.kind = kind
    blocks = block..<block + 1
  }

  /// How far a sine may wander within a run, in hertz: the pitch of a voice goes further.
  private static let wanderMax = 12.0

  /// A block counts for a step of 40 ms; one that a tone fills by less than three fifths is not
  /// counted, which takes 16 ms from a tone.
  var milliseconds: Int { blocks.count * 40 + 16 }

  /// Takes the next block in, if it goes on with the same tone.
  mutating func takes(_ kind: Kind) -> Bool {
    let isSame =
      switch (self.kind, kind) {
      case (.sine(let mine), .sine(let other)): (mine - other).magnitude <= Self.wanderMax
      default: self.kind == kind
      }
    if isSame { blocks = blocks.lowerBound..<blocks.upperBound + 1 }
    return isSame
  }
}

extension ToneBank.Spectrum {
  /// A block is a tone when so much of its energy is in it: 6 dB above everything else.
  private static let toneShareMin = 0.8

  /// What each of two tones has at least: they may differ by 6 dB.
  private static let partShareMin = 0.16

  /// The tone that the block is; nil for speech, noise and music.
  var kind: ToneRun.Kind? {
    // First of all, for a sine between two bins has a part in both of their bands.
    if let hertz = sine(shareMin: Self.toneShareMin) { return .sine(hertz) }
    let low = share(425...450)
    let middle = share(460...490)
    let high = share(600...640)
    if min(low, middle) >= Self.partShareMin, low + middle >= Self.toneShareMin {
      return .ringback
    }
    if min(middle, high) >= Self.partShareMin, middle + high >= Self.toneShareMin { return .busy }
    return nil
  }
}
