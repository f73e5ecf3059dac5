import SimCore

/// What a scan from the start of a row has found.
enum CSVScan {
  /// The row ends; the index is that of its line break, or of the end of the file.
  case row(end: Int)
  /// The bytes end before the row does.
  case incomplete
  /// Reading failed in the field that starts at the index, so that the row's end is unknown.
  case broken(RowFault, fieldStart: Int)
}

/// Finds the fields of one row of CSV (RFC 4180; line breaks are LF, CRLF or CR).
///
/// A field may also be the formula of a text, `="00441234"`, by which spreadsheets are kept from
/// taking it for a number; it is left as it stands.
///
/// What is found depends on the bytes of the row alone, never on how the file was cut into blocks:
/// a scan reads from left to right, and the first thing that is wrong decides.
enum CSVScanner {
  /// The most bytes between the separators, or the quotes, of a field.
  static let fieldBytesMax = 64 << 10
  /// The most bytes of a row.
  static let rowBytesMax = 256 << 10
  /// The most bytes beyond a row that is too long which a scan may need to see.
  static let lookahead = 16

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// Scans the row at the start of a range; `atEnd` says that the file ends with the range.
  static func scan(
    _ block: [UInt8],
    _ range: Range<Int>,
    _ separator: FieldSeparator,
    atEnd: Bool,
    into fields: inout RowFields
  ) -> CSVScan {
    let bytes = block.span.extracting(..<range.upperBound)
    let start = range.lowerBound
    // One copy of the short way for each separator, which is a constant in it.
    switch separator {
    case .comma: return scan(bytes, from: start, .comma, atEnd: atEnd, into: &fields)
    case .semicolon: return scan(bytes, from: start, .semicolon, atEnd: atEnd, into: &fields)
    case .tab: return scan(bytes, from: start, .tab, atEnd: atEnd, into: &fields)
    }
  }

  /// Rows without quotes, NUL and letters beyond ASCII take this short way.
  @inline(__always)
  private static func scan(
    _ bytes: Span<UInt8>,
    from start: Int,
    _ separator: FieldSeparator,
    atEnd: Bool,
    into fields: inout RowFields
  ) -> CSVScan {
    fields.reset()
    var fieldStart = start
    var index = start
    while index &+ 8 <= bytes.count {
      let word = bytes.word(at: index)
      var stops = Self.stops(word)
      if separator == .semicolon { stops |= semicolons(word) }
      while stops != 0 {
        let stop = index &+ stops.trailingZeroBitCount / 8
        stops &= stops &- 1
        let byte = bytes[stop]
        if byte == separator.rawValue {
          fields.append(start: fieldStart, end: stop)
          fieldStart = stop &+ 1
        } else if byte == lineFeed || byte == carriageReturn {
          // In a row no longer than a field may be, no field is too long.
          if stop - start > fieldBytesMax {
            return scanSlowly(bytes, from: start, separator, atEnd: atEnd, into: &fields)
          }
          fields.append(start: fieldStart, end: stop)
          return .row(end: stop)
        } else if byte == quote || byte == 0 || byte >= 0x80 {
          return scanSlowly(bytes, from: start, separator, atEnd: atEnd, into: &fields)
        }
      }
      index &+= 8
    }
    return atEnd || index - start > fieldBytesMax
      ? scanSlowly(bytes, from: start, separator, atEnd: atEnd, into: &fields) : .incomplete
  }

