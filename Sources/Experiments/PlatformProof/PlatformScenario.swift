internal import Scenarios
internal import VoicePipeline

/// A scenario that a seed has drawn: load, pods, an agent and what befalls them, as a user would
/// write them.
struct PlatformScenario {
  let text: String
  /// The people of each campaign.
  let leads: [LeadStore]
  /// What the scenario is made of, by the names of rare paths.
  let parts: [String]

  init(seed: UInt64) {
    let shape = PlatformShape(seed: seed)
    var load = PlatformLoadWriter(shape, seed: seed)
    var pods = PlatformPodsWriter(shape, seed: seed)
    var agent = PlatformAgentWriter(shape, seed: seed)
    var regions = PlatformRegionsWriter(shape, seed: seed)
    let platform = [pods.text(), regions.sites()].compactMap(\.self).joined(separator: ", ")
    var faults = PlatformFaultWriter(shape, hasNodes: pods.hasNodes, seed: seed)
    text = """
      scenario: drawn
      start: \(shape.start)
      duration: \(shape.seconds)s
      load: {\(load.text())}
      answers: {preset: warm-list, human: 85%, voicemail: 5%, no_answer: 4%, busy: 3%, \
      unobtainable: 3%, declined: 0%, ring_human: 2s}
      carriers: [{name: trunk, preset: elastic-trunk, cps: 50, failure_share: 0%}]
      compliance: {limit_abandonment: false, require_consent: false, hours: "00:00-24:00"}
      platform: {\(platform)}
      agent: {\(agent.text())}
      callers: [{share: 100%, profile: \(agent.profile()), \
      talk_time: {exponential: \(shape.talk)s}, patience: \(agent.patience())}]
      faults: [\((faults.text() + regions.faults()).joined(separator: ", "))]
      outcomes: {}\(agent.goals())\(regions.routing())
      """
    var people = ProofChoices(seed: seed, part: 105)
    let crowd = ProofPeople(&people, texts: ProofChoices(seed: seed, part: 106))
    leads = (0..<shape.campaigns).map { _ in crowd.some(&people) }
    parts =
      shape.parts + load.parts + pods.parts + agent.parts + faults.parts
      + regions.parts
  }

  func load(seed: UInt64) throws(ScenarioError) -> Scenario {
    try ScenarioLoader.load(
      bytes: Array(text.utf8),
      fileName: "drawn.yaml",
      directory: "/",
      seed: seed
    )
  }
}

/// What the parts of a drawn scenario go by: sizes, and what there is at all.
struct PlatformShape {
  let seconds: Int
  /// Mean length of a conversation, in seconds.
  let talk: Int
  let campaigns: Int
  let hasInbound: Bool
  /// Nil where pods stand.
  let pods: (min: Int, initial: Int, max: Int)?
  let cap: Int
  /// Calls at once that are wanted, on average.
  let erlangs: Double
  let hasAutoscaler: Bool
  let hasTenants: Bool
  let hasRealtime: Bool
  /// Whether easy requests go to a lighter model.
  let hasLightModel: Bool
  /// Whether people stand behind the agent, whom callers may ask for.
  let hasDesk: Bool
  /// Nil without a section of sessions.
  let store: SessionStoreKind?
  let start: String
  /// The regions that there are pods in; none where all are in one place.
  let regions: [String]
  private(set) var parts: [String] = []

