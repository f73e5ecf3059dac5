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

  /// How many rows the file has, judged by the size of those read so far; nil for a pipe.
  func rowCountEstimate(rowsRead: Int) -> Int? {
    let bytesRead = blockStart + position
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
      switch CSVScanner.scan(block, rest, atEnd: isAtEnd, into: &fields) {
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
        let fault = fields.fault ?? encodingFault(end: end)
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
    if position == filled, !isAtEnd { try refill() }
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

  /// The fault of a row with a field that is not UTF-8.
  private func encodingFault(end: Int) -> RowFault? {
    guard fields.hasHighBytes, !Self.isUTF8(block.span.extracting(position..<end)) else {
      return nil
    }
    let known = min(fields.count, RowFields.capacity)
    let field = (0..<known).first { index in
      !Self.isUTF8(block.span.extracting(fields.starts[index]..<fields.ends[index]))
    }
    return RowFault(.encoding, field: (field ?? known) + 1)
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
    precondition(filled + blockSize <= block.count, "a row outgrew its limit")
    let count = try file.read(into: &block, from: filled, count: blockSize)
    if hashes { Self.feed(&hash, block, filled..<filled + count) }
    filled += count
    isAtEnd = count < blockSize
  }

  private static func feed(_ hash: inout SHA256, _ block: [UInt8], _ range: Range<Int>) {
    hash.update(block.span.extracting(range))
  }
}
