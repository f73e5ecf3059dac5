package import SimCore

/// The instants at which calls arrived somewhere, to be lived through again.
package struct ArrivalTrace: Sendable, Hashable {
  /// In rising order; calls may arrive together.
  package let instants: [SimInstant]
  /// SHA-256 of the file's bytes; empty for a trace that was not read from one.
  package let digest: [UInt8]

  package init(instants: [SimInstant], digest: [UInt8] = []) {
    precondition(zip(instants, instants.dropFirst()).allSatisfy { $0 <= $1 }, "a trace rises")
    self.instants = instants
    self.digest = digest
  }

  /// The most rows of a file: memory is eight bytes for each.
  package static let rowsMax = 10_000_000

  /// What a header may call the column of arrivals.
  package static let columnNames = ["time", "timestamp", "arrival"]

  /// Reads a CSV file of arrivals, one call a row: seconds since the start of the run, or RFC 3339
  /// timestamps, none of them before `start`.
  ///
  /// The arrival is the first field of a row, or the one that a header calls so.
  package static func load(
    _ path: String,
    start: UnixInstant
  ) throws(ArrivalTraceError) -> ArrivalTrace {
    var scan = ArrivalScan(start: start)
    let (fault, digest): (ArrivalFault?, [UInt8])
    do throws(FileError) {
      var rows = CSVReader(try InputFile(path: path), blockSize: 256 << 10, hashes: true)
      if case .text = try rows.begin() {
        fault = try scan.read(&rows)
      } else {
        fault = ArrivalFault(.foreign)
      }
      digest = fault == nil ? rows.digest() : []
    } catch {
      throw .unreadable(error)
    }
    if let fault { throw .faulty(path: path, fault) }
    return ArrivalTrace(instants: scan.instants, digest: digest)
  }
}

/// Takes the rows of a trace one by one.
private struct ArrivalScan {
  private let start: UnixInstant
  private(set) var instants: [SimInstant] = []
  /// Of the arrivals, from 0.
  private var column = 0
  /// Whether they are timestamps; nil before the first.
  private var areTimestamps: Bool?
  private var hasHeader = false

  init(start: UnixInstant) { self.start = start }

  /// Reads to the end of the file; the first thing that is wrong with it.
  mutating func read(_ rows: inout CSVReader) throws(FileError) -> ArrivalFault? {
    var isFirst = true
    while true {
      let step = isFirst ? try rows.nextHeader(Self.fitness) : try rows.next()
      switch step {
      case .end:
        return instants.isEmpty ? ArrivalFault(hasHeader ? .noRows : .empty) : nil
      case .fault(let fault, let line):
        return ArrivalFault(.row, line: line, column: fault.field, fault.reason.text)
      case .row:
        let fields = rows.texts()
        let fault =
          isFirst && Self.isHeader(fields)
          ? takeHeader(fields, line: rows.line) : take(fields, line: rows.line)
        if let fault { return fault }
      }
      isFirst = false
    }
  }

  /// How well fields suit as the first row: those that are parted best have a column of arrivals.
  private static func fitness(_ fields: [String]) -> Int {
    let isKnown = fields.contains { ArrivalTrace.columnNames.contains(name($0)) }
    return isKnown || fields.first.map { Arrival(trimmed($0)) != nil } ?? false ? 1 : 0
  }

  /// A header begins with a letter; no arrival does.
  private static func isHeader(_ fields: [String]) -> Bool {
    trimmed(fields.first ?? "").first?.isLetter ?? false
  }

  private static func trimmed(_ text: String) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  private static func name(_ text: String) -> String { trimmed(text).lowercased() }

  private mutating func takeHeader(_ fields: [String], line: Int) -> ArrivalFault? {
    hasHeader = true
    let names = ArrivalTrace.columnNames
    guard let place = fields.firstIndex(where: { names.contains(Self.name($0)) }) else {
      return ArrivalFault(.header, line: line)
    }
    column = place
    return nil
  }

  private mutating func take(_ fields: [String], line: Int) -> ArrivalFault? {
    func fault(_ kind: ArrivalFault.Kind, _ text: String = "") -> ArrivalFault {
      ArrivalFault(kind, line: line, column: column + 1, text)
    }
    guard column < fields.count else {
      return fault(.row, "the row has no field \(column + 1)")
    }
    let text = Self.trimmed(fields[column])
    guard let arrival = Arrival(text) else {
      return fault(.row, "'\(text.prefix(40))' is neither seconds nor a timestamp")
    }
    guard arrival.isTimestamp == areTimestamps ?? arrival.isTimestamp else {
      return fault(.mixed)
    }
    areTimestamps = arrival.isTimestamp
    guard let instant = arrival.instant(after: start) else { return fault(.early) }
    guard instant >= instants.last ?? .zero else { return fault(.disorder) }
    guard instants.count < ArrivalTrace.rowsMax else { return fault(.tooMany) }
    instants.append(instant)
    return nil
  }
}

/// An arrival as it is written.
private enum Arrival {
  case nanoseconds(Int64)
  case timestamp(UnixInstant)

  /// Seconds with up to nine decimals, or RFC 3339 text; nil for anything else.
  init?(_ text: String) {
    if let instant = UnixInstant(text) {
      self = .timestamp(instant)
    } else if let nanoseconds = Self.nanoseconds(text) {
      self = .nanoseconds(nanoseconds)
    } else {
      return nil
    }
  }

  var isTimestamp: Bool { if case .timestamp = self { true } else { false } }

  /// Since the start of the run; nil before it.
  func instant(after start: UnixInstant) -> SimInstant? {
    switch self {
    case .nanoseconds(let value): return value < 0 ? nil : SimInstant(nanoseconds: value)
    case .timestamp(let time):
      guard time >= start else { return nil }
      let (whole, isTooLong) = (time.seconds - start.seconds)
        .multipliedReportingOverflow(by: 1_000_000_000)
      let (sum, overflows) = whole.addingReportingOverflow(
        Int64(time.nanoseconds - start.nanoseconds)
      )
      return isTooLong || overflows ? .distantFuture : SimInstant(nanoseconds: sum)
    }
  }

  private static func nanoseconds(_ text: String) -> Int64? {
    let isNegative = text.hasPrefix("-")
    let parts = text.dropFirst(isNegative ? 1 : 0)
      .split(separator: ".", omittingEmptySubsequences: false)
    guard let first = parts.first, parts.count <= 2, (1...9).contains(first.utf8.count),
      parts.allSatisfy({ $0.utf8.allSatisfy(\.isDigit) }), let seconds = Int64(first)
    else { return nil }
    var fraction: Int64 = 0
    if parts.count == 2 {
      let digits = parts[1]
      guard (1...9).contains(digits.utf8.count) else { return nil }
      fraction = Int64(digits + String(repeating: "0", count: 9 - digits.utf8.count)) ?? 0
    }
    let value = seconds * 1_000_000_000 + fraction
    return isNegative ? -value : value
  }
}