  init(seed: UInt64) {
    var choices = ProofChoices(seed: seed, part: 100)
    seconds = 60 * choices.number(3...6)
    talk = choices.pick([12, 25, 40])
    campaigns = choices.number(1...2)
    hasInbound = choices.chance(0.5)
    let least = choices.number(1...3)
    let most = least + choices.number(0...4)
    let initial = choices.number(least...most)
    pods = choices.chance(0.1) ? nil : (least, initial, most)
    cap = choices.number(2...5)
    erlangs = Double(initial * cap) * choices.pick([0.4, 0.8, 1.2, 2])
    hasAutoscaler = pods != nil && choices.chance(0.6)
    hasTenants = pods != nil && choices.chance(0.3)
    hasRealtime = choices.chance(0.2)
    hasLightModel = !hasRealtime && choices.chance(0.3)
    hasDesk = !hasRealtime && choices.chance(0.3)
    let stores: [SessionStoreKind?] = [.redis, .redis, .redis, .memory, nil]
    store = pods == nil ? nil : choices.pick(stores)
    var places = ProofChoices(seed: seed, part: 108)
    let mayBeFar = pods != nil && !hasTenants && !hasRealtime && places.chance(0.3)
    regions = mayBeFar ? Array(["east", "west", "north"].prefix(places.number(2...3))) : []
    let isClockSet = choices.chance(0.15)
    start =
      isClockSet
      ? choices.pick(["2026-03-08T06:58:00Z", "2026-11-01T05:58:00Z"]) : "2026-03-02T18:00:00Z"
    if isClockSet { parts.append("a clock is set") }
    if pods == nil { parts.append("pods that stand") }
  }

  /// Calls an hour that bring so many at once.
  func rate(of share: Double) -> Int {
    max(Int(erlangs * share * 3_600 / Double(talk)), 10)
  }
}

/// Writes who is called, and who calls.
struct PlatformLoadWriter {
  private let shape: PlatformShape
  private var choices: ProofChoices
  private(set) var parts: [String] = []

  init(_ shape: PlatformShape, seed: UInt64) {
    self.shape = shape
    choices = ProofChoices(seed: seed, part: 101)
  }

  mutating func text() -> String {
    let share = 1 / Double(shape.campaigns + (shape.hasInbound ? 1 : 0))
    let campaigns = (0..<shape.campaigns).map { campaign($0, share: share) }
    let list = "campaigns: [\(campaigns.joined(separator: ", "))]"
    return shape.hasInbound ? "\(list), inbound: \(inbound(share: share))" : list
  }

  private mutating func campaign(_ index: Int, share: Double) -> String {
    let whenBusy = choices.pick(["dial", "queue-back", "wait"])
    parts.append("when busy \(whenBusy)")
    var keys = [
      "name: c\(index)", "leads: none.csv", "rate: \(shape.rate(of: share))/h", "attempts: 90",
      "arrivals: \(choices.pick(["constant", "poisson"]))", "when_busy: \(whenBusy)",
      "wait_max: 30s", "waiting_max: \(choices.pick([2, 20]))", "vertical: general",
      "retry: {attempts: 3, no_answer: {after: 40s}, dropped: {after: 20s, most: 2}}",
    ]
    if shape.hasTenants { keys.append("tenant: t\(index)") }
    if !shape.regions.isEmpty {
      keys.append("region: \(shape.regions[index % shape.regions.count])")
    }
    if choices.chance(0.3) { keys.append("surge: \(surge())") }
    return "{\(keys.joined(separator: ", "))}"
  }

  private mutating func surge() -> String {
    parts.append("surge")
    return "{factor: \(choices.number(3...8)), at: \(shape.seconds / 3)s, for: 40s}"
  }

  private mutating func inbound(share: Double) -> String {
    var room = [
      "capacity: \(choices.pick([1, 4, 100]))", "announce: \(choices.chance(0.6))",
      "first_hold: \(shape.talk)s",
    ]
    if choices.chance(0.5) { room.append("callback_from: \(choices.pick([0, 5, 20]))s") }
    var keys = [
      "rate: \(shape.rate(of: share))/h", "room: {\(room.joined(separator: ", "))}",
      "patience: {exponential: \(choices.pick([5, 30]))s}",
      "tolerance: {median: \(choices.pick([10, 120]))s, sigma: 0.7}",
    ]
    if choices.chance(0.3) { keys.append("surge: \(surge())") }
    if let last = shape.regions.last { keys.append("regions: [{region: \(last), share: 100%}]") }
    return "{\(keys.joined(separator: ", "))}"
  }
}
