internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// One load of the capacity ladder, and what has come of it.
struct CapacityStep {
  /// What vendors let through.
  enum Limits: String, CaseIterable {
    /// The plans that an account begins with.
    case asSold = "as sold"
    /// More than the load asks for.
    case raised
  }

  /// As a table names it.
  let name: String
  /// Planned dials in a second, of which people answer six in ten, for 180 s each.
  let rate: Double
  let duration: Duration
  let zones: Int

  init(_ name: String, rate: Double, duration: Duration, zones: Int = 1) {
    self.name = name
    self.rate = rate
    self.duration = duration
    self.zones = zones
  }

  /// The loads of the ladder: up to 20,000 calls an hour, and 100,000 conversations at once.
  static let ladder = [
    CapacityStep("5/h", rate: 5.0 / 3_600, duration: .seconds(3_600)),
    CapacityStep("50/h", rate: 50.0 / 3_600, duration: .seconds(3_600)),
    CapacityStep("500/h", rate: 500.0 / 3_600, duration: .seconds(3_600)),
    CapacityStep("5,000/h", rate: 5_000.0 / 3_600, duration: .seconds(3_600)),
    CapacityStep("20,000/h", rate: 20_000.0 / 3_600, duration: .seconds(3_600)),
    atOnce(100_000),
  ]

  /// A load that comes to so many conversations at once, for long enough to get there.
  static func atOnce(_ conversations: Int) -> CapacityStep {
    CapacityStep(
      "\(FixedDecimal.grouped(conversations)) at once",
      rate: Double(conversations) / Self.held / Self.answered,
      duration: .seconds(conversations > 50_000 ? 900 : 1_200),
      zones: max(1, conversations / 1_000)
    )
  }

  /// Mean length of a conversation in seconds, and the part of the dials that people answer.
  private static let (held, answered) = (180.0, 0.6)

  /// Conversations at once in the mean.
  var load: Double { rate * Self.answered * Self.held }

  var attempts: Int { Int((rate * Double(duration / .seconds(1))).rounded(.up)) }

  /// The scenario that a user would write.
  func text(_ limits: Limits) -> String {
    // A fifth and ten pods more than the mean: no load of the ladder waits for pods.
    let pods = Int((load * 1.2 / 50).rounded(.up)) + max(10, zones * 2)
    let isRaised = limits == .raised
    let perSecond = FixedDecimal.text(max(20, rate * 5), decimals: 3)
    return """
      scenario: capacity
      start: 2026-03-02T18:00:00Z
      duration: \(Int(duration / .seconds(1)))s
      records: {turns: 1%, model_calls: 1%}
      load:
        campaign: {leads: leads.csv, rate: \(Self.rateText(rate)), arrivals: poisson}
      answers: {preset: warm-list, human: 60%}
      compliance: {limit_abandonment: false}
      carriers:
        - name: trunk
          preset: \(isRaised ? "elastic-trunk" : "twilio-elastic-sip")
          failure_share: 0%
          \(isRaised ? "cps: \(perSecond)" : "weight: 1")
      platform: {pods: \(min(pods, 10_000)), slots_per_pod: 50\(zonesText(limits))}
      agent:
        stt: {preset: deepgram-nova-3\(isRaised ? "" : ", quota: deepgram-payg")}
        llm: {preset: gpt-4o-mini\(isRaised ? ", slots: 1000000" : ", quota: openai-tier-1")}
        tts: {preset: cartesia-sonic-3\(isRaised ? "" : ", quota: cartesia-startup")}
      callers:
        - share: 100%
          profile: us-landline-quiet
          talk_time: {mean: 180s, cv: 0.75}
          patience: {hazard: {0s: 0}, opening_per_second: 0}
      """
  }

  private func zonesText(_ limits: Limits) -> String {
    // A plan of fifty streams has no hundred parts.
    zones > 1 && limits == .raised ? ", zones: \(zones)" : ""
  }

  private static func rateText(_ rate: Double) -> String {
    "\(FixedDecimal.text(rate * 3_600, decimals: 0))/h"
  }
}

/// What has come of a load.
struct CapacityOutcome {
  let result: WorldResult
  /// Processor time of the process.
  let cpu: Double
  let wall: Double

  var answered: Int { result.measurements.held }
  var peak: Int {
    result.measurements.active.peak(from: .zero, to: result.end)
  }

  /// Conversations that people had to their own end, of those who answered.
  var succeeded: Double {
    let counts = result.measurements.conversations
    let people = CallOutcome.allCases.filter(\.isHumanAnswer)
      .reduce(0) { $0 + result.measurements.count(of: $1) }
    return people > 0 ? Double(counts.succeeded) / Double(people) : 0
  }

  /// Dials that fell due and were late, dropped or refused.
  var late: Double {
    let attempts = result.measurements.attempts
    let lost = attempts.late + attempts.dropped + result.measurements.count(of: .throttled)
    return min(1, Double(lost) / Double(max(attempts.offered, 1)))
  }

  var responseP95: Double? {
    result.measurements.latencies.histogram(of: .responseLatency)?.quantile(0.95)
      .map { Double($0.nanoseconds) / 1e6 }
  }
}

extension CapacityStep {
  /// The scenario, with its leads in a folder.
  func scenario(_ limits: Limits, folder: String) throws(RunFailure) -> Scenario {
    do throws(ScenarioError) {
      return try ScenarioLoader.load(
        bytes: Array(text(limits).utf8),
        fileName: "capacity.yaml",
        directory: folder,
        overrides: [],
        seed: 1,
        thresholds: []
      )
    } catch {
      throw RunFailure(error)
    }
  }

  /// Lives the load on so many threads, with leads that are made in a folder.
  func live(
    _ limits: Limits,
    threads: Int,
    folder: String,
    isInterrupted: @Sendable () -> Bool
  ) throws(RunFailure) -> CapacityOutcome {
    let scenario = try scenario(limits, folder: folder)
    do throws(FileError) {
      let rows = max(attempts * 5 / 4, 1_000)
      try LeadGenerator(seed: 1).write(rows: rows, to: "\(folder)/leads.csv")
    } catch {
      throw RunFailure(error, code: "OUT-002", class: .badInput)
    }
    let leads = try LoadedLeads.read(scenario, strict: false)
    let start = HostMoment.now()
    let run = ZonedRun(scenario: scenario, seed: scenario.seed, leads: leads.stores)
    do throws(ZonedRun.Failure) {
      let result = try run.result(
        threads: threads,
        compress: { Gzip.member($0) },
        expand: { ScenarioRun.expanded($0) },
        watch: { _ in isInterrupted() }
      )
      let end = HostMoment.now()
      return CapacityOutcome(
        result: result,
        cpu: Double(end.cpu - start.cpu) / 1e9,
        wall: Double(end.wall - start.wall) / 1e9
      )
    } catch {
      switch error {
      case .stopped: throw RunFailure.interrupted
      case .deadlock(let report, _): throw RunFailure(report)
      }
    }
  }
}
