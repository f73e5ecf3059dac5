internal import SimCore
package import VoicePipeline

/// Something that goes wrong with an endpoint or a carrier for a while, with a pod or its machine.
package struct FaultSpec: Sendable, Hashable, Decodable {
  /// One of the six is written.
  package var endpoint: FaultTarget?
  package var carrier: String?
  /// Its number, from 0.
  package var pod: Int?
  /// The number of a machine, from 0.
  package var node: Int?
  /// The number of a zone of machines, from 0.
  package var zone: Int?
  package var region: String?
  package var kind: FaultKind
  /// Since the start of the run.
  package var at: Duration
  /// Of random outages, the mean.
  package var length: Duration
  /// Brown-out: factor on latencies.
  package var latencyFactor: Double
  /// Brown-out: share of requests that fail.
  package var errorShare: Double
  /// Rate limit: factor on the quotas.
  package var factor: Double
  /// Random outages: mean time from the end of one to the next.
  package var every: Duration
  /// Messages or numbers that it befalls.
  package var share: Double
  /// Late 200: from the answer to the 200.
  package var lateBy: Duration
  /// Clock step: seconds that the clock is ahead; below zero, behind.
  package var by: Double
  /// One-way audio: who is not heard.
  package var mute: MutedSide
  /// Pod-kill: what one of its conversations has to be about; nil for whatever.
  package var moment: ConversationMoment?
}

extension FaultSpec {
  /// What the fault befalls.
  package var part: FaultedPart {
    if let endpoint { return .endpoint(endpoint) }
    if let carrier { return .carrier(carrier) }
    if let pod { return .pod(pod) }
    if let node { return .node(node) }
    if let zone { return .zone(zone) }
    guard let region else { preconditionFailure("a fault befalls something") }
    return .region(region)
  }
}

extension ConversationMoment: Decodable {}

/// A part of the world that a fault befalls.
package enum FaultedPart: Sendable, Hashable {
  case endpoint(FaultTarget)
  /// By its name.
  case carrier(String)
  /// By its number, from 0.
  case pod(Int)
  /// By its number, from 0.
  case node(Int)
  /// By its number, from 0.
  case zone(Int)
  /// By its name.
  case region(String)

  /// The name as a scenario writes it.
  package var name: String {
    switch self {
    case .endpoint(let target): target.rawValue
    case .carrier(let name): name
    case .pod(let number): "pod \(number)"
    case .node(let number): "node \(number)"
    case .zone(let number): "zone \(number)"
    case .region(let name): name
    }
  }
}

/// An endpoint that a fault befalls.
package enum FaultTarget: String, Sendable, Hashable, Decodable, CaseIterable {
  case stt
  case llm
  /// The lighter one, which may be another provider's.
  case llmLight = "llm_light"
  case tts
  case realtime
  case tools
  /// The store of conversations.
  case sessions
  /// The store of the outcomes of calls.
  case outcomes
  /// Our own dialer.
  case dialer
}

/// Who is not heard over a line.
package enum MutedSide: String, Sendable, Hashable, Decodable, CaseIterable {
  case caller
  case agent
}

/// The forms of faults.
package enum FaultKind: String, Sendable, Hashable, Decodable, CaseIterable {
  case brownOut = "brown-out"
  case outage
  case rateLimit = "rate-limit"
  case randomOutages = "random-outages"
  /// Messages vanish, calls in progress go on.
  case signallingOutage = "signalling-outage"
  /// No audio either way.
  case mediaOutage = "media-outage"
  case oneWayAudio = "one-way-audio"
  /// The carrier says late that somebody has answered.
  case lateAnswer = "late-200"
  case lostMessages = "lost-messages"
  case duplicateMessages = "duplicate-messages"
  case reorderedMessages = "reordered-messages"
  /// The carrier's name has no address.
  case dnsLoss = "dns-loss"
  /// The carrier has forgotten the trunk.
  case registrationLoss = "registration-loss"
  /// Numbers that exist get a 404.
  case staleRouting = "stale-routing"
  /// A pod dies, and with it the outcomes of calls that it has not written yet.
  ///
  /// Where pods come and go, its conversations die with it, or come to another pod as
  /// `platform.sessions` says; where they stand, they go on as if nothing had happened.
  case podKill = "pod-kill"
  /// A machine dies without a word, and every pod on it.
  case nodeLoss = "node-loss"
  /// Every machine of a zone dies, and there are none there for a while.
  case zoneLoss = "zone-loss"
  /// A region is gone with all its pods for a while.
  case regionLoss = "region-loss"
  /// The dialer's clock is wrong for a while.
  case clockStep = "clock-step"

  /// Whether it is over as soon as it has happened.
  package var isInstant: Bool { self == .podKill || self == .nodeLoss }

  /// Whether it can befall a carrier only.
  package var isOfCarriers: Bool {
    switch self {
    case .brownOut, .outage, .rateLimit, .randomOutages, .podKill, .nodeLoss, .zoneLoss,
      .regionLoss, .clockStep:
      false
    case .signallingOutage, .mediaOutage, .oneWayAudio, .lateAnswer, .lostMessages,
      .duplicateMessages, .reorderedMessages, .dnsLoss, .registrationLoss, .staleRouting:
      true
    }
  }

  /// The keys that say more about it, beside target, kind and time.
  package var keys: [String] {
    switch self {
    case .brownOut: ["latency_factor", "error_share"]
    case .rateLimit: ["factor"]
    case .randomOutages: ["every"]
    case .lostMessages, .duplicateMessages, .reorderedMessages, .staleRouting: ["share"]
    case .lateAnswer: ["late_by"]
    case .oneWayAudio: ["mute"]
    case .podKill: ["moment"]
    case .clockStep: ["by"]
    case .outage, .signallingOutage, .mediaOutage, .dnsLoss, .registrationLoss, .nodeLoss,
      .zoneLoss, .regionLoss:
      []
    }
  }
}
