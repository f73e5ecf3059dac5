internal import Scenarios

/// What the first row of a file of measurements says: which fields are times, and of what.
struct LatencyHeader {
  /// A field that holds times.
  struct TimeField {
    let index: Int
    let name: String
    /// Nil where a field of the row says it.
    let stage: MeasuredStage?
    let unit: TimeUnit
  }

  let fieldCount: Int
  let times: [TimeField]
  /// The field that names each row's stage, in a file with one time a row.
  let stageField: Int?
  /// The field that names each row's service.
  let serviceField: Int?
  /// Columns that are not used.
  let unused: [String]
}

/// A column's name without its unit, in lower case.
struct ColumnName {
  let word: String
  let unit: TimeUnit?

  init(_ name: String) {
    var words: [String] = [""]
    for character in name.lowercased() {
      if character.isLetter || character.isNumber {
        words[words.count - 1].append(character)
      } else if words[words.count - 1] != "" {
        words.append("")
      }
    }
    if words.last == "" { words.removeLast() }
    let known = words.count > 1 ? words.last.flatMap(Self.unit) : nil
    unit = known
    word = words.dropLast(known == nil ? 0 : 1).joined(separator: "_")
  }

  private static func unit(_ word: String) -> TimeUnit? {
    switch word {
    case "ms", "millis", "milliseconds", "msec": .milliseconds
    case "s", "sec", "secs", "seconds": .seconds
    case "us", "micros", "microseconds", "usec": .microseconds
    case "ns", "nanos", "nanoseconds": .nanoseconds
    default: nil
    }
  }

  var stage: MeasuredStage? { MeasuredStage(word: word) }
  var isLatency: Bool {
    ["latency", "duration", "value", "elapsed", "delay", "time"].contains(word)
  }
  var isStage: Bool { ["stage", "step", "component", "metric"].contains(word) }
  var isService: Bool { ["service", "model", "provider", "vendor"].contains(word) }
}

extension LatencyHeader {
  /// Finds the columns; `line` is the header's line in the file.
  init(_ names: [String], of request: FitRequest, line: Int) throws(RunFailure) {
    let columns = names.map(ColumnName.init)
    let place = Place(request: request, line: line, names: names)
    if let missing = request.columns.first(where: { !names.contains($0.name) }) {
      throw place.missing(missing.name)
    }
    let stageField = request.columns.isEmpty ? columns.firstIndex(where: \.isStage) : nil
    let latency = columns.firstIndex(where: \.isLatency)
    let isLong =
      request.columns.isEmpty && latency != nil
      && (stageField != nil || request.stage != nil && !columns.contains { $0.stage != nil })
    var times: [TimeField] = []
    if isLong, let latency {
      let unit = try place.unit(of: columns[latency], at: latency)
      let stage = stageField == nil ? request.stage : nil
      times = [TimeField(index: latency, name: names[latency], stage: stage, unit: unit)]
    } else {
      times = try Self.wide(columns, place)
    }
    guard !times.isEmpty else { throw place.noColumn() }
    let service = isLong ? columns.firstIndex(where: \.isService) : nil
    let used = times.map(\.index) + [isLong ? stageField : nil, service].compactMap(\.self)
    fieldCount = names.count
    self.times = times
    self.stageField = isLong ? stageField : nil
    serviceField = service
    unused = names.indices.filter { !used.contains($0) }.map { names[$0] }
  }

  /// One column for each stage.
  private static func wide(
    _ columns: [ColumnName],
    _ place: Place
  ) throws(RunFailure) -> [TimeField] {
    var times: [TimeField] = []
    for (index, column) in columns.enumerated() {
      let name = place.names[index]
      let asked = place.request.columns.first { $0.name == name }
      guard asked != nil || place.request.columns.isEmpty else { continue }
      let stage = asked?.stage ?? column.stage ?? (asked == nil ? nil : place.request.stage)
      guard let stage else {
        if asked != nil { throw place.noStage(name, at: index) }
        continue
      }
      if let first = times.first(where: { $0.stage == stage }) {
        throw place.twice(stage, first.name, name, at: index)
      }
      let unit = try place.unit(of: column, at: index)
      times.append(TimeField(index: index, name: name, stage: stage, unit: unit))
    }
    return times
  }

  /// Where the header stands, for failures.
  fileprivate struct Place {
    let request: FitRequest
    let line: Int
    let names: [String]

    func unit(of column: ColumnName, at index: Int) throws(RunFailure) -> TimeUnit {
      if let unit = column.unit ?? request.unit { return unit }
      throw failure("FIT-004", index, "the unit of the column \(shown(names[index])) is not known")
    }

    func missing(_ name: String) -> RunFailure {
      failure(
        "FIT-008",
        nil,
        "there is no column \(shown(name))",
        remedy: Suggestion.remedy(for: name, in: names.map(shown), listing: "The columns are")
      )
    }

    func noStage(_ name: String, at index: Int) -> RunFailure {
      failure(
        "FIT-003",
        index,
        "what the column \(shown(name)) measures is not known",
        remedy: "Say it: --column \(name)=STAGE, with a STAGE of \(Self.stages)."
      )
    }

    func twice(
      _ stage: MeasuredStage,
      _ first: String,
      _ second: String,
      at index: Int
    ) -> RunFailure {
      failure(
        "FIT-010",
        index,
        "the columns \(shown(first)) and \(shown(second)) both measure \(stage.rawValue)"
      )
    }

    func noColumn() -> RunFailure {
      let areNumbers = names.contains { Double($0) != nil }
      let list = names.prefix(8).map(shown).joined(separator: ", ")
      return failure(
        "FIT-003",
        nil,
        areNumbers
          ? "the first row has values in it: a header is missing"
          : "no column names a stage that can be fitted: \(list)",
        remedy: areNumbers
          ? "Put the names of the columns in the first row, such as stt_ms,ttft_ms,tts_ms."
          : "Name columns such as stt_ms, or say --column NAME=STAGE; a STAGE is \(Self.stages)."
      )
    }

    private static let stages = MeasuredStage.allCases.map(\.rawValue).joined(separator: ", ")

    private func failure(
      _ code: String,
      _ index: Int?,
      _ message: String,
      remedy: String? = nil
    ) -> RunFailure {
      RunFailure(
        code: code,
        class: .badInput,
        file: request.path,
        line: line,
        column: index.map { $0 + 1 },
        message: message,
        remedy: remedy
      )
    }

    /// A name fit for a terminal.
    private func shown(_ name: String) -> String {
      let letters = name.unicodeScalars.prefix(60).map { scalar in
        scalar.value < 32 || (127..<160).contains(scalar.value) ? "?" : Character(scalar)
      }
      return "'\(String(letters))'"
    }
  }
}
