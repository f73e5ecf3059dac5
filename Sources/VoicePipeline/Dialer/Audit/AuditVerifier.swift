internal import SimCore

/// Reads a log line by line, recomputes the chain, and stops at the first line that is wrong.
///
/// It needs nothing but the text: no key, and no run.
package struct AuditVerifier {
  private let text: [UInt8]
  /// The bytes of each line, without its line end.
  private let lines: [Range<Int>]
  private let endsWithLine: Bool
  /// The chain value of the line before.
  private var chain: [UInt8] = []
  private var header: AuditHeader?
  private var rows: [AuditRow] = []
  private var calls = AuditedCalls()

  private init(_ text: [UInt8]) {
    self.text = text
    var lines: [Range<Int>] = []
    var start = 0
    while let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) {
      lines.append(start..<end)
      start = end + 1
    }
    endsWithLine = start == text.count && !text.isEmpty
    if start < text.count { lines.append(start..<text.count) }
    self.lines = lines
  }

  /// Verifies the text of a log, uncompressed.
  package static func verify(_ text: [UInt8]) -> AuditVerdict {
    var verifier = AuditVerifier(text)
    return verifier.verdict()
  }

  private mutating func verdict() -> AuditVerdict {
    let columns = Array(AuditLog.columns.utf8)
    if !text.starts(with: columns) {
      if columns.starts(with: text) {
        return .broken(AuditFinding(.truncated, line: 1, "the file ends in its first line"))
      }
      let second = lines.count > 1 ? AuditRow(text[lines[1]], line: 2) : nil
      let isLog = second?.event == AuditEvent.opened.rawValue
      guard isLog || text.starts(with: columns.dropLast()) else { return .foreign }
      return .broken(AuditFinding(.altered, line: 1, "the names of the columns were altered"))
    }
    for index in 1..<lines.count {
      if let finding = read(index) { return .broken(finding) }
    }
    guard endsWithLine else {
      return .broken(AuditFinding(.truncated, line: lines.count, "the line has no end"))
    }
    guard let last = rows.last, last.event == AuditEvent.sealed.rawValue, let header else {
      let after = rows.last.map { "sequence \($0.sequence)" } ?? "the names of the columns"
      let text = "the file ends after \(after), without its seal"
      return .broken(AuditFinding(.sealMissing, line: lines.count + 1, text))
    }
    return .whole(
      AuditSummary(
        header: header,
        entries: rows.count - 2,
        head: rows[rows.count - 2].chain,
        seal: last.chain,
        rows: rows
      )
    )
  }

  /// Takes the next line; what is wrong with it, or with where it stands.
  private mutating func read(_ index: Int) -> AuditFinding? {
    let number = index + 1
    if rows.last?.event == AuditEvent.sealed.rawValue {
      return AuditFinding(.trailing, line: number, "something follows the seal")
    }
    let bytes = text[lines[index]]
    let isCut = index == lines.count - 1 && !endsWithLine
    guard let row = AuditRow(bytes, line: number) else {
      return isCut
        ? AuditFinding(.truncated, line: number, "the file ends within the line")
        : AuditFinding(.altered, line: number, "the line is not one of an audit log")
    }
    let expected = index - 1
    let found = HashChain.value(after: chain, of: bytes)
    guard row.sequence == expected, SHA256.text(found) == row.chain else {
      return isCut
        ? AuditFinding(.truncated, line: number, "the file ends within the line")
        : diagnosis(of: row, bytes, at: index)
    }
    defer {
      chain = found
      rows.append(row)
    }
    return meaning(of: row)
  }
}

extension AuditVerifier {
  /// Tells a line that was changed from one that should not stand where it does.
  private func diagnosis(
    of row: AuditRow,
    _ bytes: ArraySlice<UInt8>,
    at index: Int
  ) -> AuditFinding {
    let expected = index - 1
    let sequence = row.sequence
    if sequence == expected {
      return AuditFinding(
        .altered,
        line: row.line,
        "sequence \(expected) was altered: its chain value is not that of its bytes"
      )
    }
    if fits(bytes, as: expected, row.chain) {
      return AuditFinding(
        .altered,
        line: row.line,
        "the number of the line was altered: \(sequence) should be \(expected)"
      )
    }
    if sequence < expected {
      let isSame = text[lines[sequence + 1]].elementsEqual(bytes)
      return isSame
        ? AuditFinding(.repeated, line: row.line, "sequence \(sequence) stands there again")
        : AuditFinding(
          .altered,
          line: row.line,
          "sequence \(expected) was put in another's place: it says \(sequence)"
        )
    }
    if let place = place(of: expected, after: index) {
      return AuditFinding(
        .reordered,
        line: row.line,
        "sequence \(sequence) stands there, and sequence \(expected) in line \(place)"
      )
    }
    let gap = sequence - expected == 1 ? "" : " to \(sequence - 1)"
    return AuditFinding(.missing, line: row.line, "sequence \(expected)\(gap) is missing")
  }

