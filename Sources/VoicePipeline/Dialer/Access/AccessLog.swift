internal import SimCore

/// `access.csv`: who read the words of a run, and when they were removed.
///
/// Its lines are chained as those of the audit log are. It grows for as long as the run is kept, so
/// it has no seal, and is no part of the run's digest: whoever can write the file can cut lines off
/// its end, and only a copy of the head kept elsewhere would show it.
package struct AccessLog: Sendable {
  /// The names of the columns, the first line of the file.
  package static let columns = "sequence,utc,user,action,file,reason,data,chain\n"

  /// The digest of the run that it belongs to.
  package let run: String
  package private(set) var rows: [AccessRow] = []
  /// Nil before the first line.
  private var head: [32 of UInt8]?

  package init(run: String) { self.run = run }

  /// The chain value of the last line, hexadecimal; empty before the first.
  package var headText: String { head.map { SHA256.text($0) } ?? "" }

  /// What became of reading one.
  package enum Verdict: Sendable {
    case whole(AccessLog)
    case broken(AuditFinding)
  }

  /// The bytes that a file with these lines needs at its end for one line more.
  package mutating func append(_ entry: AccessEntry) -> [UInt8] {
    var bytes: [UInt8] = []
    if rows.isEmpty {
      bytes += Self.columns.utf8
      let text = "schema 1; run \(run)"
      bytes += write(AccessEntry(.begun, by: entry.user, at: entry.time, data: text))
    }
    return bytes + write(entry)
  }

  private mutating func write(_ entry: AccessEntry) -> [UInt8] {
    var line = TextBuffer()
    line.integer(rows.count)
    line.byte(UInt8(ascii: ","))
    line.text(Self.milliseconds(entry.time).text())
    for text in [
      Self.visible(entry.user), entry.action.rawValue, entry.file ?? "",
      PersonalData.redacted(Self.visible(entry.reason)), entry.data,
    ] {
      line.byte(UInt8(ascii: ","))
      line.fieldCSV(text)
    }
    HashChain.close(&line, after: &head)
    let bytes = line.takeBytes()
    guard let row = AccessRow(bytes.dropLast(), sequence: rows.count) else {
      preconditionFailure("an access log cannot read its own line")
    }
    rows.append(row)
    return bytes
  }

  private static func milliseconds(_ time: UnixInstant) -> UnixInstant {
    UnixInstant(seconds: time.seconds, nanoseconds: time.nanoseconds / 1_000_000 * 1_000_000)
  }

  /// One line, whatever was typed.
  private static func visible(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
  }
}

extension AccessLog {
  /// Reads the text of one, recomputes the chain, and stops at the first line that is wrong.
  ///
  /// An empty text is a log in which nothing stands yet.
  package static func read(_ text: [UInt8], run: String) -> Verdict {
    var log = AccessLog(run: run)
    guard !text.isEmpty else { return .whole(log) }
    guard text.starts(with: columns.utf8) else {
      return .broken(AuditFinding(.altered, line: 1, "the names of the columns were altered"))
    }
    guard text.last == 0x0A else {
      let lines = text.count { $0 == 0x0A } + 1
      return .broken(AuditFinding(.truncated, line: lines, "the file ends within the line"))
    }
    let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
    for (index, line) in lines.enumerated().dropFirst() {
      if let finding = log.take(line, line: index + 1) { return .broken(finding) }
    }
    guard log.rows.isEmpty else { return .whole(log) }
    return .broken(AuditFinding(.missing, line: 2, "the line that says whose log it is"))
  }

  /// What is wrong with the next line; it is taken when that is nothing.
  private mutating func take(_ bytes: ArraySlice<UInt8>, line: Int) -> AuditFinding? {
    let sequence = rows.count
    let previous = rows.last.map { Array($0.chain.utf8) } ?? []
    let found = HashChain.value(after: Self.bytes(previous), of: bytes)
    guard let row = AccessRow(bytes, sequence: sequence), SHA256.text(found) == row.chain else {
      return AuditFinding(
        .altered,
        line: line,
        "sequence \(sequence) was altered, removed or moved: its chain value is another"
      )
    }
    guard (row.action == .begun) == (sequence == 0) else {
      return AuditFinding(.altered, line: line, "a log begins with its first line, and there only")
    }
    if sequence == 0, row.datum("run") != run {
      return AuditFinding(.contradicted, line: line, "the access log is that of another run")
    }
    guard PersonalData.isAbsent(from: Array((row.reason + " " + row.data).utf8)) else {
      return AuditFinding(
        .personalData,
        line: line,
        "what looks like the number or the address of a person stands there in clear"
      )
    }
    rows.append(row)
    var head = [32 of UInt8](repeating: 0)
    for index in head.indices { head[index] = found[index] }
    self.head = head
    return nil
  }

  /// The bytes of hexadecimal digits, which have been checked to be those of a chain value.
  private static func bytes(_ digits: [UInt8]) -> [UInt8] {
    let values = digits.map { $0.isDigit ? $0 - UInt8(ascii: "0") : $0 &- UInt8(ascii: "a") &+ 10 }
    return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
  }
}
