package import SimCore

/// The processors of one pod as a queue: every call brings a frame of sound each 20 ms.
///
/// As long as the frames can be done in time, a frame waits as in M/D/c: with the chance and half
/// the mean of Erlang's delay formula, for service times are constant. Beyond that frames pile up,
/// as a fluid does, until the oldest are too old to be looked at, and are dropped. What waits is
/// voice activity and everything else that comes with the sound, so that a turn's end is noticed
/// late.
package struct PodProcessor: Sendable, Hashable {
  private static let frame = 0.02

  private let processors: Double
  private let lagMax: Double
  /// Processors that the present calls keep busy.
  private(set) var load = 0.0
  private var calls = 0

  var callCount: Int { calls }
  /// Seconds that the oldest frame has waited.
  private var backlog = 0.0
  private var since = SimInstant.zero
  package private(set) var frames = 0.0
  package private(set) var framesShed = 0.0

  package init(processors: Double, lagMax: Duration, at now: SimInstant = .zero) {
    precondition(processors > 0, "a pod has a processor")
    self.processors = processors
    self.lagMax = Double(lagMax.nanoseconds) / 1e9
    since = now
  }

  /// Share of the processors that is in use: 1 when frames pile up.
  package var utilisation: Double { min(load / processors, 1) }

  /// Whether more comes than is got through.
  package var isOverloaded: Bool { load > processors }

  /// A call with a load in processors begins, or ends where it is negative.
  package mutating func change(_ load: Double, calls: Int, at now: SimInstant) {
    advance(to: now)
    self.calls += calls
    self.load = self.calls == 0 ? 0 : max(self.load + load, 0)
  }

  /// What a frame that comes now waits; `luck` is uniform over 0 to 1.
  package mutating func lag(at now: SimInstant, luck: Double) -> Duration {
    advance(to: now)
    guard load > 0 else { return Self.duration(backlog) }
    let wait = backlog > 0 ? backlog : queueing(luck)
    return Self.duration(min(wait, lagMax))
  }

  /// The wait of M/D/c at the present load.
  private func queueing(_ luck: Double) -> Double {
    guard load < processors else { return lagMax }
    let servers = max(Int(processors), 1)
    let delayed = ErlangDelay.probability(servers: servers, load: min(load, Double(servers)))
    guard luck < delayed else { return 0 }
    // Uniform again, given that it waits.
    let rest = max(luck / delayed, .leastNonzeroMagnitude)
    let service = Self.frame * load / Double(max(calls, 1))
    let mean = service / (processors - load) / 2
    return -Elementary.log(rest) * mean
  }

  /// Counts frames anew.
  mutating func forgetFrames() { (frames, framesShed) = (0, 0) }

  private mutating func advance(to now: SimInstant) {
    let span = Double(since.duration(to: now).nanoseconds) / 1e9
    since = now
    guard span > 0 else { return }
    let fed = Double(calls) * span / Self.frame
    frames += fed
    let growth = load / processors - 1
    let grown = backlog + growth * span
    backlog = min(max(grown, 0), lagMax)
    // What would have made it longer than it may be was dropped.
    if grown > lagMax, load > 0 { framesShed += fed * (grown - lagMax) / span * processors / load }
  }

  private static func duration(_ seconds: Double) -> Duration {
    .nanoseconds(Int64((seconds * 1e9).rounded()))
  }
}

/// Erlang's delay formula (C).
enum ErlangDelay {
  /// The chance to wait at so many servers under a load in Erlang; 1 from their number on.
  static func probability(servers: Int, load: Double) -> Double {
    guard load > 0 else { return 0 }
    guard load < Double(servers) else { return 1 }
    var blocking = 1.0
    for server in 1...servers { blocking = load * blocking / (Double(server) + load * blocking) }
    let use = load / Double(servers)
    return blocking / (1 - use * (1 - blocking))
  }
}
