internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// The measurements of a file, one series for each stage and service.
struct LatencyFile {
  /// The times of one stage in the order of the file.
  struct Series {
    let name: String
    let stage: MeasuredStage
    let service: String?
    /// Nanoseconds.
    var values: [Double] = []
    var empty = 0
    var timeouts = 0
    var rejected = 0
  }

  fileprivate(set) var series: [Series] = []
  fileprivate(set) var rows = 0
  fileprivate(set) var rejects = RejectedValues()
  /// SHA-256 in hexadecimal.
  fileprivate(set) var digest = ""
  /// Columns without a use, and stages that are not known, with their rows.
  fileprivate(set) var unused: [String] = []

  /// Reads a file from start to end, row by row.
  static func read(_ request: FitRequest) throws(RunFailure) -> LatencyFile {
    var reader = try LatencyReader(request)
    while try reader.readRow() {}
    return reader.finish()
  }
}

/// Reads a file of measurements and keeps account of what it cannot use.
private struct LatencyReader: ~Copyable {
  private let request: FitRequest
  private let header: LatencyHeader
  private var rows: CSVReader
  private var file = LatencyFile()
  /// Looked up by stage and service only, never walked.
  private var places: [String: Int] = [:]
  private var strangers: [(name: String, rows: Int)] = []
  private var limits: [(stage: MeasuredStage, range: ClosedRange<Duration>)] = []

  /// Names of unknown stages that are told.
  private static let strangersMax = 20

  /// Opens a file and reads its header.
  init(_ request: FitRequest) throws(RunFailure) {
    var rows = try Self.open(request)
    let header = try Self.header(&rows, request)
    self.request = request
    self.header = header
    self.rows = rows
    file.unused = header.unused.map { "the column \($0)" }
    guard header.serviceField == nil else { return }
    // A column without any value is a failure too, not a stage that nobody measured.
    for time in header.times {
      if let stage = time.stage { _ = place(of: stage, service: nil, name: time.name) }
    }
  }

  private static func open(_ request: FitRequest) throws(RunFailure) -> CSVReader {
    do throws(FileError) {
      let input = try InputFile(path: request.path)
      return CSVReader(input, blockSize: 256 << 10, hashes: true)
    } catch {
      throw RunFailure(error, code: "FIL-001", class: .badInput)
    }
  }

  private static func header(
    _ rows: inout CSVReader,
    _ request: FitRequest
  ) throws(RunFailure) -> LatencyHeader {
    let isUTF8: Bool
    do throws(FileError) {
      isUTF8 = try rows.skipByteOrderMark()
    } catch {
      throw RunFailure(error, code: "FIL-001", class: .badInput)
    }
    guard isUTF8 else {
      throw failure(request, "FIT-002", "the file is UTF-16 or UTF-32, not UTF-8")
    }
    switch try step(&rows) {
    case .end: throw failure(request, "FIT-001", "the file is empty")
    case .fault(let fault, let line):
      let message = "the header cannot be read: \(fault.reason.text)"
      var failure = failure(request, "FIT-002", message)
      failure.remedy = fault.reason.remedy
      (failure.line, failure.column) = (line, fault.field)
      throw failure
    case .row:
      guard rows.fieldCount <= CSVReader.fieldsMax else {
        let count = "\(rows.fieldCount) columns; at most \(CSVReader.fieldsMax) are read"
        throw failure(request, "FIT-002", "the header has \(count)")
      }
      let names = rows.texts().map { String($0.trimmingBlanks) }
      return try LatencyHeader(names, of: request, line: rows.line)
    }
  }

  private static func failure(
    _ request: FitRequest,
    _ code: String,
    _ message: String
  ) -> RunFailure {
    RunFailure(code: code, class: .badInput, file: request.path, message: message)
  }

  private static func step(_ rows: inout CSVReader) throws(RunFailure) -> CSVReader.Step {
    do throws(FileError) {
      return try rows.next()
    } catch {
      throw RunFailure(error, code: "FIL-001", class: .badInput)
    }
  }

