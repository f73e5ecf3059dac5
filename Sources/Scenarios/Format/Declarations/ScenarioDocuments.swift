internal import VoicePipeline

/// The documents that are generated from the declarations.
package enum ScenarioDocuments {
  /// `docs/scenario.schema.json`.
  package static var schema: String {
    ScenarioFormat.root.schema.rooted(title: "simrun scenario").text
  }

  /// `docs/goal.schema.json`.
  package static var goalSchema: String { GoalFormat.root.schema.rooted(title: "simrun goal").text }

  /// `docs/goal-reference.md`.
  package static var goalReference: String {
    var page = ReferencePage()
    page.writeGoalHead()
    page.write(GoalFormat.root, level: 2)
    return page.text
  }

  /// `docs/scenario-reference.md`.
  package static var reference: String {
    var page = ReferencePage()
    page.writeHead()
    page.write(ScenarioFormat.root, level: 2)
    page.writeMetrics()
    page.writePresets()
    page.writeProblems()
    return page.text
  }
}

/// Writes the reference page from the declarations.
private struct ReferencePage {
  private(set) var text = ""

  mutating func writeHead() {
    text += """
      # Scenario reference

      Generated from the format's declarations: `SIMRUN_UPDATE_GOLDEN=1 swift test` writes it again.
      For an editor with YAML support, put this line at the head of a scenario:
      `# yaml-language-server: $schema=<path of the repository>/docs/scenario.schema.json`.

      A scenario is one YAML document of at most 4 MiB. Unknown keys, duplicate keys and tags are
      refused; anchors and aliases work; merge keys (`<<`) do not. `simrun validate` checks a file,
      `simrun explain` prints every parameter with its grade and source, and
      `--set path=value` changes one: `--set agent.endpointing=400ms`, `--set 'carriers[0].cps=10'`.

      ## Values

      | kind | written as |
      |---|---|
      | duration | `500ms`, `1.5s`, `5m`, `1h` (also `ns`, `us`, `d`) |
      | rate | `20000/h`, `300/m`, `5.5/s` |
      | share | `60%` or `0.6` |
      | instant | RFC 3339: `2026-03-02T14:00:00Z`, or with an offset |
      | threshold | `metric.statistic < bound`, with `<`, `<=`, `>`, `>=` or `==` |

      A distribution of durations is one of:


      """
    for example in DistributionNotation.examples { text += "- \(example)\n" }
    text += "\n"
  }

  mutating func writeGoalHead() {
    text += """
      # Goal reference

      Generated from the format's declarations: `SIMRUN_UPDATE_GOLDEN=1 swift test` writes it again.

      A goal file is the script of one matter between an agent and a caller. A scenario names it in
      `goals: [{share: 100%, goal: my-goal.yaml}]`, relative to its own file; `Scenarios/goals` has
      the library's goals as files to copy and change.

      - `{slot}` in a line stands for a value that the caller brings along. The agent says what it
        has understood, which may be wrong; the caller says, and checks, its own.
      - Both sides know a line of the agent's by how its sentences begin: each line has one sentence
        that begins, before any slot, as no other line does. End sentences with `.`, `?` or `!` and
        write no abbreviations with a full stop.
      - Callers' words are lower case without punctuation, numbers in letters, as a recognizer
        writes them.
      - A caller's matter is settled when every required step has been answered, the agent said no
        wrong value last, and the closing was heard.


      """
  }

  /// `prefix` leads from the section that the family's presets fill to this one.
  mutating func write(
    _ section: Section,
    level: Int,
    in family: PresetFamily? = nil,
    _ prefix: String = ""
  ) {
    text += String(repeating: "#", count: level) + " \(section.title)\n\n\(section.summary)\n\n"
    text += "| key | value | without it | meaning |\n|---|---|---|---|\n"
    let presets = section.presets ?? family
    for field in section.fields { text += row(field, prefix, presets) }
    text += "\n"
    for field in section.fields {
      guard let inner = field.shape.innerSection else { continue }
      let isOwn = section.presets == nil || inner.presets != nil
      let prefix = isOwn ? "" : field.key + "."
      write(inner, level: 3, in: prefix.isEmpty ? nil : section.presets, prefix)
    }
  }

  private func row(_ field: Field, _ prefix: String, _ family: PresetFamily?) -> String {
    let presets = family?.presets ?? []
    let count = presets.count { $0.values.contains { $0.path == prefix + field.key } }
    var fallback = field.fallback.form
    if count > 0 {
      fallback = count == presets.count ? "the preset's" : "the preset's, or else \(fallback)"
    }
    let cells = ["`\(field.key)`", field.shape.form, fallback, field.summary]
    return "| " + cells.map(\.cell).joined(separator: " | ") + " |\n"
  }

  mutating func writeMetrics() {
    text += "## Metrics for thresholds\n\n| metric | bound | statistics |\n|---|---|---|\n"
    for metric in MetricName.allCases {
      let statistics = metric.statistics.filter { $0 != .value }.map { "`\($0.rawValue)`" }
      let list = statistics.isEmpty ? "none: it is one figure" : statistics.joined(separator: ", ")
      text += "| `\(metric.rawValue)` | \(metric.kind.boundForm) | \(list) |\n"
    }
    text += "\n"
  }

  mutating func writePresets() {
    text += "## Presets\n\n`simrun presets NAME` prints a preset's values, each with grade and "
    text += "source.\n\n"
    for family in PresetCatalogue.families {
      text += "### \(family.title) (`\(family.path)`)\n\n| preset | what it is |\n|---|---|\n"
      for preset in family.presets { text += "| `\(preset.name)` | \(preset.summary.cell) |\n" }
      text += "\n"
    }
  }

  mutating func writeProblems() {
    text += "## Problems\n\n| code | cause | remedy |\n|---|---|---|\n"
    for code in ScenarioProblemCode.allCases {
      text += "| \(code.rawValue) | \(code.cause.cell) | \(code.remedy.cell) |\n"
    }
  }
}

extension Field.Shape {
  fileprivate var form: String {
    switch self {
    case .value(let notation):
      notation.limits.isEmpty ? notation.form : "\(notation.form); \(notation.limits)"
    case .section(let section) where section.takesPathAlone:
      "the path of a file, or a mapping, see below"
    case .section(let section):
      section.takesNameAlone ? "a preset's name, or a mapping, see below" : "a mapping, see below"
    case .list(let element, _): "a list: " + element.form
    case .either(let notation, _): "\(notation.form), or a mapping, see below"
    }
  }
}

extension Field.Fallback {
  fileprivate var form: String {
    switch self {
    case .required(let example): "required, such as `\(example)`"
    case .absent: "nothing"
    case .text(let text, let provenance):
      "`\(text)` (\(provenance.grade.letter)" + (provenance == .ownDefault ? "" : provenance.reason)
        + ")"
    }
  }
}

extension Provenance {
  fileprivate var reason: String {
    let head = "simrun default: "
    return ": " + (source.hasPrefix(head) ? String(source.dropFirst(head.count)) : cited)
  }
}

extension MetricName.Kind {
  fileprivate var boundForm: String {
    switch self {
    case .latency: "a duration"
    case .ratio: "a share"
    case .count: "a number"
    case .money: "US dollars"
    case .score: "a score of 1 to 4.5"
    }
  }
}

extension String {
  /// Safe in a cell of a Markdown table.
  fileprivate var cell: String {
    map { $0 == "|" ? "\\|" : String($0) }.joined()
  }
}
