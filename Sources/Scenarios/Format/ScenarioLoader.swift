internal import SimCore
internal import VoicePipeline

/// Reads scenario files.
package enum ScenarioLoader {
  /// The scenario that `bytes` describe, with the changes of the command line.
  ///
  /// `fileName` stands in messages; relative paths in the file start at the absolute `directory`.
  /// Each override is `path=value`. An error names every problem that was found.
  package static func load(
    bytes: [UInt8],
    fileName: String,
    directory: String,
    overrides: [String] = [],
    seed: UInt64? = nil,
    thresholds: [String] = []
  ) throws(ScenarioError) -> Scenario {
    var log = ProblemLog(fileName: fileName)
    guard var root = YAMLTreeBuilder.build(bytes, log: &log) else {
      try log.check()
      throw ScenarioError([.internalDefect("no tree and no problem", fileName)])
    }
    let stated = StatedProvenance(root)
    for override in overrides.compactMap({ Override($0, log: &log) }) {
      root = override.applied(to: root, stated: stated, log: &log)
    }
    root = root.adding(seed: seed, thresholds: thresholds)
    let presets = UserPresets(namedBy: &root, directory: directory, log: &log)
    var resolver = Resolver(log: log, stated: stated, presets: presets)
    guard let resolved = resolver.resolve(root) else {
      try resolver.log.check()
      throw ScenarioError([.internalDefect("no root and no problem", fileName)])
    }
    // An override may have taken away what the provenance list still names, and so has a problem.
    let isWhole = overrides.isEmpty && resolver.log.problems.isEmpty
    log = ConsistencyCheck.checked(resolved, log: resolver.log, isWhole: isWhole)
    try log.check()
    var scenario = try Scenario.made(
      of: resolved,
      fileName: fileName,
      directory: directory,
      log: &log
    )
    if let claim = scenario.claim, claim.figures != nil {
      var arms = ArmLoader(
        root: root,
        stated: stated,
        presets: presets,
        base: scenario,
        grid: ClaimGrid(claim)
      )
      scenario.arms = try arms.load(log: log)
    }
    return scenario
  }
}

/// Resolves the arms of a claim: the scenario's own tree with what each arm sets.
private struct ArmLoader {
  let root: YAMLNode
  let stated: StatedProvenance
  let presets: UserPresets
  let base: Scenario
  let grid: ClaimGrid

  /// Every arm in the order of the grid; the baseline alone keeps its list of assumptions.
  mutating func load(log: ProblemLog) throws(ScenarioError) -> [Scenario] {
    var log = log
    var arms: [Scenario] = []
    for index in 0..<grid.count {
      // One wrong value is in many arms, and told once.
      var own = ProblemLog(fileName: log.fileName)
      guard let resolved = resolved(index, log: &own), own.problems.isEmpty else {
        log.add(own)
        if log.problems.count >= Self.problemsMax { break }
        continue
      }
      var arm = try Scenario.made(
        of: resolved,
        fileName: base.fileName,
        directory: base.directory,
        log: &log
      )
      arm.claim = nil
      arm.resolvedText = ""
      if index != grid.baseline { arm.assumptions = [] }
      arms.append(arm)
    }
    try log.check()
    return arms
  }

  private static let problemsMax = 20

  private func resolved(_ index: Int, log: inout ProblemLog) -> ResolvedNode? {
    var tree = root.without("claim")
    for setting in grid.settings(of: index) {
      guard let override = Override(setting, log: &log) else { continue }
      tree = override.applied(to: tree, stated: stated, log: &log)
    }
    var resolver = Resolver(log: log, stated: stated, presets: presets)
    let resolved = resolver.resolve(tree)
    log = resolver.log
    guard let resolved else { return nil }
    log = ConsistencyCheck.checked(resolved, log: log, isWhole: false)
    return resolved
  }
}

extension ScenarioProblem {
  static func internalDefect(_ message: String, _ file: String) -> ScenarioProblem {
    ScenarioProblem(
      code: .declarations,
      file: file,
      path: "",
      message: message,
      remedy: ScenarioProblemCode.declarations.remedy
    )
  }
}

extension YAMLNode {
  /// The mapping without a key.
  fileprivate func without(_ key: String) -> YAMLNode {
    guard let entries else { return self }
    return YAMLNode(content: .mapping(entries.filter { $0.key != key }), mark: mark)
  }

  /// The tree with `--seed` and `--threshold` put in.
  fileprivate func adding(seed: UInt64?, thresholds: [String]) -> YAMLNode {
    guard var entries else { return self }
    let place = YAMLMark(line: 1, column: 1, source: .threshold)
    if let seed {
      let value = YAMLNode(content: .scalar("\(seed)", isPlain: true), mark: place)
      entries.removeAll { $0.key == "seed" }
      entries.append(YAMLEntry(key: "seed", keyMark: place, value: value))
    }
    if !thresholds.isEmpty {
      let added = thresholds.map {
        YAMLNode(content: .scalar($0, isPlain: true), mark: place)
      }
      let index = entries.firstIndex { $0.key == "thresholds" }
      let before = index.map { entries[$0].value }
      // What is no list is left for the resolver to report.
      if let before, before.elements == nil { return self }
      let content = Content.sequence((before?.elements ?? []) + added)
      let value = YAMLNode(content: content, mark: before?.mark ?? place)
      if let index {
        entries[index].value = value
      } else {
        entries.append(YAMLEntry(key: "thresholds", keyMark: place, value: value))
      }
    }
    return YAMLNode(content: .mapping(entries), mark: mark)
  }
}

