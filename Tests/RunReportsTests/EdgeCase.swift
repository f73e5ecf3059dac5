import RunReports
import SimCore
import VoicePipeline

/// Runs at the edges of what a report has to show.
enum EdgeCase: String, CaseIterable, Sendable {
  case overloaded
  case passing
  case noCall
  case oneCall
  case allBlocked
  case oneCarrier
  case fortyCarriers
  case longName
  case rightToLeft
  case slowTail
  case hostile
  case study
  case hostileStudy

  var facts: RunFacts {
    switch self {
    case .overloaded: RunFactsSample.overloaded
    case .passing: Self.passingFacts
    case .noCall: RunFactsSample.quiet()
    case .oneCall: Self.oneCallFacts
    case .allBlocked: Self.allBlockedFacts
    case .oneCarrier: Self.carriers(1)
    case .fortyCarriers: Self.carriers(40)
    case .longName: Self.named(String(repeating: "wide-name-", count: 6) + "wide")
    case .rightToLeft: Self.named("حملة الربيع ١٢ ‮abc", other: "שלום עולם")
    case .slowTail: Self.slowTailFacts
    case .hostile: Self.hostileFacts
    case .study: RunFactsSample.study
    case .hostileStudy: Self.hostileStudyFacts
    }
  }

  private static var passingFacts: RunFacts {
    var facts = RunFactsSample.overloaded
    facts.thresholds = facts.thresholds.filter { $0.verdict == .pass }
    facts.verdict = .pass
    facts.load = SampleWorld(minutes: 60, slots: 1_400).load
    facts.load.activePeak = 1_152
    facts.outcomes.removeAll { $0.outcome == .blocked }
    facts.claim = nil
    return facts
  }

  private static var oneCallFacts: RunFacts {
    var facts = RunFactsSample.quiet()
    var latency = LatencyHistogram()
    latency.record(.milliseconds(812))
    facts.scenario.duration = .seconds(30)
    facts.scenario.warmUp = .zero
    facts.attempts = AttemptFacts(
      offered: 1,
      started: 1,
      dropped: 0,
      late: 0,
      answered: 1,
      turns: 1,
      holdMean: .milliseconds(4_300),
      turnsPerCall: 1
    )
    facts.latencies = [LatencyFacts(metric: .responseLatency, parent: nil, histogram: latency)]
    facts.load = LoadFacts(
      bucket: .seconds(1),
      offered: (0..<30).map { $0 < 5 ? 1 : 0 },
      active: (0..<30).map { $0 < 5 ? 1 : 0 },
      blocked: Array(repeating: 0, count: 30),
      slots: 2,
      activeMean: 0.143,
      activePeak: 1,
      littleMean: 0.143
    )
    facts.outcomes = [OutcomeFacts(outcome: .completed, count: 1)]
    facts.conversations = ConversationCounts()
    facts.conversations.held = 1
    facts.conversations.succeeded = 1
    facts.verdict = .inconclusive
    facts.thresholds = [
      ThresholdFacts(
        expression: "response_latency.p95 < 1500ms",
        metric: .responseLatency,
        statistic: "p95",
        comparison: "<",
        measured: 812e6,
        bound: 1_500e6,
        interval: nil,
        count: 1,
        verdict: .inconclusive
      )
    ]
    return facts
  }

  private static var allBlockedFacts: RunFacts {
    var facts = RunFactsSample.quiet()
    facts.verdict = .fail
    facts.attempts = AttemptFacts(
      offered: 720,
      started: 720,
      dropped: 0,
      late: 0,
      answered: 720,
      turns: 0,
      holdMean: .zero,
      turnsPerCall: 0
    )
    facts.load = LoadFacts(
      bucket: .seconds(10),
      offered: Array(repeating: 12, count: 360),
      active: Array(repeating: 0, count: 360),
      blocked: Array(repeating: 2, count: 360),
      slots: 0,
      activeMean: 0,
      activePeak: 0,
      littleMean: 0
    )
    facts.outcomes = [OutcomeFacts(outcome: .blocked, count: 720)]
    facts.conversations = ConversationCounts()
    facts.thresholds = [
      ThresholdFacts(
        expression: "blocked_calls < 1%",
        metric: .blockedCalls,
        statistic: "value",
        comparison: "<",
        measured: 1,
        bound: 0.01,
        interval: 0.9947...1,
        count: 720,
        verdict: .fail
      )
    ]
    return facts
  }

  private static func carriers(_ count: Int) -> RunFacts {
    var facts = RunFactsSample.overloaded
    let all = facts.carriers
    facts.carriers = (0..<count).map { index in
      var carrier = all[index % 3]
      carrier.name = "carrier-\(index + 1)"
      return carrier
    }
    facts.claim = nil
    facts.assumptions = []
    return facts
  }

