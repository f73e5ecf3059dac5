internal import SimCore

/// A line of an audit log, as it was read.
package struct AuditRow: Sendable, Hashable {
  /// One-based, in the file.
  package let line: Int
  package let sequence: Int
  /// Microseconds since the start of the run.
  package let microseconds: Int64
  /// RFC 3339.
  package let utc: String
  package let decidedBy: String
  package let campaign: String
  /// Sixteen hexadecimal digits, or nothing.
  package let subject: String
  package let attempt: String
  package let call: Int?
  package let event: String
  package let rule: String
  package let citation: String
  package let data: String
  /// 64 hexadecimal digits.
  let chain: String

  /// Nil when the line is not one that an audit log can have.
  init?(_ bytes: ArraySlice<UInt8>, line: Int) {
    let fields = CSVFields.split(bytes)
    guard fields.count == 13, let sequence = Self.number(fields[0]),
      let time = Self.microseconds(fields[1]),
      fields[6].isEmpty || Self.number(fields[6]) != nil,
      fields[7].isEmpty || Self.number(fields[7]) != nil, fields[12].utf8.count == 64
    else { return nil }
    self.line = line
    self.sequence = sequence
    microseconds = time
    utc = fields[2]
    decidedBy = fields[3]
    campaign = fields[4]
    subject = fields[5]
    attempt = fields[6]
    call = Self.number(fields[7])
    event = fields[8]
    rule = fields[9]
    citation = fields[10]
    data = fields[11]
    chain = fields[12]
  }

  /// What people can read in it.
  var texts: [String] { [decidedBy, campaign, event, rule, citation, data] }

  /// What follows a word of `data`, as far as the next semicolon: of `outcome completed; ...` that
  /// is `completed`.
  package func datum(_ word: String) -> String? {
    let parts = data.split(separator: "; ").map { $0.split(separator: " ", maxSplits: 1) }
    return parts.first { $0.count == 2 && $0[0] == word }.map { String($0[1]) }
  }

  /// Digits only: no sign, and no zero in front.
  private static func number(_ text: String) -> Int? {
    guard text.utf8.allSatisfy(\.isDigit), text.utf8.count == 1 || !text.hasPrefix("0") else {
      return nil
    }
    return Int(text)
  }

  /// `12.345`, in milliseconds.
  private static func microseconds(_ text: String) -> Int64? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].utf8.count == 3, parts[1].utf8.allSatisfy(\.isDigit),
      let whole = number(String(parts[0])), let rest = Int64(parts[1])
    else { return nil }
    let (product, isTooLong) = Int64(whole).multipliedReportingOverflow(by: 1_000)
    return isTooLong ? nil : product + rest
  }
}

/// The fields of one record of CSV (RFC 4180).
package enum CSVFields {
  package static func split(_ line: ArraySlice<UInt8>) -> [String] {
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var index = line.startIndex
    while index < line.endIndex {
      let byte = line[index]
      index += 1
      if byte == UInt8(ascii: "\"") {
        let isDoubled = isQuoted && index < line.endIndex && line[index] == byte
        if isDoubled {
          field.append(byte)
          index += 1
        } else {
          isQuoted.toggle()
        }
      } else if byte == UInt8(ascii: ","), !isQuoted {
        fields.append(String(decoding: field, as: UTF8.self))
        field.removeAll(keepingCapacity: true)
      } else {
        field.append(byte)
      }
    }
    return fields + [String(decoding: field, as: UTF8.self)]
  }
}
