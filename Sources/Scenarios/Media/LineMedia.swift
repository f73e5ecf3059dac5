package import SimCore
package import VoicePipeline

/// What one call's media does to what is said, in both directions.
///
/// It belongs to one line and lives on its cell. A delay is from mouth to detector, or from agent
/// to ear, with every buffer on the way.
package protocol LineMedia: AnyObject {
  /// From the answer until anything can be heard.
  var setUp: Duration { get }

  /// Whether what the caller says is rendered as sound.
  var isAudible: Bool { get }

  /// The caller begins to speak, to the end of the utterance unless something cuts it short.
  func callerBegins(_ utterance: Utterance, at now: SimInstant) -> SpurtArrival
  /// The caller falls silent; returns the delay of the last sound.
  func callerStops(at now: SimInstant) -> Duration
  /// The agent's next sentence, behind all earlier ones.
  func agentPlays(from start: SimInstant, for length: Duration) -> SpurtArrival
  /// What the agent has queued is dropped from `now` on.
  func agentStops(at now: SimInstant)
  /// Windows of the caller's speech that have closed, or will within what has begun.
  var closedWindows: Int { get }
  /// How it all arrived; asked for once, at the end of the call.
  func account() -> CallMedia?
}

/// A caller who is rendered as sound.
struct AudibleSpeaker: Sendable, Hashable {
  let accent: String
  let key: DrawKey
  /// Whether its line carries redundancy.
  let correctsForward: Bool

  /// `draws` are those of the call.
  init(accent: String, draws: DrawKey, over network: CallNetwork) {
    self.accent = accent
    key = draws.entity("sound", 0)
    correctsForward = network.agentPolicy.usesRedundancy
  }
}

/// How a stretch of sound arrives.
package struct SpurtArrival: Sendable {
  /// Of its first sound and its last.
  var delay = Duration.zero
  var lastDelay = Duration.zero
  /// Windows of 8 s that close within it, in their order.
  var windows: [ArrivingWindow] = []
  /// Which frames were made up; nil where only averages are known.
  var trace: SpurtTrace?
  /// The longest gap that touches each word, in frames; nil where a trace has it, or no gap is.
  var wordGaps: [Int]?
  /// Who speaks, where the speech is rendered as sound.
  var speaker: AudibleSpeaker?

  package init(
    delay: Duration = .zero,
    lastDelay: Duration = .zero,
    windows: [ArrivingWindow] = [],
    trace: SpurtTrace? = nil,
    wordGaps: [Int]? = nil
  ) {
    self.delay = delay
    self.lastDelay = lastDelay
    self.windows = windows
    self.trace = trace
    self.wordGaps = wordGaps
  }
}

extension LineMedia {
  package var isAudible: Bool { false }
}

/// A window, and how long after the stretch's beginning its last frame has been played.
package struct ArrivingWindow: Sendable, Hashable {
  let window: RatedWindow
  let after: Duration

  package init(window: RatedWindow, after: Duration) {
    self.window = window
    self.after = after
  }
}

extension LineMedia {
  // Averages have no windows.
  package var closedWindows: Int { 0 }
}

/// A line on which nothing is ever lost or late: the constant delays of the flow tier.
final class ConstantMedia: LineMedia {
  private let timing: LineTiming
  let setUp = Duration.zero

  init(_ timing: LineTiming) { self.timing = timing }

  func callerBegins(_ utterance: Utterance, at now: SimInstant) -> SpurtArrival {
    SpurtArrival(delay: timing.uplink, lastDelay: timing.uplink)
  }

  func callerStops(at now: SimInstant) -> Duration { timing.uplink }

  func agentPlays(from start: SimInstant, for length: Duration) -> SpurtArrival {
    SpurtArrival(delay: timing.downlink, lastDelay: timing.downlink)
  }

  func agentStops(at now: SimInstant) {}

  func account() -> CallMedia? { nil }
}
