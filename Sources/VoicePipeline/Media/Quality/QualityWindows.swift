/// Rates a line window by window and as a whole, from what its receiver counted.
///
/// A window is 8 s of speech (400 frames): what was sent in silence is no speech and rates nothing.
package struct QualityWindows: Sendable {
  package static let windowFrames = 400

  /// Of the window that is open.
  private var frames = 0
  private var concealed = 0
  private var bursts = 0
  package private(set) var closed = 0
  package private(set) var ratingSum = 0.0
  package private(set) var ratingMin = 100.0
  /// Sum of the delay over all frames, in µs.
  private var delaySum = 0

  package init() {}

  /// Frames until the open window closes.
  package var room: Int { Self.windowFrames &- frames }

  /// Takes in a block that ends no later than the window: its frames, those that were concealed,
  /// and whether the frame before the block was; the delay is from mouth to ear, in µs.
  ///
  /// A burst over the edge of a window counts in both. Returns the window if it closes.
  package mutating func add(
    frames count: Int,
    concealed gone: UInt64,
    afterConcealed: Bool,
    delay: Int,
    by table: borrowing RatingTable
  ) -> RatedWindow? {
    let carried: UInt64 = afterConcealed && frames > 0 ? 1 : 0
    frames &+= count
    concealed &+= gone.nonzeroBitCount
    bursts &+= (gone & ~((gone &<< 1) | carried)).nonzeroBitCount
    delaySum &+= delay &* count
    guard frames >= Self.windowFrames else { return nil }
    let rating = table.rating(
      delay: delay,
      concealed: concealed,
      bursts: bursts,
      frames: frames
    )
    closed &+= 1
    ratingSum += rating
    ratingMin = min(ratingMin, rating)
    let window = RatedWindow(rating: rating, concealed: concealed)
    frames = 0
    concealed = 0
    bursts = 0
    return window
  }

  /// The rating of the whole call so far; nil before any speech.
  package func overall(_ counts: PlayoutCounts, by table: RatingTable) -> Double? {
    guard counts.frames > 0 else { return nil }
    return table.rating(
      delay: delaySum / counts.frames,
      concealed: counts.concealed,
      bursts: counts.bursts,
      frames: counts.frames
    )
  }
}

/// 8 s of speech, as a receiver rates them.
package struct RatedWindow: Sendable, Hashable {
  /// R of the E-model.
  package let rating: Double
  /// Frames that were made up.
  package let concealed: Int

  package init(rating: Double, concealed: Int) {
    self.rating = rating
    self.concealed = concealed
  }

  package var score: OpinionScore { OpinionScore(rating: rating) }

  package var concealedRatio: Double {
    Double(concealed) / Double(QualityWindows.windowFrames)
  }
}
