internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// What the replications and arms of a claim gave.
struct ClaimEvidence {
  /// Nil without a claim.
  var facts: ClaimFacts?
  /// The measured figures, for the digest of the run.
  var bits: [UInt64] = []
}

extension Scenario {
  /// What a report shows in full: the scenario, or the baseline of a claim that compares.
  var body: Scenario {
    guard let claim, !arms.isEmpty else { return self }
    var body = arms[ClaimGrid(claim).baseline]
    body.claim = claim
    body.arms = arms
    body.resolvedText = resolvedText
    return body
  }
}

extension ScenarioRun {
  /// Runs what the claim asks for beside the first run, which shows the scenario's body.
  func evidence(
    first: WorldResult,
    leads: LoadedLeads,
    pacer: CellPacer?,
    progress: (RunProgress) -> Void
  ) throws(RunFailure) -> ClaimEvidence {
    guard let claim = scenario.claim else { return ClaimEvidence() }
    if !scenario.arms.isEmpty {
      return try compared(claim, first: first, leads: leads, pacer: pacer, progress: progress)
    }
    let samples = try samples(claim, first: first, leads: leads, pacer: pacer, progress: progress)
    let judge = ClaimJudge(scenario: scenario, claim: claim, samples: samples)
    return ClaimEvidence(facts: judge?.facts(), bits: samples.map(\.value.bitPattern))
  }

  /// The claimed figure of every replication, the first included.
  private func samples(
    _ claim: ClaimSpec,
    first: WorldResult,
    leads: LoadedLeads,
    pacer: CellPacer?,
    progress: (RunProgress) -> Void
  ) throws(RunFailure) -> [ClaimSample] {
    var samples = [ClaimSample(claim, result: first)].compactMap { $0 }
    for replication in 1..<max(scenario.replications, 1) {
      let result = try world(
        of: scenario,
        seed: scenario.seed &+ UInt64(replication),
        place: RunPlace(before: scenario.duration * replication, total: simulatedTotal),
        leads: leads,
        pacer: pacer,
        progress: progress
      )
      if let sample = ClaimSample(claim, result: result) { samples.append(sample) }
    }
    return samples
  }

  /// Every arm with every seed, until each setting is decided or the seeds are used up.
  private func compared(
    _ claim: ClaimSpec,
    first: WorldResult,
    leads: LoadedLeads,
    pacer: CellPacer?,
    progress: (RunProgress) -> Void
  ) throws(RunFailure) -> ClaimEvidence {
    var study = ClaimStudy(claim)
    var files = ArmLeads(first: scenario.body, leads: leads)
    let most = claim.seedsMax(replications: scenario.replications)
    let perSeed = scenario.arms.reduce(Duration.zero) { $0 + $1.duration }
    var target = scenario.replications
    while true {
      while study.seeds < target {
        let seed = study.seeds
        var before = perSeed * seed
        var readings: [[QuantityReading]] = []
        for (index, arm) in scenario.arms.enumerated() {
          let isFirst = seed == 0 && index == study.grid.baseline
          let armLeads = try files.leads(of: arm, strict: request.strictLeads)
          let result =
            isFirst
            ? first
            : try world(
              of: arm,
              seed: scenario.seed &+ UInt64(seed),
              place: RunPlace(
                before: before,
                total: perSeed * target,
                part: "arm \(index + 1) of \(scenario.arms.count), seed \(seed + 1) of \(target)"
              ),
              leads: armLeads,
              pacer: pacer,
              progress: progress
            )
          before += arm.duration
          readings.append(study.asked.map { QuantityReading(result.reading($0)) })
        }
        study.add(readings)
      }
      guard ClaimRuling(study.tables(), study: study).isOpen,
        let next = PrecisionRule.nextLook(after: target, maximum: most)
      else { break }
      target = next
    }
    return ClaimEvidence(facts: study.facts(seedsMax: most), bits: study.bits)
  }

  /// Refuses a live run of a claim that compares: its arms would not meet the same world.
  func checkLive() throws(RunFailure) {
    guard request.live != nil, !scenario.arms.isEmpty else { return }
    throw RunFailure(
      code: "LIV-009",
      class: .usage,
      file: scenario.fileName,
      message: "a live run is lived once, and the scenario's claim compares "
        + "\(scenario.arms.count) arms",
      remedy: "leave --live out, or the claim"
    )
  }
}

extension ClaimSpec {
  /// Seeds at most while something is undecided.
  func seedsMax(replications: Int) -> Int { replicationsMax ?? 4 * replications }
}

extension QuantityReading {
  fileprivate init(_ reading: MetricReading) {
    self.init(value: reading.value, count: reading.count)
  }
}

extension ClaimStudy {
  fileprivate var bits: [UInt64] {
    readings.flatMap { arms in
      arms.flatMap { quantities in
        quantities.flatMap { [$0.value?.bitPattern ?? .max, UInt64($0.count)] }
      }
    }
  }
}

extension Scenario {
  /// Every file that it is run over; a trace of timestamps counts from its start.
  fileprivate var inputPaths: [String] {
    campaigns.map(\.leadsPath)
      + (inbound?.traceFile.map { [$0.absolute, start.text()] } ?? [])
  }
}

/// The lead files of the arms, each read once.
private struct ArmLeads {
  private var files: [(paths: [String], leads: LoadedLeads)]

  init(first arm: Scenario, leads: LoadedLeads) {
    files = [(arm.inputPaths, leads)]
  }

  mutating func leads(of arm: Scenario, strict: Bool) throws(RunFailure) -> LoadedLeads {
    let paths = arm.inputPaths
    if let known = files.first(where: { $0.paths == paths }) { return known.leads }
    let leads = try LoadedLeads.read(arm, strict: strict)
    files.append((paths, leads))
    return leads
  }
}
