package import SimCore

/// A log in which every line vouches for all lines before it.
///
/// `chain_n` is the SHA-256 of `chain_(n-1)`, as 32 bytes, followed by the bytes of line n up to
/// the comma before its chain value; the first line has nothing before it. Whoever changes, removes
/// or moves a line has to change every chain value after it, and the last one is known elsewhere.
/// The log is CSV (RFC 4180), compressed as it grows.
package struct AuditLog: Sendable {
  /// The names of the columns, the first line of the file.
  package static let columns = """
    sequence,time_ms,utc,decided_by,campaign,subject,attempt,call,event,rule,citation,data,chain

    """

  package let header: AuditHeader
  /// Entries so far, neither header nor seal counted.
  package private(set) var entries = 0
  /// Nil before the first line.
  private var head: [32 of UInt8]?
  private let subjects: SubjectKey
  private var table: RecordTable
  private var clock: AuditClock
  private var last = SimInstant.zero
  /// Room for the line, and for one field of it.
  private var line = TextBuffer()
  private var field = TextBuffer()

  package init(
    header: AuditHeader,
    subjects: SubjectKey,
    compress: @escaping RecordTable.Compressor
  ) {
    self.header = header
    self.subjects = subjects
    table = RecordTable(columns: Self.columns, compress: compress)
    clock = AuditClock(start: header.start)
    let text = header.text(subjectKey: subjects.fingerprint)
    write(AuditEntry(.opened, by: .dialer, at: .zero, data: .text(text)), 0)
  }

  /// Writes an entry; the entries come in the order of their time.
  package mutating func record(_ entry: AuditEntry) {
    entries += 1
    write(entry, entries)
  }

  /// Writes the last line, and hands over everything.
  package consuming func sealed(at time: SimInstant) -> FinishedAudit {
    let lastEntry = headText
    let text = "entries=\(entries); head=\(lastEntry)"
    write(AuditEntry(.sealed, by: .dialer, at: time, data: .text(text)), entries + 1)
    return FinishedAudit(
      header: header,
      table: FinishedTable(&table),
      entries: entries,
      head: lastEntry,
      seal: headText
    )
  }

  private var headText: String { head.map { SHA256.text($0) } ?? "" }

  private mutating func write(_ entry: AuditEntry, _ sequence: Int) {
    precondition(entry.time >= last, "an audit entry of the past")
    last = entry.time
    line.removeAll()
    line.integer(sequence)
    clock.write(entry.time, to: &line)
    line.word(entry.decidedBy.rawValue)
    append(entry.campaign)
    line.byte(UInt8(ascii: ","))
    if let phone = entry.phone { line.hexadecimal(subjects.subject(of: phone)) }
    line.field(entry.attempt)
    line.field(entry.call)
    line.word(entry.event.rawValue)
    append(entry.rule?.name)
    append(entry.rule?.citation)
    append(entry.data)
    HashChain.close(&line, after: &head)
    let line = line
    table.append { $0.append(line) }
  }

  private mutating func append(_ text: String?) {
    if let text { append(.text(text)) } else { line.byte(UInt8(ascii: ",")) }
  }

  /// Appends a field whose text may be anybody's.
  private mutating func append(_ data: AuditData) {
    line.byte(UInt8(ascii: ","))
    field.removeAll()
    data.write(to: &field)
    if PersonalData.maybe(in: field) { field.redact(with: subjects) }
    line.fieldCSV(field)
  }
}

/// A log that is complete.
package struct FinishedAudit: Sendable {
  package var header: AuditHeader
  package var table: FinishedTable
  package var entries: Int
  /// The chain value of the last entry, hexadecimal.
  package var head: String
  /// That of the seal: whoever knows it knows every byte of the log.
  package var seal: String
}

/// Writes the time of an entry: since the start of the run, and civil.
struct AuditClock: Sendable {
  private let start: UnixInstant
  private var second = Int64.min
  /// The civil second, as far as that.
  private var text = TextBuffer()

  init(start: UnixInstant) { self.start = start }

  /// A comma and milliseconds with three decimals; a comma and RFC 3339 text with three.
  mutating func write(_ time: SimInstant, to line: inout TextBuffer) {
    line.field(time)
    line.byte(UInt8(ascii: ","))
    // The civil time is that of the microseconds that stand beside it.
    let microseconds = (time.nanoseconds + 500) / 1_000
    let civil = start.at(SimInstant(nanoseconds: microseconds * 1_000))
    if civil.seconds != second {
      second = civil.seconds
      let date = CivilDateTime(unixSeconds: second)
      text.removeAll()
      text.date(date)
      text.byte(UInt8(ascii: "T"))
      text.time(date)
    }
    line.append(text)
    line.fraction(milliseconds: Int(civil.nanoseconds / 1_000_000))
  }
}

extension TextBuffer {
  /// `.012Z`.
  fileprivate mutating func fraction(milliseconds: Int) {
    byte(UInt8(ascii: "."))
    digit(milliseconds / 100)
    digit(milliseconds / 10 % 10)
    digit(milliseconds % 10)
    byte(UInt8(ascii: "Z"))
  }

  private mutating func digit(_ value: Int) {
    byte(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value))
  }

  /// Puts the subject's name in the place of a telephone number, a word in that of other personal
  /// data, and a space in that of what would break the line.
  fileprivate mutating func redact(with subjects: SubjectKey) {
    let old = bytes
    removeAll()
    var index = 0
    for range in PersonalData.ranges(in: old) {
      for byte in old[index..<range.lowerBound] { visible(byte) }
      let digits = old[range].filter(\.isDigit)
      let number = digits.reduce(UInt64(0)) { $0 &* 10 &+ UInt64($1 - UInt8(ascii: "0")) }
      let isAddress = old[range].contains(UInt8(ascii: "@"))
      if !isAddress, digits.count == 10 || digits.count == 11 && digits[0] == UInt8(ascii: "1") {
        text("[#")
        hexadecimal(subjects.subject(of: number))
        byte(UInt8(ascii: "]"))
      } else {
        text("[redacted]")
      }
      index = range.upperBound
    }
    for byte in old[index...] { visible(byte) }
  }

  private mutating func visible(_ value: UInt8) {
    byte(value < 0x20 || value == 0x7F ? UInt8(ascii: " ") : value)
  }
}

extension SHA256 {
  /// A digest as 64 lower-case hexadecimal digits.
  static func text(_ digest: [32 of UInt8]) -> String {
    var text = TextBuffer()
    text.hexadecimal(digest.span)
    return text.contents
  }
}
