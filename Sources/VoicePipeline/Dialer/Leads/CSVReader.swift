package import SimCore

/// The rows of a CSV file one after the other, in constant memory.
package struct CSVReader: ~Copyable {
  /// What the reader stands at.
  package enum Step {
    /// A row, whose fields are in `fields` and `block`.
    case row
    /// A row that cannot be used; the reader goes on behind it.
    case fault(RowFault, line: Int)
    case end
  }

  private var file: InputFile
  private let blockSize: Int
  /// What parts the fields.
  package private(set) var separator = FieldSeparator.comma
  /// Set where the file is not UTF-8.
  private var transcoder: UTF16Transcoder?
  /// As read, where it is not UTF-8.
  private var raw: [UInt8] = []
  private var rawCount = 0
  /// Fields whose text matters, by bit; a field without a bit may hold any bytes.
  var readFields = UInt64.max
  /// The byte behind the last fault of encoding, where its place is known.
  private(set) var badByte: BadByte?
  /// Rows that were given although a field without a bit is not UTF-8.
  private(set) var brokenElsewhere = 0
  private var hash = SHA256()
  private let hashes: Bool
  /// Unused bytes of the file from `position` to `filled`; a whole row always fits.
  private(set) var block: [UInt8]
  private var position = 0
  /// Where in the file the block begins.
  private var blockStart = 0
  private var filled = 0
  private var isAtEnd = false
  /// The line break before was a CR; an LF that follows belongs to it.
  private var followsReturn = false
  /// Of the row that was read last.
  var fields = RowFields()
  /// The line of the row that was read last, from 1.
  package private(set) var line = 0
  private var nextLine = 1

  /// Starts to read; `blockSize` bytes are read at a time, and no result depends on how many.
  package init(_ file: consuming InputFile, blockSize: Int, hashes: Bool) {
    self.file = file
    self.blockSize = blockSize
    self.hashes = hashes
    let size = CSVScanner.rowBytesMax + CSVScanner.lookahead + blockSize
    block = [UInt8](repeating: 0, count: size)
  }

  /// Bytes at the start of the file, for byte-order marks; fewer at the end of a short file.
  private mutating func peek(_ count: Int) throws(FileError) -> [UInt8] {
    while filled - position < count, !isAtEnd { try refill() }
    return Array(block[position..<min(position + count, filled)])
  }

  /// Skips the mark of a UTF-8 file, before its first row.
  ///
  /// - Returns: false for a file that is UTF-16 or UTF-32.
  package mutating func skipByteOrderMark() throws(FileError) -> Bool {
    let start = try peek(3)
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF])
      || start.starts(with: [0, 0])
    {
      return false
    }
    if start == [0xEF, 0xBB, 0xBF] { position += 3 }
    return true
  }

  /// Whether the file can be read only once, as a pipe can.
  var isPipe: Bool { file.size == nil }

  /// What kind of file it is; text is read from behind its mark on, whatever its encoding.
  ///
  /// To be called before the first row.
  mutating func begin() throws(FileError) -> FileSignature {
    let signature = FileSignature(try peek(FileSignature.length))
    guard case .text(let encoding, let markLength) = signature else { return signature }
    position += markLength
    if encoding != .utf8 { beginTranscoding(encoding) }
    return signature
  }

  /// What was read so far turns out to be UTF-16.
  private mutating func beginTranscoding(_ encoding: TextEncoding) {
    let known = Array(block[position..<filled])
    let room = UTF16Transcoder.bytesMax(max(blockSize, known.count))
    block = [UInt8](
      repeating: 0,
      count: CSVScanner.rowBytesMax + CSVScanner.lookahead + room
    )
    raw = [UInt8](repeating: 0, count: blockSize)
    var transcoder = UTF16Transcoder(isBigEndian: encoding == .utf16BigEndian)
    rawCount = filled
    position = 0
    filled = transcoder.transcode(known, known.count, into: &block, at: 0)
    if isAtEnd { filled = transcoder.finish(into: &block, at: filled) }
    self.transcoder = transcoder
  }

  /// Where the file ends in the middle of a character of UTF-16, in bytes from its start; nil while
  /// it does not.
  var brokenEnd: Int? {
    guard isAtEnd, let transcoder, transcoder.isInsideUnit else { return nil }
    return rawCount - 1
  }

  /// Reads the first row with the separator that its fields speak for: the first one for which
  /// `score`, which tells how well some fields suit, is highest.
  mutating func nextHeader(_ score: ([String]) -> Int) throws(FileError) -> Step {
    if let declared = try declaredSeparator() {
      separator = declared
      return try next()
    }
    try skipEmptyLines()
    var best: (separator: FieldSeparator, score: Int)?
    for candidate in FieldSeparator.allCases {
      separator = candidate
      let found = score(try peekRow())
      if found > best?.score ?? .min { best = (candidate, found) }
    }
    separator = best?.separator ?? .comma
    return try next()
  }

  /// The separator that a first line `sep=;` names, as spreadsheets write and read it.
  private mutating func declaredSeparator() throws(FileError) -> FieldSeparator? {
    let line = try peek(6)
    guard line.count >= 5, String(decoding: line[..<4], as: UTF8.self).lowercased() == "sep=",
      line.count == 5 || line[5] == UInt8(ascii: "\n") || line[5] == UInt8(ascii: "\r"),
      let separator = FieldSeparator(rawValue: line[4])
    else { return nil }
    position += 5
    if position < filled { endLine(at: position) }
    return separator
  }

  private mutating func skipEmptyLines() throws(FileError) {
    while true {
      if followsReturn { try skipLineFeed() }
      if position == filled {
        if isAtEnd { return }
        try refill()
      } else if block[position] == UInt8(ascii: "\n") || block[position] == UInt8(ascii: "\r") {
        endLine(at: position)
      } else {
        return
      }
    }
  }

  /// The fields of the row that comes next; none when there is no row, or none that can be read.
  private mutating func peekRow() throws(FileError) -> [String] {
    while true {
      switch CSVScanner.scan(block, position..<filled, separator, atEnd: isAtEnd, into: &fields) {
      case .incomplete: try refill()
      case .broken: return []
      case .row: return fields.fault == nil ? texts() : []
      }
    }
  }

  /// How many rows the file has, judged by the size of those read so far; nil for a pipe.
  func rowCountEstimate(rowsRead: Int) -> Int? {
    // What a lead file holds is nearly all ASCII, of which UTF-16 takes two bytes.
    let bytesRead = (blockStart + position) * (transcoder == nil ? 1 : 2)
    guard let size = file.size, bytesRead > 0 else { return nil }
    return Int(Double(size) / Double(bytesRead) * Double(rowsRead))
  }

  /// The digest of all bytes of the file, once the end is reached.
  package func digest() -> [UInt8] { hash.finalize() }

  /// Reads the next row that is not empty.
  package mutating func next() throws(FileError) -> Step {
    while true {
      if followsReturn { try skipLineFeed() }
      if position == filled {
        if isAtEnd { return .end }
        try refill()
        continue
      }
      let rest = position..<filled
      switch CSVScanner.scan(block, rest, separator, atEnd: isAtEnd, into: &fields) {
      case .incomplete: try refill()
      case .broken(let fault, let fieldStart):
        let line = nextLine + fields.innerBreaks
        position = fieldStart
        nextLine = line
        try skipLine()
        return .fault(fault, line: line)
      case .row(let end):
        if end == position {
          // An empty line is no row.
          endLine(at: end)
          continue
        }
        line = nextLine
        nextLine += fields.innerBreaks
        let fault = fields.fault ?? (fields.hasHighBytes ? encodingFault(end: end) : nil)
        endLine(at: end)
        if let fault { return .fault(fault, line: line) }
        fields.undouble(&block)
        return .row
      }
    }
  }

  /// The most fields of a row whose text can be had.
  package static var fieldsMax: Int { RowFields.capacity }

  /// The fields of the row that was read last, those beyond `fieldsMax` included.
  package var fieldCount: Int { fields.count }

  /// A field of the row that was read last, as text.
  package func text(_ index: Int) -> String {
    String(decoding: block[fields.starts[index]..<fields.ends[index]], as: UTF8.self)
  }

  /// The fields of the row that was read last, as text; of a long row the first `fieldsMax`.
  package func texts() -> [String] {
    (0..<min(fields.count, RowFields.capacity)).map { index in
      String(decoding: block[fields.starts[index]..<fields.ends[index]], as: UTF8.self)
    }
  }

  /// Stands behind the line break at an index, or at the end of the file.
  @inline(__always)
  private mutating func endLine(at index: Int) {
    guard index < filled else {
      position = filled
      return
    }
    position = index + 1
    nextLine += 1
    followsReturn = block[index] == UInt8(ascii: "\r")
  }

  private mutating func skipLineFeed() throws(FileError) {
    // A block of UTF-16 may be too short to hold a character.
    while position == filled, !isAtEnd { try refill() }
    if position < filled, block[position] == UInt8(ascii: "\n") { position += 1 }
    followsReturn = false
  }

  /// Skips the rest of a physical line, whatever its length.
  private mutating func skipLine() throws(FileError) {
    while true {
      while position < filled {
        let byte = block[position]
        if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
          return endLine(at: position)
        }
        position += 1
      }
      if isAtEnd { return }
      try refill()
    }
  }

  /// The fault of a row with a field that is not UTF-8, if the field's text matters.
  private mutating func encodingFault(end: Int) -> RowFault? {
    guard !Self.isUTF8(block.span.extracting(position..<end)) else { return nil }
    let known = min(fields.count, RowFields.capacity)
    for index in 0..<known where readFields >> UInt64(index) & 1 == 1 {
      let field = fields[index]
      guard let bad = Self.firstBroken(block.span.extracting(field)) else { continue }
      let place = field.lowerBound + bad
      // Of a file that was transcoded the place is not known.
      badByte =
        transcoder == nil ? BadByte(offset: blockStart + place, value: block[place]) : nil
      return RowFault(.encoding, field: index + 1)
    }
    if readFields == .max { return RowFault(.encoding, field: known + 1) }
    brokenElsewhere += 1
    return nil
  }

  /// Where the first character that is not UTF-8 begins; nil in a text that is.
  private static func firstBroken(_ bytes: Span<UInt8>) -> Int? {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  private static func isUTF8(_ bytes: Span<UInt8>) -> Bool {
    (try? UTF8Span(validating: bytes)) != nil
  }

  /// Moves the unused bytes to the front and reads one more block behind them.
  private mutating func refill() throws(FileError) {
    if position > 0 {
      let rest = filled - position
      blockStart += position
      for index in 0..<rest { block[index] = block[position + index] }
      position = 0
      filled = rest
    }
    if transcoder != nil { return try refillTranscoding() }
    precondition(filled + blockSize <= block.count, "a row outgrew its limit")
    let count = try file.read(into: &block, from: filled, count: blockSize)
    if hashes { Self.feed(&hash, block, filled..<filled + count) }
    filled += count
    isAtEnd = count < blockSize
  }

  private mutating func refillTranscoding() throws(FileError) {
    precondition(
      filled + UTF16Transcoder.bytesMax(blockSize) <= block.count,
      "a row outgrew its limit"
    )
    let count = try file.read(into: &raw, from: 0, count: blockSize)
    if hashes { Self.feed(&hash, raw, 0..<count) }
    rawCount += count
    isAtEnd = count < blockSize
    guard var transcoder else { return }
    filled = transcoder.transcode(raw, count, into: &block, at: filled)
    if isAtEnd { filled = transcoder.finish(into: &block, at: filled) }
    self.transcoder = transcoder
  }

  private static func feed(_ hash: inout SHA256, _ block: [UInt8], _ range: Range<Int>) {
    hash.update(block.span.extracting(range))
  }
}
