internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// A pod that dies at a moment of a conversation, with and without a store that outlives it.
struct TakeoverTrial: Sendable {
  /// Where conversations are kept.
  enum Store: String, Sendable, CaseIterable {
    case redis
    /// In the pod alone: the control arm.
    case memory
  }

  let moment: ConversationMoment
  let store: Store

  /// Callers of every habit, an agent with tools, a router and a desk, and a model that fails:
  /// every moment of a conversation comes.
  var text: String {
    """
    scenario: takeover
    start: 2026-03-02T18:00:00Z
    duration: 12m
    warm_up: 0s
    load: {campaign: {leads: leads.csv, rate: 600/h, attempts: 110}}
    answers:
      {preset: warm-list, human: 100%, voicemail: 0%, no_answer: 0%, busy: 0%, unobtainable: 0%,
       declined: 0%, ring_human: 1s}
    carriers: [{name: trunk, preset: elastic-trunk, failure_share: 0%}]
    platform:
      pods: {min: 2, max: 2, cap: 40, start: 5s, processor_per_call: 0%}
      sessions: {store: \(store.rawValue), detection: 1s}
    agent:
      endpointing: 700ms
      llm: gpt-oss-120b-groq
      llm_light: gpt-oss-120b-groq
      router: {latency: 200ms, accuracy: 80%}
      stt: {failures: {late: 20%, late_by: 1s}}
      desk: {shifts: [{hours: "00:00-24:00", staff: 1}], handle_time: 10m}
    goals:
      - {share: 30%, goal: appointment}
      - {share: 30%, goal: order-status}
      - {share: 40%, goal: collection}
    callers:
      - {share: 40%, profile: corrector}
      - {share: 30%, profile: impatient}
      - {share: 30%, profile: chatty}
    faults:
      - {endpoint: llm, kind: brown-out, at: 0s, for: 1h, latency_factor: 1, error_share: 20%}
      - {pod: 0, kind: pod-kill, at: 60s, moment: \(moment.rawValue)}
    """
  }
}

/// Callers of one patience whose pods die again and again.
struct PatienceTrial: Sendable {
  /// From the death of a pod to its being noticed.
  let detection: Duration

  static let patience = 8.0
  static let reconnection = 1.5

  var text: String {
    """
    scenario: patience
    start: 2026-03-02T18:00:00Z
    duration: 40m
    warm_up: 0s
    load: {campaign: {leads: leads.csv, rate: 1500/h, attempts: 900}}
    answers:
      {preset: warm-list, human: 100%, voicemail: 0%, no_answer: 0%, busy: 0%, unobtainable: 0%,
       declined: 0%, ring_human: 1s}
    carriers: [{name: trunk, preset: elastic-trunk, failure_share: 0%}]
    compliance: {limit_abandonment: false}
    platform:
      pods:
        {min: 8, max: 8, cap: 40, start: 1s, crash_every: 60s, restart_pause: 0s,
         processor_per_call: 0%}
      sessions: {detection: \(detection / .milliseconds(1))ms, reconnection: 1.5s}
    callers:
      - share: 100%
        profile: us-landline-quiet
        talk_time: 90s
        patience: {hazard: {0s: 0.125}, opening_per_second: 0.125, hello: 2m}
    """
  }

  /// Of callers who wait for the agent, the part that hangs up within the gap.
  var expected: Double {
    let gap = Double(detection / .milliseconds(1)) / 1_000 + Self.reconnection
    return 1 - Elementary.exp(-gap / Self.patience)
  }
}

/// What became of the conversations on pods that died.
struct TakeoverOutcome: Sendable {
  var losses = PodLossCounts()
  var gaps = LatencyHistogram()
  /// Runs, and those in which the moment came for a conversation on the pod.
  var (runs, deaths) = (0, 0)
  /// Conversations on the pods when they died.
  var onPods = 0
  /// Conversations that ended as failed because their pod had died.
  var failed = 0
  /// What must hold and did not, in words.
  var violations: [String] = []

  /// Those who waited for the agent when the pod died; patience forgets how long it has lasted, so
  /// that only what is left of the gap counts.
  var waiting: (deaths: Int, hangUps: Int) {
    [ConversationMoment.endpointing, .transcribing, .generating].reduce((0, 0)) {
      ($0.0 + losses.count($1), $0.1 + losses.count($1, .hungUp))
    }
  }

  mutating func merge(_ other: TakeoverOutcome) {
    losses.merge(other.losses)
    gaps.merge(other.gaps)
    runs += other.runs
    deaths += other.deaths
    onPods += other.onPods
    failed += other.failed
    violations += other.violations
  }

  /// Reads a run, and holds it to what must be true of every one.
  init(_ result: WorldResult, store: TakeoverTrial.Store, name: String) {
    let measured = result.measurements
    losses = measured.podLosses
    gaps = measured.latencies.histogram(of: .resumeGap) ?? gaps
    (runs, deaths) = (1, result.platform?.podsLost ?? 0 > 0 ? 1 : 0)
    onPods = result.platform?.callsLostTotal ?? 0
    failed = measured.podFailures
    func hold(_ holds: Bool, _ text: String) {
      if !holds { violations.append("\(name): \(text)") }
    }
    let ended = CallOutcome.allCases.reduce(0) { $0 + measured.count(of: $1) }
    let started = measured.attempts.started
    hold(ended == started, "\(started) calls have \(ended) ends")
    let area = measured.active.integral(from: .zero, to: result.end)
    hold(area == Int128(measured.holdOfAll.nanoseconds), "the curve is not what calls took")
    switch store {
    case .redis:
      // Where pods die again and again, one may die on which a conversation has a slot that it has
      // not come to yet: if its caller hangs up before, one death of it took two slots.
      let slotsTwice = 0...(result.platform?.podsLost == 1 ? 0 : losses.count(.hungUp))
      let missing = onPods - losses.total
      hold(slotsTwice.contains(missing), "\(missing) conversations are not accounted for")
      hold(losses.count(.noState) == 0, "\(losses.count(.noState)) were lost in the store")
      hold(failed == losses.count(.noSlot), "\(failed) failed, \(losses.count(.noSlot)) for a slot")
    case .memory:
      hold(losses.total == 0, "\(losses.total) were resumed from nothing")
      hold(failed == onPods, "\(failed) of \(onPods) ended with their pod")
    }
  }

  init() {}
}

extension TakeoverOutcome {
  /// Lives a scenario with a seed, with leads that were read before.
  static func live(
    _ text: String,
    seed: UInt64,
    leads: LeadStore,
    store: TakeoverTrial.Store
  ) throws(ScenarioError) -> TakeoverOutcome {
    let scenario = try ScenarioLoader.load(
      bytes: Array(text.utf8),
      fileName: "takeover.yaml",
      directory: "/",
      overrides: [],
      seed: seed,
      thresholds: []
    )
    var world = World(scenario: scenario, seed: seed, leads: [leads], compress: { _ in [] })
    while world.advance() != nil {}
    return TakeoverOutcome(
      world.finish(),
      store: store,
      name: "\(scenario.name), \(store.rawValue), seed \(seed)"
    )
  }
}
