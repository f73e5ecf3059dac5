internal import SimCore
internal import VoicePipeline

/// A pod in whatever state.
struct SimulatedPod: Sendable {
  enum Phase: Sendable, Hashable {
    /// No machine has a place for it.
    case unscheduled
    /// Its containers come up.
    case starting
    case ready
    /// It has died, and comes up again in its place.
    case restarting
    /// It was told to stop, and finishes its calls.
    case draining
  }

  /// What a conversation takes of it.
  struct Guest: Sendable {
    let life: Int
    let began: SimInstant
    let memory: Double
    let load: Double
  }

  let number: Int
  var phase = Phase.unscheduled
  let wished: SimInstant
  /// When its containers began to come up, and when it last came to take calls.
  var started: SimInstant?
  var ready: SimInstant?
  var node: Int?
  /// The tenant that has it for itself; nil for a pod of everybody.
  var owner: Int?
  var processor: PodProcessor
  /// In megabytes, and the calls that make it grow.
  var memory = 0.0
  var guests = 0
  private var memorySince: SimInstant
  var restarts = 0
  /// Raised whenever what was planned for it is nobody's any more.
  var life = 0

  init(_ number: Int, wished: SimInstant, processor: PodProcessor) {
    self.number = number
    self.wished = wished
    self.processor = processor
    memorySince = wished
  }

  /// Whether it counts as one of the pods that were asked for.
  var isWanted: Bool { phase != .draining }

  /// Takes account of what has leaked until now, in megabytes an hour of each call.
  mutating func leak(_ perHour: Double, until now: SimInstant) {
    let hours = Double(memorySince.duration(to: now).nanoseconds) / 3_600e9
    memory += Double(guests) * perHour * hours
    memorySince = now
  }

  /// It has lost all that it held.
  mutating func reset(at now: SimInstant) {
    life += 1
    guests = 0
    memory = 0
    memorySince = now
    processor.change(0, calls: -processor.callCount, at: now)
  }
}
