internal import SimCore

/// The parameters of workload 3, and of its enlargement: calls of twenty turns that share the slots
/// of a language model.
struct Dialing: Sendable {
  static let turns = 20
  /// Three to the answer, six for each turn.
  static let stepsPerCall = 3 + 6 * turns

  /// Arrivals, model slots and the carrier's limit are this many times those of the workload.
  var scale = 1
  /// How many calls are placed; the last arrival ends the source.
  var calls: Int
  /// The run stops there, calls and all; nil runs until all calls have ended.
  var horizon: SimInstant?

  var modelSlots: Int { 400 * scale }
  var gap: Duration { .milliseconds(180) / scale }
  /// Calls a second, and the burst.
  var carrierLimit: Int { 30 * scale }
}

/// What calls draw: the call's own key, the purpose, the turn.
final class DialingTimes: Sendable {
  let key: DrawKey
  let gap: DurationDistribution
  let setUp = DurationDistribution.uniform(.milliseconds(200), .milliseconds(800))
  let ring = DurationDistribution.exponential(mean: .seconds(8))
  let answer = DurationDistribution.uniform(.milliseconds(50), .milliseconds(150))
  let speech = DurationDistribution.exponential(mean: .seconds(4))
  let endpointing = DurationDistribution.uniform(.milliseconds(200), .milliseconds(400))
  let recognition = DurationDistribution.uniform(.milliseconds(100), .milliseconds(300))
  let model = DurationDistribution.exponential(mean: .milliseconds(3_200))
  let synthesis = DurationDistribution.uniform(.milliseconds(100), .milliseconds(200))
  let playback = DurationDistribution.exponential(mean: .seconds(5))

  init(_ cell: Cell, _ dialing: Dialing) {
    key = cell.key.entity("dialing", 0)
    gap = .exponential(mean: dialing.gap)
  }
}

extension Purpose {
  static let dialGap = Purpose("benchmark.call.gap")
  static let dialSetUp = Purpose("benchmark.call.set_up")
  static let dialRing = Purpose("benchmark.call.ring")
  static let dialAnswer = Purpose("benchmark.call.answer")
  static let dialSpeech = Purpose("benchmark.call.speech")
  static let dialEndpointing = Purpose("benchmark.call.endpointing")
  static let dialRecognition = Purpose("benchmark.call.recognition")
  static let dialModel = Purpose("benchmark.call.model")
  static let dialSynthesis = Purpose("benchmark.call.synthesis")
  static let dialPlayback = Purpose("benchmark.call.playback")
}

/// The carrier's limit (generic cell rate algorithm): a call that comes too early waits.
struct CarrierPace {
  private let gap: Int64
  private let tolerance: Int64
  private var planned: Int64 = 0

  init(callsPerSecond: Int) {
    gap = 1_000_000_000 / Int64(callsPerSecond)
    tolerance = gap * Int64(callsPerSecond - 1)
  }

  /// How long a call has to wait; it is counted.
  mutating func delay(at now: SimInstant) -> Duration {
    let start = max(planned, now.nanoseconds)
    planned = start + gap
    return .nanoseconds(max(0, start - tolerance - now.nanoseconds))
  }
}

/// What is counted of the calls.
struct DialingBook: Sendable {
  private(set) var done = 0
  private(set) var live = 0
  private(set) var livePeak = 0
  private var durations: Int64 = 0

  mutating func began() {
    live += 1
    livePeak = max(livePeak, live)
  }

  mutating func ended(after duration: Duration) {
    live -= 1
    done += 1
    durations += duration.nanoseconds
  }

  /// The mean length of a call, in seconds.
  var durationMean: Double { Double(durations) / 1e9 / Double(max(done, 1)) }
}
