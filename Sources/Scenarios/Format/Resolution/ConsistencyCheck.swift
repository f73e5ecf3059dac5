internal import SimCore
internal import VoicePipeline

/// The rules that hold between values, checked on a resolved root whose values are each in order.
struct ConsistencyCheck {
  let root: ResolvedNode
  var log: ProblemLog

  /// The log with the broken rules added; values that could not be read break none.
  static func checked(_ root: ResolvedNode, log: ProblemLog, isWhole: Bool) -> ProblemLog {
    var check = ConsistencyCheck(root: root, log: log)
    check.answerShares()
    check.callerShares()
    check.goalShares()
    check.campaigns()
    check.operations()
    check.inbound()
    check.carriers()
    check.faults()
    check.platform()
    check.zones()
    check.sites()
    check.warmUp()
    check.machines()
    check.resilience()
    check.alarms()
    check.measuredCallers()
    check.log = ClaimCheck.checked(root, log: check.log)
    if isWhole { check.statedPaths() }
    return check.log
  }

  private mutating func answerShares() {
    let keys = ["human", "voicemail", "no_answer", "busy", "unobtainable", "declined"]
    // Without a preset the shares that it would give are not known.
    guard let answers = root["answers"], answers["preset"] != nil else { return }
    requireWhole(keys.map { answers[$0] }, of: answers, noun: "the six answer shares")
  }

  private mutating func callerShares() {
    guard let callers = root["callers"] else { return }
    let shares = callers.elements.map { $0["share"] }
    requireWhole(shares, of: callers, noun: "the callers' shares")
  }

  private mutating func goalShares() {
    guard let goals = root["goals"], !goals.elements.isEmpty else { return }
    requireWhole(goals.elements.map { $0["share"] }, of: goals, noun: "the goals' shares")
  }

  mutating func requireWhole(
    _ nodes: [ResolvedNode?],
    of node: ResolvedNode,
    noun: String
  ) {
    let shares = nodes.compactMap(\.self)
    guard shares.count == nodes.count else { return }
    let sum = shares.compactMap { $0.value(as: Double.self) }.reduce(0, +)
    guard abs(sum - 1) > 1e-9 else { return }
    // The author wrote at least one of them: presets and defaults make a whole.
    let written = shares.first { $0.origin == .override } ?? shares.first { $0.origin == .file }
    let percent = FixedDecimal.text(sum * 100, decimals: 4).trimmingZeros
    let missing = FixedDecimal.text(abs(1 - sum) * 100, decimals: 4).trimmingZeros
    log.add(
      .shares,
      at: (written ?? node).mark,
      path: node.path,
      "\(noun) make \(percent)%, not 100%",
      remedy: sum < 1 ? "Add \(missing)% to one of them." : "Take \(missing)% off one of them."
    )
  }

  /// No two things of a kind have the same name.
  mutating func requireNames(_ names: [ResolvedNode], of kind: String) {
    var known: [String] = []
    for name in names {
      guard let text = name.value(as: String.self) else { continue }
      if known.contains(text) {
        log.add(
          .contradiction,
          at: name.mark,
          path: name.path,
          "a \(kind) before it is named '\(text)'",
          remedy: "Give each \(kind) a name of its own."
        )
      }
      known.append(text)
    }
  }

  private mutating func warmUp() {
    guard let duration = root["duration"]?.value(as: Duration.self), let node = root["warm_up"],
      let warmUp = node.value(as: Duration.self), warmUp >= duration
    else { return }
    let whole = DurationNotation.text(duration)
    log.add(
      .contradiction,
      at: node.mark,
      path: node.path,
      "the warm-up leaves nothing of the duration of \(whole)",
      remedy: "Make it shorter than \(whole), or the duration longer."
    )
  }

  /// Averages of a call have no windows that could be bad.
  private mutating func alarms() {
    guard let node = root["agent"]?["quality_alarm"], node["below"] != nil,
      root["fidelity"]?.value(as: Fidelity.self)?.tier == .flow
    else { return }
    log.add(
      .contradiction,
      at: node.mark,
      path: node.path,
      "the flow tier has no packets whose quality an agent could watch",
      remedy: "Write `fidelity: packet`."
    )
  }

  private mutating func machines() {
    for key in ["llm", "llm_light"] {
      guard let server = root["agent"]?[key]?["server"], let node = server["memory"],
        let memory = node.value(as: Double.self),
        let billions = server["parameters"]?.value(as: Double.self),
        let word = server["precision"]?.value(as: String.self),
        let precision = WeightPrecision(rawValue: word)
      else { continue }
      let weights = billions * Double(precision.bits) / 8
      guard weights >= memory else { continue }
      log.add(
        .contradiction,
        at: node.mark,
        path: node.path,
        "the weights of \(NumberNotation.text(weights)) GB leave no memory for requests",
        remedy: "Give the machine more memory, or the weights fewer bits."
      )
    }
  }

  private mutating func statedPaths() {
    let known = root.entries.leaves.map(\.path)
    for element in root["provenance"]?.elements ?? [] {
      for path in element["paths"]?.elements ?? [] {
        guard let text = path.value(as: String.self), !known.contains(text) else { continue }
        log.add(
          .provenance,
          at: path.mark,
          path: path.path,
          "the scenario has no value '\(text)'",
          remedy: Suggestion.nearest(to: text, in: known).map { "Did you mean '\($0)'?" }
        )
      }
    }
  }
}

extension String {
  /// The decimal without zeros at its end.
  fileprivate var trimmingZeros: String {
    var text = self
    while text.contains("."), text.last == "0" || text.last == "." { text.removeLast() }
    return text
  }
}
