internal import RunReports
internal import SimCore
internal import VoicePipeline

extension TraceVerdict {
  /// Whether the runs are equal.
  package var isEqual: Bool { if case .equal = self { true } else { false } }

  /// What a user reads on the terminal.
  package var text: String {
    switch self {
    case .equal(let first, let second, let events, let records):
      let kernel = events.map { "\(FixedDecimal.grouped(Int($0))) kernel events and " } ?? ""
      return """
        equal: \(kernel)\(FixedDecimal.grouped(Int(records))) recorded events are the same
          A  \(first)
          B  \(second)

        """
    case .different(let difference):
      return difference.lines.joined(separator: "\n") + "\n"
    }
  }

  /// The same as one JSON object.
  package var json: String {
    switch self {
    case .equal(_, _, let events, let records):
      return JSONWriter.text(
        .object([
          .init("equal", .boolean(true)),
          .init("events", events.map { .integer($0) } ?? .null),
          .init("records", .integer(records)),
        ])
      )
    case .different(let difference):
      return JSONWriter.text(difference.json)
    }
  }
}

extension TraceDifference {
  /// Calls that are named one by one.
  private static let namedCalls = 12

  fileprivate var lines: [String] {
    let (first, second) = (runs.first, runs.second)
    var lines = [
      """
      different: the runs part \(instant.clockText) after their start, at \
      \(first.start.at(instant).text())
      """,
      "  A  \(first.name), seed \(first.seed)",
      "  B  \(second.name), seed \(second.seed)",
    ]
    if let equal {
      lines.append(
        """
          equal before it: \(FixedDecimal.grouped(Int(equal.events))) kernel events and \
        \(FixedDecimal.grouped(Int(equal.records))) recorded events
        """
      )
    }
    if !before.isEmpty {
      lines += ["", "the last that both share"] + before.map { line($0, "  ") }
    }
    lines += ["", "the first that differs", line(parting.first, "A "), line(parting.second, "B ")]
    if let recorded, recorded.first != parting.first || recorded.second != parting.second {
      lines += ["", "the first event of a call that differs"]
      lines += [line(recorded.first, "A "), line(recorded.second, "B ")]
    }
    if let callLine { lines += ["", callLine] }
    return lines
  }

  private var callLine: String? {
    guard let window, !calls.isEmpty else { return nil }
    let named = calls.prefix(Self.namedCalls).map(String.init).joined(separator: ", ")
    let more = calls.count - Self.namedCalls
    let rest = more > 0 ? " and \(FixedDecimal.grouped(more)) more" : ""
    return "calls that differ by \(window.upperBound.clockText): \(named)\(rest)"
  }

  private func line(_ entry: TraceEntry?, _ side: String) -> String {
    guard let entry else { return "  \(side) nothing: the run has ended" }
    let entity = entry.event.entity
    let call = entity == 0 ? "" : "call \(entity)  "
    return "  \(side) \(entry.event.time.clockText)  \(call)\(entry.sentence(TraceKind.words))"
  }

  fileprivate var json: JSONValue {
    .object([
      .init("equal", .boolean(false)),
      .init("instant_ns", .integer(instant.nanoseconds)),
      .init("civil", .string(runs.first.start.at(instant).text())),
      .init("first", both(parting)),
      .init("recorded", recorded.map(both) ?? .null),
      .init("before", .array(before.map(json))),
      .init("equal_events", equal.map { .integer($0.events) } ?? .null),
      .init("equal_records", equal.map { .integer($0.records) } ?? .null),
      .init("window_end_ns", window.map { .integer($0.upperBound.nanoseconds) } ?? .null),
      .init("calls", .array(calls.map { .integer($0) })),
    ])
  }

  private func both(_ parting: Parting) -> JSONValue {
    .object([
      .init("a", parting.first.map(json) ?? .null), .init("b", parting.second.map(json) ?? .null),
    ])
  }

  private func json(_ entry: TraceEntry) -> JSONValue {
    .object([
      .init("time_ns", .integer(entry.event.time.nanoseconds)),
      .init("call", entry.event.entity == 0 ? .null : .integer(entry.event.entity)),
      .init("words", .string(entry.sentence(TraceKind.words))),
      .init("a", .integer(entry.event.a)),
      .init("b", .integer(entry.event.b)),
      .init("kind", entry.isKernel ? .null : .integer(entry.event.kind)),
    ])
  }
}

extension SimInstant {
  /// Hours, minutes, seconds and nanoseconds since the start: 0:03:12.500000000.
  fileprivate var clockText: String {
    let seconds = nanoseconds / 1_000_000_000
    let pair = { (value: Int64) in value < 10 ? "0\(value)" : "\(value)" }
    let fraction = String(nanoseconds % 1_000_000_000)
    let zeros = String(repeating: "0", count: 9 - fraction.count)
    return "\(seconds / 3_600):\(pair(seconds / 60 % 60)):\(pair(seconds % 60)).\(zeros)\(fraction)"
  }
}
