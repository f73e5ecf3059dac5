internal import SimCore
internal import VoicePipeline

/// What a person says on picking up, and the wait for the agent's first word after it.
package struct CalleeGreeting: Sendable {
  /// From the answer to the first sound.
  let delay: Duration
  private let length: Duration
  private let answer: DetectedAnswer?
  private var hasBegun = false
  private var end: SimInstant?
  private var isMeasured = false

  /// Nil for a person who waits for the caller to speak.
  init?(_ spec: GreetingSpec, draws: DrawKey, _ answer: DetectedAnswer?) {
    guard draws.chance(spec.share, .greets) else { return nil }
    delay = spec.delay.sample(draws.bits(.greetingDelay))
    length = spec.length.sample(draws.bits(.greetingLength))
    self.answer = answer
  }

  /// The words, when they are said.
  mutating func begin() -> TurnPlan? {
    guard !hasBegun else { return nil }
    hasBegun = true
    return TurnPlan(["hello"], kind: .turn, wordDuration: length)
  }

  /// The last sound of something has been made: the first of all is the greeting.
  mutating func ended(at now: SimInstant) { if hasBegun, end == nil { end = now } }

  /// The agent's first word has come.
  mutating func agentBegan(at now: SimInstant) {
    measure(end.map { $0.duration(to: now) } ?? .zero)
  }

  mutating func lineClosed() { measure(nil) }

  private mutating func measure(_ delay: Duration?) {
    guard hasBegun, !isMeasured else { return }
    isMeasured = true
    answer?.greeted(delay)
  }
}

extension Purpose {
  fileprivate static let greets = Purpose("callee.greets")
  fileprivate static let greetingDelay = Purpose("callee.greeting_delay")
  fileprivate static let greetingLength = Purpose("callee.greeting_length")
}
