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
/// What is found depends on the bytes of the row alone, never on how the file was cut into blocks:
/// a scan reads from left to right, and the first thing that is wrong decides.
enum CSVScanner {
  /// The most bytes between the separators, or the quotes, of a field.
  static let fieldBytesMax = 64 << 10
  /// The most bytes of a row.
  static let rowBytesMax = 256 << 10
  /// The most bytes beyond a row that is too long which a scan may need to see.
  static let lookahead = 16

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// Scans the row at the start of a range; `atEnd` says that the file ends with the range.
  static func scan(
    _ block: [UInt8],
    _ range: Range<Int>,
    atEnd: Bool,
    into fields: inout RowFields
  ) -> CSVScan {
    scan(
      block.span.extracting(..<range.upperBound),
      from: range.lowerBound,
      atEnd: atEnd,
      into: &fields
    )
  }

  /// Rows without quotes, NUL and letters beyond ASCII take this short way.
  private static func scan(
    _ bytes: Span<UInt8>,
    from start: Int,
    atEnd: Bool,
    into fields: inout RowFields
  ) -> CSVScan {
    fields.reset()
    var fieldStart = start
    var index = start
    while index &+ 8 <= bytes.count {
      var stops = Self.stops(bytes.word(at: index))
      while stops != 0 {
        let stop = index &+ stops.trailingZeroBitCount / 8
        stops &= stops &- 1
        let byte = bytes[stop]
        if byte == comma {
          fields.append(start: fieldStart, end: stop)
          fieldStart = stop &+ 1
        } else if byte == lineFeed || byte == carriageReturn {
          // In a row no longer than a field may be, no field is too long.
          if stop - start > fieldBytesMax {
            return scanSlowly(bytes, from: start, atEnd: atEnd, into: &fields)
          }
          fields.append(start: fieldStart, end: stop)
          return .row(end: stop)
        } else if byte == quote || byte == 0 || byte >= 0x80 {
          return scanSlowly(bytes, from: start, atEnd: atEnd, into: &fields)
        }
      }
      index &+= 8
    }
    return atEnd || index - start > fieldBytesMax
      ? scanSlowly(bytes, from: start, atEnd: atEnd, into: &fields) : .incomplete
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

  private static func scanSlowly(
    _ bytes: Span<UInt8>,
    from start: Int,
    atEnd: Bool,
    into fields: inout RowFields
  ) -> CSVScan {
    fields.reset()
    var fieldStart = start
    while true {
      let isQuoted = fieldStart < bytes.count && bytes[fieldStart] == quote
      let content = isQuoted ? fieldStart + 1 : fieldStart
      let limit = Limit(row: start, content: content)
      let field =
        isQuoted
        ? quotedField(bytes, from: content, limit: limit, atEnd: atEnd, &fields)
        : plainField(bytes, from: content, limit: limit, atEnd: atEnd, &fields)
      switch field {
      case .incomplete: return .incomplete
      case .broken(let reason):
        return .broken(RowFault(reason, field: fields.count + 1), fieldStart: fieldStart)
      case .complete(let end, let next):
        fields.append(start: content, end: end)
        if next == bytes.count || bytes[next] != comma { return .row(end: next) }
        fieldStart = next + 1
      }
    }
  }

  private static func plainField(
    _ bytes: Span<UInt8>,
    from start: Int,
    limit: Limit,
    atEnd: Bool,
    _ fields: inout RowFields
  ) -> FieldEnd {
    var index = start
    while index < bytes.count, index <= limit.last {
      switch bytes[index] {
      case comma, lineFeed, carriageReturn: return .complete(end: index, next: index)
      case quote: fields.note(.quote)
      case 0: fields.note(.nulByte)
      case 0x80...: fields.hasHighBytes = true
      default: break
      }
      index += 1
    }
    if index > limit.last { return .broken(limit.reason) }
    return atEnd ? .complete(end: index, next: index) : .incomplete
  }

  private static func quotedField(
    _ bytes: Span<UInt8>,
    from start: Int,
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
          guard isClosed(bytes, at: index) else { return .broken(.quote) }
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
  private static func isClosed(_ bytes: Span<UInt8>, at index: Int) -> Bool {
    guard index + 1 < bytes.count else { return true }
    let next = bytes[index + 1]
    return next == comma || next == lineFeed || next == carriageReturn
  }
}