  private static func named(_ name: String, other: String? = nil) -> RunFacts {
    var facts = RunFactsSample.overloaded
    facts.scenario.name = name
    facts.scenario.fileName = "Scenarios/\(name).yaml"
    for index in facts.carriers.indices { facts.carriers[index].name = other ?? name }
    for index in facts.wordErrors.indices {
      facts.wordErrors[index].accent += other ?? name
      if facts.wordErrors[index].noise == "car" { facts.wordErrors[index].noise = other ?? name }
    }
    facts.leads.file = "leads/\(name).csv"
    return facts
  }

  private static var slowTailFacts: RunFacts {
    var facts = RunFactsSample.overloaded
    var histogram = LatencyHistogram()
    for index in 0..<4_000 {
      histogram.record(.milliseconds(index % 50 == 0 ? 120_000 : 40 + index % 700))
    }
    facts.latencies[0].histogram = histogram
    for index in facts.responseWindows.indices where index % 3 == 0 {
      facts.responseWindows[index].p99 = .milliseconds(120_000)
    }
    facts.stages[3].nearP95 = .milliseconds(118_400)
    facts.scenario.duration = .seconds(5 * 3_600)
    facts.scenario.warmUp = .zero
    facts.claim?.samples = [25, 26, 27.5, 31, 44.25, 26]
    facts.claim?.unit = ""
    facts.claim?.expected = .confirmed
    RunFactsSample.measure(&facts)
    return facts
  }
}

extension EdgeCase {
  /// Every name of a claim's arms from outside, and nothing measured.
  private static var hostileStudyFacts: RunFacts {
    var facts = RunFactsSample.study
    guard var study = facts.claim?.comparison else { return facts }
    study.baseline = attack
    study.dimensions[0].label = attack
    study.dimensions[0].positions = nil
    study.dimensions[1].levels = [attack, attack]
    study.settingDimensions = [attack]
    for index in study.figures.indices {
      study.figures[index].name = attack
      study.figures[index].formula = attack
      study.figures[index].range = attack
      for cell in study.figures[index].cells.indices {
        study.figures[index].cells[cell].estimate = SeedEstimate(mean: nil, interval: nil, seeds: 0)
      }
    }
    for index in study.settings.indices { study.settings[index].levels = [attack] }
    for index in study.effects.indices {
      study.effects[index].name = attack
      study.effects[index].figure = attack
    }
    study.tradeoff?.dimension = attack
    facts.claim?.comparison = study
    facts.claim?.finding = .undecided
    facts.verdict = .inconclusive
    return facts
  }

  /// Markup, quotes, controls, pipes and escape sequences in every text.
  static let attack = "<script>alert('x')</script>&\"'|`*_\u{1B}[31m\u{0}\n--set ]]>"

  /// A call whose every word is from outside.
  private static var hostileExemplars: [ExemplarCall] {
    var exemplar = RunFactsSample.exemplars[0]
    exemplar.record.carrier = attack
    exemplar.record.caller = CallerLabel(profile: attack, accent: attack, noise: attack)
    exemplar.record.goal?.goal = attack
    let start = exemplar.record.started
    let end = start.advanced(by: .seconds(3))
    exemplar.chronicle.add(.said(SpokenWords(words: [attack], start: start, end: end)))
    exemplar.chronicle.add(.heard(HeardSentence(text: attack, start: start, end: end)))
    exemplar.chronicle.add(.noted(.handedOff(task: attack), at: end))
    return [exemplar]
  }

  private static var hostileFacts: RunFacts {
    var facts = RunFactsSample.overloaded
    facts.scenario.name = attack
    facts.scenario.description = attack
    facts.scenario.fileName = attack
    facts.scenario.fidelity = attack
    facts.scenario.start = attack
    facts.scenario.overrides = ["--set", attack]
    facts.build.compiler = attack
    facts.build.libraries = [(name: attack, version: attack)]
    for index in facts.thresholds.indices { facts.thresholds[index].expression = attack }
    for index in facts.wordErrors.indices {
      facts.wordErrors[index].accent = attack + facts.wordErrors[index].accent
      facts.wordErrors[index].noise = attack + facts.wordErrors[index].noise
    }
    for index in facts.carriers.indices { facts.carriers[index].name = attack }
    for index in facts.compliance.indices { facts.compliance[index].rule = attack }
    facts.audit?.retention.name = attack
    facts.audit?.retention.provenance.source = attack
    facts.leads.file = attack
    facts.leads.rejected = [(reason: attack, count: 14)]
    facts.leads.format = attack
    facts.leads.notes = ["Columns that are not read: \(attack)."]
    for index in facts.worstCalls.indices { facts.worstCalls[index].cause = attack }
    facts.exemplars = hostileExemplars
    facts.checks = [
      ValidityCheck(passed: true, text: attack), ValidityCheck(passed: false, text: attack),
    ]
    facts.assumptions = [
      Assumption(
        path: attack,
        value: attack,
        provenance: Provenance(grade: .default, source: attack, date: attack)
      )
    ]
    facts.claim?.id = attack
    facts.claim?.quote = attack
    facts.claim?.source = attack
    facts.claim?.metric = attack
    facts.claim?.unit = attack
    facts.claim?.sentence = attack
    facts.claim?.figures = [(name: attack, value: attack)]
    return facts
  }
}
