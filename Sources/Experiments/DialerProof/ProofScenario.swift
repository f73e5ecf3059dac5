internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// A scenario that a seed has drawn: campaigns, carriers, faults and a clock, as a user would write
/// them.
struct ProofScenario {
  let text: String
  /// The people of each campaign.
  let leads: [LeadStore]
  /// What the scenario is made of, by the names of rare paths.
  private(set) var parts: [String] = []

  init(seed: UInt64) {
    var choices = ProofChoices(seed: seed)
    var writer = Writer(
      choices: choices,
      later: ProofChoices(seed: seed, part: 1),
      latest: ProofChoices(seed: seed, part: 2)
    )
    text = writer.text()
    parts = writer.parts
    choices = writer.choices
    let people = ProofPeople(&choices, texts: ProofChoices(seed: seed, part: 3))
    leads = (0..<writer.campaigns).map { _ in people.some(&choices) }
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

/// Writes the YAML of a drawn scenario.
private struct Writer {
  var choices: ProofChoices
  /// Of what joined the format later, so that earlier seeds draw what they drew.
  private var later: ProofChoices
  private var latest: ProofChoices
  var parts: [String] = []
  var campaigns = 0
  private var transports: [String] = []

  init(choices: ProofChoices, later: ProofChoices, latest: ProofChoices) {
    self.choices = choices
    self.later = later
    self.latest = latest
  }

  mutating func text() -> String {
    let span = choices.pick(Span.allCases)
    campaigns = choices.number(1...3)
    let isCollection = span == .week || choices.chance(0.2)
    let plans = (0..<campaigns).map { campaign($0, over: span, isCollection: isCollection) }
    let carriers = (0..<choices.number(1...4)).map { carrier($0) }
    return """
      scenario: drawn
      start: \(choices.pick(Self.starts))
      duration: \(span.seconds)s
      load: {campaigns: [\(plans.joined(separator: ", "))]}
      answers: \(answers())
      carriers: [\(carriers.joined(separator: ", "))]
      routing: {order: \(choices.pick(["weighted", "cheapest", "listed"])), \
      invite_timeout: \(choices.pick(["1s", "2s", "4s"]))\(routing(over: span))}
      platform: {pods: 1, slots_per_pod: \(choices.number(1...6))}
      callers: [{share: 100%, profile: us-landline-quiet, talk_time: \(choices.pick(["4s", "8s"]))}]
      compliance: \(compliance())
      faults: [\(faults(over: span).joined(separator: ", "))]
      operations: [\(operations(over: span).joined(separator: ", "))]
      """
  }

  /// Days on which clocks are set, and days on which they are not.
  private static let starts = [
    "2026-03-02T18:00:00Z", "2026-03-02T15:00:00Z", "2026-03-07T09:00:00Z", "2026-10-31T10:00:00Z",
    "2026-12-31T18:00:00Z", "2026-06-15T04:00:00Z",
  ]

  /// How long a run is.
  private enum Span: CaseIterable {
    case minutes
    case day
    case week

    var seconds: Int {
      switch self {
      case .minutes: 1_200
      case .day: 30 * 3_600
      case .week: 9 * 86_400
      }
    }
  }

  private mutating func campaign(
    _ index: Int,
    over span: Span,
    isCollection: Bool
  ) -> String {
    let dials = choices.number(60...250)
    // Three quarters of the run, so that retries have a plan to take; or all in a rush.
    let steady = max(dials * 4_800 / span.seconds, 1)
    let rate = choices.pick([steady, steady, steady * 10, 3_600, 36_000])
    let pacing = choices.pick(["open", "bucket", "back-off", "one-at-a-time"])
    let whenBusy = choices.pick(["dial", "queue-back", "wait"])
    parts += ["pacing \(pacing)", "when busy \(whenBusy)"]
    var keys = [
      "name: c\(index)", "leads: none.csv", "rate: \(rate)/h", "attempts: \(dials)",
      "arrivals: \(choices.pick(["constant", "poisson"]))",
      "tenant: t\(choices.below(2))", "priority: \(choices.below(3))",
      "weight: \(choices.number(1...4))", "when_busy: \(whenBusy)", "wait_max: 90s",
      "waiting_max: \(choices.pick([2, 10, 1_000]))",
      "pacing: {policy: \(pacing), burst: \(choices.number(1...5)), calm: 60s}",
      "vertical: \(isCollection ? "collections" : "general")", "retry: \(retry(over: span))",
    ]
    if choices.chance(0.3) { keys.append("ramp: \(span.seconds / 10)s") }
    if choices.chance(0.3) {
      keys.append("surge: {factor: 8, at: \(span.seconds / 4)s, for: \(span.seconds / 20)s}")
    }
    if choices.chance(0.2) { keys.append("hours: 10:00-19:00") }
    if later.chance(0.4) { keys.append("overflow: \(overflow())") }
    if latest.chance(isCollection ? 0.9 : 0.5) { keys.append("sms: \(texts(over: span))") }
    return "{\(keys.joined(separator: ", "))}"
  }

  private mutating func texts(over span: Span) -> String {
    """
    {after: \(latest.pick(["[no_answer]", "[voicemail]", "[no_answer, voicemail]"])), \
    delay: \(span.seconds / latest.pick([4, 12, 60, 1_000]))s, most: \(latest.pick([1, 3, 10]))}
    """
  }

  private mutating func overflow() -> String {
    """
    {after: \(later.pick(["0s", "3s", "30s"])), most: \(later.pick([2, 10, 1_000])), \
    longest: \(later.pick(["40s", "10m", "2h"])), replay_rate: \(later.pick([5, 25, 100]))%}
    """
  }

  /// Probes, and regions of which the first carrier is in one.
  private mutating func routing(over span: Span) -> String {
    var keys = ""
    if later.chance(0.4) {
      parts.append("probes")
      // In a week they are far apart: each is an event.
      let interval = span == .minutes ? later.pick([2, 10]) : 300
      keys += ", probe: {interval: \(interval)s, timeout: \(later.pick(["500ms", "1900ms"])), "
      keys += "failures: \(later.number(1...3))}"
    }
    if later.chance(0.3) {
      keys += ", prefer: region, regions: {places: [{name: east, zones: [America/New_York]}, "
      keys += "{name: west, zones: [America/Los_Angeles, America/Phoenix]}]}"
    }
    return keys
  }

  private mutating func retry(over span: Span) -> String {
    // In a week the eighth dial comes up while the first one still counts.
    let unit = span == .week ? 3_600 * choices.number(1...8) : span.seconds / 30
    return """
      {attempts: \(choices.number(1...20)), busy: {after: \(unit)s, most: 3}, \
      no_answer: {after: \(unit * choices.number(1...4))s}, voicemail: {after: \(unit * 2)s}, \
      failed: {after: \(unit)s}, blocked: {after: \(unit)s, most: \(choices.below(2))}}
      """
  }

  private mutating func answers() -> String {
    let human = choices.number(10...50)
    let rest = 100 - human - 15
    let voicemail = rest * choices.number(20...70) / 100
    let patience = choices.pick(["8s", "20s", "25s"])
    // Longer than any carrier lets a phone ring, which then says so.
    let ringTimeout = latest.chance(0.1) ? "4m" : patience
    return """
      {preset: warm-list, human: \(human)%, voicemail: \(voicemail)%, \
      no_answer: \(rest - voicemail)%, busy: 5%, unobtainable: 5%, declined: 5%, \
      ring_timeout: \(ringTimeout)}
      """
  }

  private mutating func compliance() -> String {
    let additions = choices.pick(["0%", "5%", "60%"])
    if additions != "0%" { parts.append("do-not-call additions") }
    return """
      {hours: \(choices.pick(["08:00-21:00", "09:00-20:00"])), \
      limit_abandonment: \(choices.chance(0.6)), do_not_call: {additions: \(additions)}}
      """
  }

  private mutating func carrier(_ index: Int) -> String {
    let throttle = choices.pick(Self.throttles)
    parts.append("throttle \(throttle)")
    let calls = choices.pick(["0.5", "1", "3", "10"])
    var keys = [
      "name: k\(index)", "cps: \(calls)", "throttle: \(throttle)",
      "weight: \(choices.number(1...3))", "price_per_minute: 0.0\(choices.number(1...9))",
      "failure_share: \(choices.pick(["0%", "2%", "20%"]))",
      "delay: \(choices.pick(["20ms", "400ms", "20ms", "400ms", "1500ms", "1500ms"]))",
    ]
    if choices.chance(0.4) { keys.append("dial_cps: 20") }
    if choices.chance(0.4) {
      keys.append("retry_after: \(choices.pick(["2s", "30s"]))")
      parts.append("retry-after")
    }
    if choices.chance(0.3) {
      keys.append("channels: \(choices.number(1...4))")
      parts.append("channels")
    }
    keys.append("signalling: \(signalling())")
    if later.chance(0.5) { keys.append("region: \(later.pick(["east", "west"]))") }
    return "{\(keys.joined(separator: ", "))}"
  }

  private static let throttles = [
    "{reject: 503}", "{reject: 429}", "{reject: 403}", "{queue: 5s}", "{queue: 5m}",
  ]

  private mutating func signalling() -> String {
    let transport = choices.pick(["udp", "udp", "tcp"])
    transports.append(transport)
    if choices.chance(0.5) {
      return """
        {transport: \(transport), early_media: 20%, false_answers: 10%, holds: 100%, \
        session_refresh: \(choices.number(2...9))s}
        """
    }
    guard choices.chance(0.5) else { return "{transport: \(transport)}" }
    parts.append("signalling over \(transport) with losses")
    // TCP delivers each message once and in order.
    if transport == "tcp" { return "{transport: tcp, loss: \(choices.pick(["1%", "10%"]))}" }
    return """
      {transport: \(transport), loss: \(choices.pick(["1%", "10%"])), \
      duplicates: \(choices.pick(["0%", "5%"])), reorder: \(choices.pick(["0%", "5%"]))}
      """
  }

  private mutating func faults(over span: Span) -> [String] {
    (0..<choices.number(0...3)).map { _ in
      let carrier = choices.below(transports.count)
      let kind = choices.pick(Self.kinds(over: transports[carrier]))
      parts.append("fault \(kind.rawValue)")
      let start = choices.below(span.seconds)
      let length = span.seconds / choices.number(4...40)
      return """
        {carrier: k\(carrier), kind: \(kind.rawValue), at: \(start)s, \
        for: \(max(length, 5))s}
        """
    }
  }

  private static func kinds(over transport: String) -> [FaultKind] {
    FaultKind.allCases.filter { kind in
      switch kind {
      case .randomOutages, .podKill, .nodeLoss, .zoneLoss, .regionLoss, .clockStep: false
      case .duplicateMessages, .reorderedMessages: transport == "udp"
      default: true
      }
    }
  }

  private mutating func operations(over span: Span) -> [String] {
    guard choices.chance(0.3) else { return [] }
    let name = "c\(choices.below(campaigns))"
    let first = choices.below(span.seconds / 2)
    if choices.chance(0.5) {
      parts.append("stop")
      return ["{at: \(first)s, campaign: \(name), action: stop}"]
    }
    parts.append("pause")
    let second = first + span.seconds / 10
    return [
      "{at: \(first)s, campaign: \(name), action: pause}",
      "{at: \(second)s, campaign: \(name), action: resume}",
    ]
  }
}

/// People of every zone, some of whom must not be called.
struct ProofPeople {
  private var leads: [(phone: PhoneNumber, areaCode: Int, zone: ZoneID?, lead: Lead)] = []

  init(_ choices: inout ProofChoices, texts: ProofChoices) {
    var texts = texts
    let zones = Self.zoneNames.compactMap { ZoneTable.zone(named: $0) }
    var sets = ZoneSets()
    for index in 0..<150 {
      let areaCode = choices.pick(AreaCodes.all)
      guard let phone = try? PhoneNumber(text: "\(areaCode)\(2_340_000 + index)") else { continue }
      let zone = choices.chance(0.5) ? choices.pick(zones) : nil
      let lead = Lead(
        phone: phone,
        zones: sets.index(areaCode: areaCode, adding: zone),
        priority: choices.below(10),
        consent: choices.chance(0.9) ? .granted : choices.pick([.refused, .notRecorded]),
        isOnDoNotCallList: choices.chance(0.05),
        smsConsent: texts.pick([.granted, .granted, .granted, .refused, .notRecorded])
      )
      leads.append((phone, areaCode, zone, lead))
    }
  }

  /// A part of them; campaigns overlap.
  func some(_ choices: inout ProofChoices) -> LeadStore {
    var store = LeadStore()
    let share = choices.pick([0.1, 0.4, 0.9])
    for person in leads where choices.chance(share) {
      store.append(
        Lead(
          phone: person.phone,
          zones: store.zoneSets.index(areaCode: person.areaCode, adding: person.zone),
          priority: person.lead.priority,
          consent: person.lead.consent,
          isOnDoNotCallList: person.lead.isOnDoNotCallList,
          smsConsent: person.lead.smsConsent
        )
      )
    }
    return store
  }

  private static let zoneNames = [
    "America/New_York", "America/Los_Angeles", "America/Phoenix", "America/Denver",
    "Pacific/Honolulu", "Pacific/Guam", "America/Indiana/Indianapolis",
  ]
}
