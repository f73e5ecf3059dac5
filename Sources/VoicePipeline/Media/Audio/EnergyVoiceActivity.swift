/// Finds where speech starts and ends in a stream of mu-law bytes, by its loudness.
///
/// The stream may be cut into pieces anywhere: the cuts decide when something is reported and never
/// what. Positions are samples from the start of the stream.
package struct EnergyVoiceActivity: Sendable, Hashable, Codable {
  /// What was heard in a piece.
  package enum Event: Sendable, Hashable, Codable {
    /// Speech has gone on for the onset; it began with this sample.
    case speechStarted(at: Int)
    /// Silence has lasted for the hangover, after this sample of speech.
    ///
    /// The silence is counted to the end of the piece, or to a sound before that.
    case speechEnded(lastActiveSample: Int, silence: Int)
  }

  private let threshold: SoundThreshold
  /// Samples of speech before it is reported.
  private let onset: Int
  /// Silent samples after which what was heard before the onset counts as a click.
  private let tolerance: Int
  /// Silent samples after which speech is over.
  private let hangover: Int

  /// Samples seen so far.
  package private(set) var position = 0
  /// Whether speech was reported as started, and not yet as ended.
  package private(set) var isSpeaking = false
  /// The latest sample above the threshold.
  package private(set) var lastActiveSample: Int?
  /// The first sample of the stretch that the latest one is part of.
  private var start = 0

  /// A detector at the start of its stream; tolerance and hangover are at least 1 ms.
  package init(
    threshold: SoundThreshold = .ordinary,
    onset: Duration = .milliseconds(60),
    tolerance: Duration = .milliseconds(30),
    hangover: Duration = .milliseconds(200)
  ) {
    let shortest = Duration.milliseconds(1)
    precondition(onset >= .zero, "an onset is not negative")
    precondition(tolerance >= shortest && hangover >= shortest, "silence is at least 1 ms long")
    self.threshold = threshold
    self.onset = TelephoneAudio.samples(in: onset)
    self.tolerance = TelephoneAudio.samples(in: tolerance)
    self.hangover = TelephoneAudio.samples(in: hangover)
  }

  /// Silent samples since the latest sound, or since the start of the stream.
  package var silence: Int { position - (lastActiveSample.map { $0 + 1 } ?? 0) }

  /// Listens to the next piece of the stream; allocates only when there is something to report.
  package mutating func process(_ bytes: Span<UInt8>) -> [Event] {
    var events: [Event] = []
    let origin = position
    let threshold = threshold
    threshold.sweep(bytes) { first, last in
      hear(origin &+ first, origin &+ last, &events)
    }
    position &+= bytes.count
    if isSpeaking && silence >= hangover { end(silence: silence, &events) }
    return events
  }

  /// Takes in a stretch of up to eight samples that begins and ends with a sound.
  @inline(__always)
  private mutating func hear(_ first: Int, _ last: Int, _ events: inout [Event]) {
    let previous = lastActiveSample
    let gap = previous.map { first &- $0 &- 1 }
    if isSpeaking, let gap, gap >= hangover { end(silence: gap, &events) }
    lastActiveSample = last
    guard !isSpeaking else { return }
    let isNew = gap.map { $0 > tolerance || $0 >= hangover } ?? true
    if isNew { start = first }
    guard last &- start &+ 1 >= onset else { return }
    isSpeaking = true
    events.append(.speechStarted(at: start))
  }

  private mutating func end(silence: Int, _ events: inout [Event]) {
    guard let last = lastActiveSample else { return }
    isSpeaking = false
    events.append(.speechEnded(lastActiveSample: last, silence: silence))
  }
}