  /// The top bit of each byte that is not among `-./0-9:;<=>?@A-Z[\]^_`a-z{|}~`.
  ///
  /// Commas, quotes, line breaks, NUL and all beyond ASCII stop the scan; so do blanks, `+` and
  /// parentheses, which are then passed over.
  @inline(__always)
  private static func stops(_ word: UInt64) -> UInt64 {
    let plain = (word & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x5353_5353_5353_5353
    return (~plain | word) & 0x8080_8080_8080_8080
  }

  /// The top bit of each byte that is a semicolon.
  @inline(__always)
  private static func semicolons(_ word: UInt64) -> UInt64 {
    let difference = word ^ 0x3B3B_3B3B_3B3B_3B3B
    let others = (difference & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F
    return ~(others | difference) & 0x8080_8080_8080_8080
  }
}

// The long way: quotes, NUL, bytes beyond ASCII, and rows that may be too long.
extension CSVScanner {
  /// Where the field that is being read becomes too long, or the row does.
  private struct Limit {
    /// The last index at which the field may end.
    let last: Int
    let reason: RejectReason

    @inline(__always)
    init(row: Int, content: Int) {
      let isField = content + fieldBytesMax <= row + rowBytesMax
      last = isField ? content + fieldBytesMax : row + rowBytesMax
      reason = isField ? .fieldTooLong : .rowTooLong
    }
  }

  /// How one field ended.
  private enum FieldEnd {
    /// At a separator, a line break or the end of the file; `next` is its index.
    case complete(end: Int, next: Int)
    case incomplete
    case broken(RejectReason)
  }

  @inline(never)
  private static func scanSlowly(
    _ bytes: Span<UInt8>,
    from start: Int,
    _ separator: FieldSeparator,
    atEnd: Bool,
    into fields: inout RowFields
  ) -> CSVScan {
    let separator = separator.rawValue
    fields.reset()
    var fieldStart = start
    while true {
      let isQuoted = fieldStart < bytes.count && bytes[fieldStart] == quote
      let content = isQuoted ? fieldStart + 1 : fieldStart
      let limit = Limit(row: start, content: content)
      let field =
        isQuoted
        ? quotedField(bytes, from: content, separator, limit: limit, atEnd: atEnd, &fields)
        : plainField(bytes, from: content, separator, limit: limit, atEnd: atEnd, &fields)
      switch field {
      case .incomplete: return .incomplete
      case .broken(let reason):
        return .broken(RowFault(reason, field: fields.count + 1), fieldStart: fieldStart)
      case .complete(let end, let next):
        fields.append(start: content, end: end)
        if next == bytes.count || bytes[next] != separator { return .row(end: next) }
        fieldStart = next + 1
      }
    }
  }

  private static func plainField(
    _ bytes: Span<UInt8>,
    from start: Int,
    _ separator: UInt8,
    limit: Limit,
    atEnd: Bool,
    _ fields: inout RowFields
  ) -> FieldEnd {
    var index = start
    var formula = TextFormula.none
    while index < bytes.count, index <= limit.last {
      switch bytes[index] {
      case separator, lineFeed, carriageReturn:
        if formula == .open { fields.note(.quote) }
        return .complete(end: index, next: index)
      case quote:
        if index == start + 1, bytes[start] == UInt8(ascii: "=") {
          formula = .open
        } else {
          guard index + 1 < bytes.count || atEnd else { return .incomplete }
          let closes = formula == .open && isClosed(bytes, at: index, separator)
          formula = closes ? .closed : formula
          if !closes { fields.note(.quote) }
        }
      case 0: fields.note(.nulByte)
      case 0x80...: fields.hasHighBytes = true
      default: break
      }
      index += 1
    }
    if index > limit.last { return .broken(limit.reason) }
    guard atEnd else { return .incomplete }
    if formula == .open { fields.note(.quote) }
    return .complete(end: index, next: index)
  }

  /// Whether a field that is not quoted is the formula of a text.
  private enum TextFormula {
    case none
    case open
    case closed
  }

  private static func quotedField(
    _ bytes: Span<UInt8>,
    from start: Int,
    _ separator: UInt8,
    limit: Limit,
    atEnd: Bool,
    _ fields: inout RowFields
  ) -> FieldEnd {
    var index = start
    var breaks = 0
    var isDoubled = false
    while index < bytes.count, index <= limit.last {
      let byte = bytes[index]
      if byte > quote, byte < 0x80 {
        index += 1
        continue
      }
      let hasNext = index + 1 < bytes.count
      guard hasNext || atEnd else { return .incomplete }
      switch byte {
      case quote:
        guard hasNext, bytes[index + 1] == quote else {
          guard isClosed(bytes, at: index, separator) else { return .broken(.quote) }
          if isDoubled { fields.markDoubled() }
          fields.innerBreaks += breaks
          return .complete(end: index, next: index + 1)
        }
        isDoubled = true
        index += 1
      case lineFeed: breaks += 1
      case carriageReturn: breaks += hasNext && bytes[index + 1] == lineFeed ? 0 : 1
      case 0: fields.note(.nulByte)
      case 0x80...: fields.hasHighBytes = true
      default: break
      }
      index += 1
    }
    if index > limit.last { return .broken(breaks > 0 ? .unterminatedQuote : limit.reason) }
    return atEnd ? .broken(.unterminatedQuote) : .incomplete
  }

  /// Whether a separator, a line break or the end of the file follows a closing quote.
  private static func isClosed(
    _ bytes: Span<UInt8>,
    at index: Int,
    _ separator: UInt8
  ) -> Bool {
    guard index + 1 < bytes.count else { return true }
    let next = bytes[index + 1]
    return next == separator || next == lineFeed || next == carriageReturn
  }
}
