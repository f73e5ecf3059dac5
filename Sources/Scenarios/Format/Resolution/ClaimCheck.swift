internal import VoicePipeline

/// The rules between the parts of a claim, checked when each part is in order by itself.
struct ClaimCheck {
  private let claim: ResolvedNode
  private let replications: Int
  private(set) var log: ProblemLog

  /// The log with the broken rules added.
  static func checked(_ root: ResolvedNode, log: ProblemLog) -> ProblemLog {
    // What could not be read would look as if it were missing.
    let isRead = !log.problems.contains { $0.path.hasPrefix("claim") }
    guard isRead, let claim = root["claim"] else { return log }
    let replications = root["replications"]?.value(as: Int.self) ?? 1
    var check = ClaimCheck(claim: claim, replications: replications, log: log)
    check.form()
    check.range()
    check.names()
    check.paths()
    check.size()
    check.formulas()
    check.references()
    return check.log
  }

  private static let comparing = ["arms", "vary", "baseline", "tradeoff", "replications_max"]

  /// One figure with its range, or figures of arms.
  private mutating func form() {
    let (metric, range, figures) = (claim["metric"], claim["range"], claim["figures"])
    if figures != nil, let single = metric ?? range {
      contradiction(
        single,
        "a claim has one metric with its range, or figures; this one has both",
        "Remove metric and range, or figures."
      )
    }
    guard figures == nil else { return }
    if let part = Self.comparing.compactMap({ claim[$0] }).first {
      missing("figures", at: part, "Add it, for example `figures: [{name: response, ...}]`.")
    } else if metric == nil {
      missing("metric", at: claim, "Add it, for example `metric: active_calls.max`, or figures.")
    } else if range == nil {
      missing("range", at: claim, "Add it, for example `range: [25, 30]`.")
    }
  }

  private mutating func range() {
    guard let range = claim["range"], let figure = claim["metric"]?.value(as: MetricFigure.self),
      let published = range.value(as: FigureRange.self), published.kind != figure.metric.kind
    else { return }
    contradiction(
      range,
      "the range is not in the unit of \(figure.text)",
      "Write \(figure.metric.kind.example)."
    )
  }

  /// Names that tell things apart.
  private mutating func names() {
    let factors = claim["vary"]?.elements ?? []
    distinct((claim["arms"]?.elements ?? []).compactMap { $0["name"] }, "an arm", "named")
    distinct((claim["figures"]?.elements ?? []).compactMap { $0["name"] }, "a figure", "named")
    distinct(factors.compactMap { $0["label"] ?? $0["path"] }, "a factor", "called")
    for factor in factors {
      distinct(factor["values"]?.elements ?? [], "a level", "written")
    }
    let label = factors.lazy.compactMap { $0["label"] }
      .first { $0.text == ClaimGrid.armLabel && claim["arms"] != nil }
    if let label {
      contradiction(label, "the named arms are called '\(label.text)'", "Choose another label.")
    }
  }

  private mutating func distinct(_ nodes: [ResolvedNode], _ noun: String, _ verb: String) {
    for (index, node) in nodes.enumerated()
    where nodes[..<index].contains(where: { $0.text == node.text }) {
      contradiction(node, "\(noun) before it is \(verb) '\(node.text)'", "Keep one of the two.")
    }
  }

  /// No two directions of the grid may set the same value, or a part of it.
  private mutating func paths() {
    var taken: [String] = []
    for arm in claim["arms"]?.elements ?? [] {
      taken += arm["set"]?.value(as: ClaimSettings.self)?.settings.map(\.path.text) ?? []
    }
    for factor in claim["vary"]?.elements ?? [] {
      guard let node = factor["path"] else { continue }
      if let other = taken.first(where: { Self.overlap($0, node.text) }) {
        contradiction(
          node,
          other == node.text
            ? "'\(other)' is set twice" : "'\(other)' and '\(node.text)' set the same value",
          "Set it in the arms, or vary it."
        )
      }
      taken.append(node.text)
    }
  }

  private static func overlap(_ left: String, _ right: String) -> Bool {
    let (short, long) = left.count <= right.count ? (left, right) : (right, left)
    guard long.hasPrefix(short) else { return false }
    let next = long.dropFirst(short.count).first
    return next == nil || next == "." || next == "["
  }

