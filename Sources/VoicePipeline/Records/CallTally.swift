internal import SimCore

/// What happened within one conversation, counted.
package struct CallTally: Sendable, Hashable {
  /// What the caller said to be answered, and how much of it was before the caller spoke again.
  package var turnsOffered = 0
  package var turnsAnswered = 0
  /// The caller's speech of every kind.
  package var callerSpeech = Duration.zero
  /// Of it, while the agent spoke too.
  package var talkOver = Duration.zero
  package var interruptions = OverlapCounts()
  package var backchannels = OverlapCounts()
  package var asides = OverlapCounts()
  package var noises = OverlapCounts()
  /// The agent began to speak while the caller did.
  package var agentInterruptions = 0
  /// Pauses that the agent took for the end of a turn: it replied, or had begun to prepare to.
  package var falseEndpoints = 0
  /// Stretches of speech that the agent did not answer.
  package var ignored = 0
  package var fillers = 0
  /// "Hello?" into dead air.
  package var hellos = 0
  /// Replies that a model failed to give.
  package var fallbacks = 0
  /// Silence of both sides beyond `deadAirAfter`.
  package var deadAir = Duration.zero
  package var deadAirs = 0
  package var deadAirMax = Duration.zero
  package var isEscalated = false
  package var isCallbackPromised = false
  /// Requests to models and tools, and how many of them failed.
  package var modelCalls = 0
  package var modelFailures = 0
  package var inputTokens = 0
  package var outputTokens = 0
  /// Of all models, as far as they have a price.
  package var cost = Nanodollars.zero
  /// Of the longest request.
  package var contextTokens = 0

  /// A silence of both sides is dead air from here on.
  package static let deadAirAfter = Duration.seconds(2)

  package init() {}

  mutating func add(_ overlap: SpeechOverlap) {
    talkOver += overlap.onset.duration(to: overlap.end)
    guard overlap.agentWasFirst else {
      agentInterruptions += 1
      return
    }
    switch overlap.kind {
    case .turn, .hello, .interruption:
      // An agent that comes to its own end in time had nothing to stop.
      if !overlap.endsByItself { interruptions.add(overlap) }
    case .backchannel: backchannels.add(overlap)
    case .aside: asides.add(overlap)
    case .noise: noises.add(overlap)
    }
  }

  mutating func add(silence: Duration) {
    guard silence > Self.deadAirAfter else { return }
    deadAirs += 1
    deadAir += silence
    deadAirMax = max(deadAirMax, silence)
  }

  /// Takes over what all services were asked for, when the call is over.
  mutating func take(_ usage: ModelUsage) {
    for service in ModelCall.Service.allCases {
      let part = usage[service]
      modelCalls += part.requests
      modelFailures += part.failed
      inputTokens += part.inputTokens
      outputTokens += part.outputTokens
    }
    contextTokens = usage.contextTokens
  }

  package static func += (sum: inout CallTally, other: CallTally) {
    sum.turnsOffered += other.turnsOffered
    sum.turnsAnswered += other.turnsAnswered
    sum.callerSpeech += other.callerSpeech
    sum.talkOver += other.talkOver
    sum.interruptions += other.interruptions
    sum.backchannels += other.backchannels
    sum.asides += other.asides
    sum.noises += other.noises
    sum.agentInterruptions += other.agentInterruptions
    sum.falseEndpoints += other.falseEndpoints
    sum.ignored += other.ignored
    sum.fillers += other.fillers
    sum.hellos += other.hellos
    sum.fallbacks += other.fallbacks
    sum.deadAir += other.deadAir
    sum.deadAirs += other.deadAirs
    sum.deadAirMax = max(sum.deadAirMax, other.deadAirMax)
    sum.modelCalls += other.modelCalls
    sum.modelFailures += other.modelFailures
    sum.inputTokens += other.inputTokens
    sum.outputTokens += other.outputTokens
    sum.cost += other.cost
    sum.contextTokens = max(sum.contextTokens, other.contextTokens)
  }
}

/// Speech of one kind that began while the agent spoke, and what the agent did.
package struct OverlapCounts: Sendable, Hashable {
  /// An agent that stops later than this has not stopped for the caller (tau-voice, 2.0 s).
  package static let window = Duration.seconds(2)

  package var count = 0
  /// The agent broke off within the window.
  package var stopped = 0

  package init(count: Int = 0, stopped: Int = 0) {
    self.count = count
    self.stopped = stopped
  }

  mutating func add(_ overlap: SpeechOverlap) {
    count += 1
    if overlap.stopDelay.map({ $0 <= Self.window }) == true { stopped += 1 }
  }

  static func += (sum: inout OverlapCounts, other: OverlapCounts) {
    sum.count += other.count
    sum.stopped += other.stopped
  }
}

extension SpeechOverlap {
  /// From the caller's onset to the agent's breaking off; nil when it did not.
  package var stopDelay: Duration? { isCut ? agentStopped.map { onset.duration(to: $0) } : nil }

  /// Whether the agent had said all it had to say before it would have had to stop.
  var endsByItself: Bool {
    !isCut && agentStopped.map { onset.duration(to: $0) <= OverlapCounts.window } == true
  }
}