  /// Reads one more row; false at the end of the file.
  mutating func readRow() throws(RunFailure) -> Bool {
    switch try Self.step(&rows) {
    case .end: return false
    case .fault(let fault, let line):
      file.rows += 1
      reject(nil, line: line, column: fault.field, fault.reason.text)
    case .row:
      file.rows += 1
      guard rows.fieldCount == header.fieldCount else {
        reject(nil, line: rows.line, column: nil, RejectReason.columnCount.text)
        return true
      }
      for time in header.times { take(time) }
    }
    return true
  }

  consuming func finish() -> LatencyFile {
    file.digest = SHA256.text(rows.digest())
    file.unused += strangers.map { "the stage \($0.name) (\(Figures.counted($0.rows, "row")))" }
    return file
  }
}

extension LatencyReader {
  private mutating func take(_ time: LatencyHeader.TimeField) {
    guard let place = series(of: time) else { return }
    let text = rows.text(time.index).trimmingBlanks
    if text.isEmpty {
      file.series[place].empty += 1
      return
    }
    guard let number = Self.number(text) else {
      return reject(place, time, "not a number")
    }
    let nanoseconds = number * time.unit.nanoseconds
    if number < 0 { return reject(place, time, "negative") }
    if number == 0 { return reject(place, time, "zero, which no stage takes") }
    if let timeout = request.timeout, nanoseconds >= Double(timeout.nanoseconds) {
      file.series[place].timeouts += 1
      return
    }
    let range = limits[place].range
    guard nanoseconds <= Double(range.upperBound.nanoseconds) else {
      return reject(place, time, "over \(range.upperBound.shortText), which no scenario allows")
    }
    guard nanoseconds >= max(1, Double(range.lowerBound.nanoseconds)) else {
      let least = max(range.lowerBound, .nanoseconds(1))
      return reject(place, time, "under \(least.shortText), which no scenario allows")
    }
    file.series[place].values.append(nanoseconds)
  }

  /// The series of a row's time; nil for a stage that is not known.
  private mutating func series(of time: LatencyHeader.TimeField) -> Int? {
    let service = header.serviceField.map { String(rows.text($0).trimmingBlanks) }
    let named = service?.isEmpty ?? true ? nil : service
    if let stage = time.stage { return place(of: stage, service: named, name: time.name) }
    guard let field = header.stageField else { return nil }
    let word = String(rows.text(field).trimmingBlanks)
    guard let stage = ColumnName(word).stage else {
      countStranger(word)
      return nil
    }
    return place(of: stage, service: named, name: word)
  }

  private mutating func place(of stage: MeasuredStage, service: String?, name: String) -> Int {
    let key = "\(stage.rawValue) \(service ?? "")"
    if let place = places[key] { return place }
    places[key] = file.series.count
    limits.append((stage, stage.limits))
    let title = service.map { "\(name) of \($0)" } ?? name
    file.series.append(LatencyFile.Series(name: title, stage: stage, service: service))
    return file.series.count - 1
  }

  private mutating func countStranger(_ word: String) {
    if let known = strangers.firstIndex(where: { $0.name == word }) {
      strangers[known].rows += 1
    } else if strangers.count < Self.strangersMax {
      strangers.append((word, 1))
    } else {
      strangers[Self.strangersMax - 1].rows += 1
    }
  }

  private mutating func reject(_ place: Int, _ time: LatencyHeader.TimeField, _ reason: String) {
    file.series[place].rejected += 1
    reject(place, line: rows.line, column: time.index + 1, reason)
  }

  private mutating func reject(_ place: Int?, line: Int, column: Int?, _ reason: String) {
    file.rejects.add(RejectedValues.Entry(line: line, column: column, reason: reason))
  }

  /// A decimal number, with an exponent or without; not what else Swift reads, such as `0x1p3`.
  private static func number(_ text: Substring) -> Double? {
    let isDecimal = text.utf8.allSatisfy { byte in
      (48...57).contains(byte) || ".eE+-".utf8.contains(byte)
    }
    guard isDecimal, let number = Double(text), number.isFinite else { return nil }
    return number
  }
}

extension String {
  /// Without blanks at both ends.
  fileprivate var trimmingBlanks: Substring {
    var text = self[...]
    while let first = text.utf8.first, first == 32 || first == 9 { text = text.dropFirst() }
    while let last = text.utf8.last, last == 32 || last == 9 { text = text.dropLast() }
    return text
  }
}