  private mutating func size() {
    let arms = claim["arms"]?.elements.count ?? 1
    let levels = (claim["vary"]?.elements ?? []).map { $0["values"]?.elements.count ?? 1 }
    let count = ClaimGrid.count(of: [arms] + levels)
    guard count.map({ $0 > ClaimGrid.countMax }) ?? true else { return }
    log.add(
      .outOfRange,
      at: (claim["vary"] ?? claim).mark,
      path: (claim["vary"] ?? claim).path,
      "arms and levels make \(count.map(String.init) ?? "more than any number of") arms",
      remedy: "Take levels away: a claim has at most \(ClaimGrid.countMax) arms."
    )
  }
}

// MARK: - Figures

extension ClaimCheck {
  private mutating func formulas() {
    guard let figures = claim["figures"] else { return }
    for figure in figures.elements {
      guard let formula = figure["value"]?.value(as: ClaimFormula.self) else { continue }
      for mention in formula.mentions { arm(mention, path: "\(figure.path).value") }
      guard let node = figure["range"], let range = node.value(as: PublishedRange.self) else {
        continue
      }
      let (isTime, isRangeTime) = (formula.kind == .latency, range.kind == .latency)
      guard isTime != isRangeTime else { continue }
      contradiction(
        node,
        "the range is \(isRangeTime ? "a time" : "no time"), and the figure is "
          + (isTime ? "one" : "none"),
        isTime ? "Write \(formula.kind.example) or < 500ms." : "Write [40%, 60%] or < 5%."
      )
    }
    guard !figures.elements.contains(where: { $0["range"] != nil }) else { return }
    missing(
      "range",
      at: figures.elements.first ?? figures,
      "Add it to a figure, for example `range: [40%, 60%]`: a claim is held against a range."
    )
  }

  private mutating func arm(_ mention: ArmMention, path: String) {
    let names = (claim["arms"]?.elements ?? []).compactMap { $0["name"]?.text }
    let isCompared =
      !names.isEmpty
      || (claim["vary"]?.elements ?? []).contains {
        $0["role"]?.text == ClaimFactor.Role.treatment.rawValue
      }
    if FormulaReader.corners.contains(mention.name) {
      guard !isCompared else { return }
      log.add(
        .contradiction,
        at: mention.mark,
        path: path,
        "'\(mention.name)' needs something that is compared",
        remedy: "Add arms, or `role: treatment` to a factor."
      )
      return
    }
    guard !names.contains(mention.name) else { return }
    let all = names + (isCompared ? FormulaReader.corners : [])
    log.add(
      .unknownChoice,
      at: mention.mark,
      path: path,
      "there is no arm '\(mention.name)'",
      remedy: all.isEmpty
        ? "Add arms, or leave the name out."
        : Suggestion.remedy(for: mention.name, in: all, listing: "The arms are")
    )
  }

  /// Names elsewhere in the claim.
  private mutating func references() {
    let arms = (claim["arms"]?.elements ?? []).compactMap { $0["name"]?.text }
    if let baseline = claim["baseline"] { known(baseline, in: arms, "arm") }
    let figures = (claim["figures"]?.elements ?? []).compactMap { $0["name"]?.text }
    for name in claim["tradeoff"]?.elements ?? [] { known(name, in: figures, "figure") }
    distinct(claim["tradeoff"]?.elements ?? [], "a figure", "named")
    if let limit = claim["replications_max"], let most = limit.value(as: Int.self),
      most < replications
    {
      contradiction(
        limit,
        "\(most) is less than the \(replications) replications that are asked for",
        "Make it at least \(replications)."
      )
    }
  }

  private mutating func known(_ node: ResolvedNode, in names: [String], _ noun: String) {
    guard !names.contains(node.text) else { return }
    log.add(
      .unknownChoice,
      at: node.mark,
      path: node.path,
      "there is no \(noun) '\(node.text)'",
      remedy: Suggestion.remedy(for: node.text, in: names, listing: "There are")
    )
  }

  private mutating func contradiction(_ node: ResolvedNode, _ message: String, _ remedy: String) {
    log.add(.contradiction, at: node.mark, path: node.path, message, remedy: remedy)
  }

  private mutating func missing(_ key: String, at node: ResolvedNode, _ remedy: String) {
    let path = node.path.hasPrefix("claim.figures[") ? node.path : "claim"
    log.add(
      .missingKey,
      at: node.mark,
      path: "\(path).\(key)",
      "the key '\(key)' is missing",
      remedy: remedy
    )
  }
}

extension ResolvedNode {
  /// How a leaf is written.
  fileprivate var text: String {
    if case .value(let read) = content { read.display } else { "" }
  }
}