extension Scenario {
  fileprivate static func made(
    of root: ResolvedNode,
    fileName: String,
    directory: String,
    log: inout ProblemLog
  ) throws(ScenarioError) -> Scenario {
    let goals = self.goals(of: root, directory: directory, log: &log)
    try log.check()
    var scenario: Scenario
    do {
      scenario = try Scenario(root, fileName: fileName, directory: directory, goals: goals)
    } catch {
      throw ScenarioError([.internalDefect("\(error)", fileName)])
    }
    scenario.additions = try scenario.readAdditions(of: root, log: &log)
    return scenario
  }

  /// The numbers of the files that operations name.
  private func readAdditions(
    of root: ResolvedNode,
    log: inout ProblemLog
  ) throws(ScenarioError) -> DoNotCallAdditions {
    var numbers: [DoNotCallAdditions.Number] = []
    for (operation, node) in zip(operations, root["operations"]?.elements ?? []) {
      guard let file = operation.file, let place = node["file"] else { continue }
      do throws(ScenarioError) {
        numbers += try AdditionReader.numbers(file, start: start, offset: operation.at)
      } catch {
        for problem in error.problems { log.add(problem, namedAt: place.mark, path: place.path) }
      }
    }
    try log.check()
    return DoNotCallAdditions(numbers)
  }

  /// The goals that a resolved root names, with the problems of their files.
  private static func goals(
    of root: ResolvedNode,
    directory: String,
    log: inout ProblemLog
  ) -> [GoalShare] {
    (root["goals"]?.elements ?? []).compactMap { element in
      guard let share = element["share"]?.value(as: Double.self), let goal = element["goal"],
        let reference = goal.value(as: String.self)
      else { return nil }
      do throws(ScenarioError) {
        return GoalShare(share: share, goal: try GoalLoader.goal(reference, directory: directory))
      } catch {
        for problem in error.problems {
          log.add(problem, namedAt: goal.mark, path: goal.path)
        }
        return nil
      }
    }
  }

  /// The Swift side of a resolved root.
  fileprivate init(
    _ root: ResolvedNode,
    fileName: String,
    directory: String,
    goals: [GoalShare]
  ) throws {
    let values = try Values(from: ResolvedDecoder(node: root, directory: directory))
    self.init(
      name: values.name,
      description: values.description ?? "",
      fileName: fileName,
      directory: directory,
      start: values.start,
      duration: values.duration,
      warmUp: values.warmUp,
      seed: values.seed,
      replications: values.replications,
      fidelity: values.fidelity,
      audio: values.audio,
      inbound: values.load.inbound,
      campaigns: values.load.campaigns ?? [values.load.campaign].compactMap(\.self),
      answers: values.answers,
      carriers: values.carriers,
      attestation: values.attestation,
      routing: values.routing,
      platform: values.platform,
      costs: values.costs,
      agent: values.agent,
      callers: values.callers,
      goals: goals,
      compliance: values.compliance,
      audit: values.audit,
      records: values.records,
      outcomes: values.outcomes,
      events: values.events,
      faults: values.faults ?? [],
      operations: values.operations ?? [],
      additions: .none,
      bindings: values.bindings,
      thresholds: values.thresholds,
      claim: values.claim,
      arms: [],
      assumptions: root.entries.leaves.map(\.assumption),
      resolvedText: ResolvedText.text(of: root)
    )
  }

  /// The root of the file as it is written.
  private struct Values: Decodable {
    struct Load: Decodable {
      var campaign: CampaignSpec?
      var campaigns: [CampaignSpec]?
      var inbound: InboundSpec?
    }

    var name: String
    var description: String?
    var start: UnixInstant
    var duration: Duration
    var warmUp: Duration
    var seed: UInt64
    var replications: Int
    var fidelity: Fidelity
    var audio: AudioSpec
    var load: Load
    var answers: AnswerSpec
    var carriers: [CarrierSpec]
    var attestation: AttestationSpec
    var routing: RoutingSpec
    var platform: PlatformSpec
    var costs: CostSpec
    var agent: AgentSpec
    var callers: [CallerSpec]
    var compliance: ComplianceSpec
    var audit: AuditSpec
    var records: RecordSpec
    var outcomes: OutcomeSpec?
    var events: EventsSpec?
    var faults: [FaultSpec]?
    var operations: [OperationSpec]?
    var bindings: BindingsSpec
    var thresholds: [Threshold]
    var claim: ClaimSpec?
  }
}

extension ResolvedNode {
  fileprivate var assumption: Assumption {
    let text = if case .value(let read) = content { read.display } else { "" }
    return Assumption(path: path, value: text, provenance: provenance)
  }
}
