package import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// A file of measurements as what was fitted, and as a file of presets.
package struct FitResult: Sendable {
  package let facts: FitFacts
  /// The file of presets; nil when nothing that was measured can be in one.
  package let presets: String?
}

/// Turns a user's measurements into presets.
package enum FitExperiment {
  /// The share of values in a column that may be unusable.
  package static let rejectedShareMax = 0.05

  /// Reads, fits and judges a file.
  package static func fit(_ request: FitRequest) throws(RunFailure) -> FitResult {
    let file = try LatencyFile.read(request)
    try check(file, request)
    var columns: [FittedColumn] = []
    for series in file.series {
      let column = try fitted(series, request)
      if let twin = columns.first(where: { $0.preset == column.preset && $0.path == column.path }),
        let name = column.preset
      {
        throw RunFailure(
          code: "FIT-012",
          class: .badInput,
          file: request.path,
          message: "'\(twin.name)' and '\(column.name)' would both be the preset '\(name)'",
          remedy: "Give the services names that differ in a letter or a digit."
        )
      }
      columns.append(column)
    }
    let facts = FitFacts(
      file: Files.name(of: request.path),
      digest: file.digest,
      rows: file.rows,
      date: request.date,
      columns: columns,
      unused: file.unused,
      rejects: file.rejects,
      build: request.build
    )
    return FitResult(facts: facts, presets: FittedPresets(facts, file.series).text)
  }

  private static func check(_ file: LatencyFile, _ request: FitRequest) throws(RunFailure) {
    let failure = { (code: String, message: String) in
      RunFailure(code: code, class: .badInput, file: request.path, message: message)
    }
    if file.rows == 0 { throw failure("FIT-011", "the file has a header, but no rows") }
    let inColumns = file.series.reduce(0) { $0 + $1.rejected }
    let wholeRows = file.rejects.count - inColumns
    if Double(wholeRows) > rejectedShareMax * Double(file.rows) {
      throw tooMany(wholeRows, of: file.rows, "rows", file, request)
    }
    for series in file.series {
      let all = series.values.count + series.timeouts + series.rejected
      if Double(series.rejected) > rejectedShareMax * Double(all) {
        throw tooMany(series.rejected, of: all, "values of \(series.name)", file, request)
      }
      if series.values.count < FitChoice.samplesMin {
        let count = Figures.counted(series.values.count, "usable value")
        throw failure("FIT-006", "\(series.name) has \(count); a fit needs \(FitChoice.samplesMin)")
      }
    }
    if file.series.isEmpty {
      throw failure("FIT-003", "no row names a stage that can be fitted")
    }
  }

  /// With the first of them by place.
  private static func tooMany(
    _ count: Int,
    of all: Int,
    _ noun: String,
    _ file: LatencyFile,
    _ request: FitRequest
  ) -> RunFailure {
    let limit = Figures.percent(rejectedShareMax)
    var failure = RunFailure(
      code: "FIT-005",
      class: .badInput,
      file: request.path,
      message: "\(count) of \(all) \(noun) cannot be used, more than \(limit) %"
    )
    let places = file.rejects.entries.prefix(10).map { entry in
      RunFailure(
        code: "FIT-005",
        class: .badInput,
        file: request.path,
        line: entry.line,
        column: entry.column,
        message: entry.reason
      )
    }
    failure.line = places.first?.line
    failure.column = places.first?.column
    failure.message += places.first.map { ": \($0.message)" } ?? ""
    failure.further = Array(places.dropFirst())
    return failure
  }

  private static func fitted(
    _ series: LatencyFile.Series,
    _ request: FitRequest
  ) throws(RunFailure) -> FittedColumn {
    let sample = Sample(series.values)
    guard let choice = FitChoice(sample) else {
      let value = Duration.nanoseconds(Int64(sample.least)).shortText
      throw RunFailure(
        code: "FIT-007",
        class: .badInput,
        file: request.path,
        message: "all \(sample.count) values of \(series.name) are \(value)",
        remedy: "Write \(series.stage.path): \(value.split(separator: " ").joined()) instead."
      )
    }
    let timeouts = request.timeout.map {
      FittedColumn.Timeouts(limit: $0, count: series.timeouts, key: series.stage.hangKey)
    }
    return FittedColumn(
      name: series.name,
      path: series.stage.path,
      preset: try presetName(series, request),
      sample: sample,
      choice: choice,
      checks: SampleChecks(inOrder: series.values, sample),
      empty: series.empty,
      timeouts: timeouts
    )
  }

  private static func presetName(
    _ series: LatencyFile.Series,
    _ request: FitRequest
  ) throws(RunFailure) -> String? {
    guard let family = series.stage.family else { return nil }
    var stem = Files.name(of: request.path)
    if stem.lowercased().hasSuffix(".csv") { stem.removeLast(4) }
    let words = series.service.map { [request.name, $0].compactMap(\.self) }
    let text = words?.joined(separator: "-") ?? request.name ?? stem
    let name = PresetWord.name(from: text) ?? "measured"
    guard family.preset(named: name) == nil else {
      throw RunFailure(
        code: "FIT-012",
        class: .badInput,
        file: request.path,
        message: "simrun has a \(family.noun) '\(name)' of its own",
        remedy: "Give the presets another name with --name."
      )
    }
    return name
  }
}