  /// Whether a line would be right with another number in front.
  private func fits(_ line: ArraySlice<UInt8>, as sequence: Int, _ said: String) -> Bool {
    let rest = line[(line.firstIndex(of: UInt8(ascii: ",")) ?? line.endIndex)...]
    let renamed = Array("\(sequence)".utf8) + rest
    return SHA256.text(HashChain.value(after: chain, of: renamed[...])) == said
  }

  /// The line further on that has a sequence number.
  private func place(of sequence: Int, after index: Int) -> Int? {
    let lead = Array("\(sequence),".utf8)
    let found = lines[index...].firstIndex { text[$0].starts(with: lead) }
    return found.map { $0 + 1 }
  }

  /// What is wrong with a line whose chain is whole.
  private mutating func meaning(of row: AuditRow) -> AuditFinding? {
    if row.sequence == 0 {
      header = row.event == AuditEvent.opened.rawValue ? AuditHeader(text: row.data) : nil
      if header == nil {
        return AuditFinding(.altered, line: row.line, "the header does not say whose log it is")
      }
    }
    if let finding = clock(of: row) ?? names(in: row) { return finding }
    if row.event == AuditEvent.sealed.rawValue { return seal(row) }
    return calls.take(row)
  }

  private func clock(of row: AuditRow) -> AuditFinding? {
    guard row.microseconds >= rows.last?.microseconds ?? 0 else {
      return AuditFinding(.time, line: row.line, "its time is before that of the line above")
    }
    guard let header, row.microseconds < .max / 1_000 else { return nil }
    var clock = AuditClock(start: header.start)
    var text = TextBuffer()
    clock.write(SimInstant(nanoseconds: row.microseconds * 1_000), to: &text)
    guard text.contents.hasSuffix("," + row.utc) else {
      return AuditFinding(
        .time,
        line: row.line,
        "its civil time is not its time since the start, \(header.start.text())"
      )
    }
    return nil
  }

  private func names(in row: AuditRow) -> AuditFinding? {
    let isClean = row.texts.allSatisfy { PersonalData.isAbsent(from: Array($0.utf8)) }
    let subject = row.subject.utf8
    let isHash = subject.isEmpty || subject.count == 16 && subject.allSatisfy(\.isHexadecimal)
    guard isClean, isHash else {
      return AuditFinding(
        .personalData,
        line: row.line,
        "what looks like the number or the address of a person stands there in clear"
      )
    }
    return nil
  }

  private func seal(_ row: AuditRow) -> AuditFinding? {
    let entries = row.sequence - 1
    let said = "entries=\(entries); head=\(rows.last?.chain ?? "")"
    guard row.data == said else {
      return AuditFinding(
        .sealWrong,
        line: row.line,
        "the seal does not tell the \(entries) entries above it and the chain value of the last"
      )
    }
    let dial = rows.first { $0.event == AuditEvent.dialled.rawValue && calls.isOpen($0.call) }
    return dial.map {
      let call = $0.call.map(String.init) ?? ""
      return AuditFinding(.unclosed, line: $0.line, "call \(call) was dialled and never ended")
    }
  }
}

/// Whether every call has one dial and one end.
private struct AuditedCalls {
  private var open: Set<Int> = []
  private var closed: Set<Int> = []

  mutating func take(_ row: AuditRow) -> AuditFinding? {
    guard let call = row.call else { return nil }
    switch AuditEvent(rawValue: row.event) {
    case .dialled:
      guard !closed.contains(call), open.insert(call).inserted else {
        return AuditFinding(.unclosed, line: row.line, "call \(call) was dialled before")
      }
    case .ended:
      guard open.remove(call) != nil else {
        return AuditFinding(.unclosed, line: row.line, "call \(call) ends that was not dialled")
      }
      closed.insert(call)
    default: break
    }
    return nil
  }

  func isOpen(_ call: Int?) -> Bool { call.map { open.contains($0) } ?? false }
}
