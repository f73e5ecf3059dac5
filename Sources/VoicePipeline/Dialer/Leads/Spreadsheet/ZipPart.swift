/// The content of one file of a zip archive, read from its start to its end in blocks.
///
/// A content that swells beyond what a lead file needs is refused while it comes, whatever the
/// directory says of its size; at its end size and checksum must be those of the directory.
struct ZipPart: ~Copyable {
  /// The most that a content may be larger than its compressed form; workbooks reach some 50.
  private static let ratioMax = 250
  /// Below this size no ratio is looked at.
  private static let freeBytes = 1 << 20
  private static let blockSize = 64 << 10

  private let archive: ZipArchive
  private let entry: ZipEntry
  private let sizeMax: Int
  /// Where the next compressed bytes stand in the archive, and how many are left there.
  private var offset: Int
  private var left: Int
  private var input: [UInt8] = []
  private var inputPosition = 0
  /// Nil for a stored file.
  private var inflater: Inflater?
  private var made = 0
  private var checksum: UInt32 = 0
  private var isDone = false

  /// Begins to read a content of at most so many bytes.
  static func open(
    _ archive: ZipArchive,
    _ entry: ZipEntry,
    sizeMax: Int
  ) throws(LeadError) -> ZipPart {
    if entry.isEncrypted { throw .foreign(path: archive.path, .encryptedWorkbook) }
    guard entry.method == 0 || entry.method == 8 else {
      throw archive.damage(entry.name, "it is packed by method \(entry.method), not by deflate")
    }
    guard entry.size <= sizeMax else { throw overSize(archive, entry, sizeMax) }
    let offset = try archive.dataOffset(of: entry)
    return ZipPart(archive, entry, sizeMax: sizeMax, offset: offset)
  }

  private init(_ archive: ZipArchive, _ entry: ZipEntry, sizeMax: Int, offset: Int) {
    self.archive = archive
    self.entry = entry
    self.sizeMax = sizeMax
    self.offset = offset
    left = entry.compressedSize
    inflater = entry.method == 8 ? Inflater() : nil
  }

  /// Fills a block with the next bytes; fewer at the end of the content only, and then none.
  mutating func read(into block: inout [UInt8]) throws(LeadError) -> Int {
    var filled = 0
    while filled < block.count, !isDone {
      if inputPosition == input.count, left > 0 { try readInput() }
      let step = try step(into: &block, from: filled)
      checksum = Inflater.checksum(checksum, block, filled..<filled + step)
      filled += step
      made += step
      try checkSize()
    }
    if isDone { try checkEnd() }
    return filled
  }

  private mutating func readInput() throws(LeadError) {
    let count = min(left, Self.blockSize)
    input = try archive.read(count, at: offset)
    guard input.count == count else { throw archive.damage(entry.name, "its end is missing") }
    inputPosition = 0
    offset += count
    left -= count
  }

  private mutating func step(
    into block: inout [UInt8],
    from start: Int
  ) throws(LeadError) -> Int {
    let rest = inputPosition..<input.count
    if inflater == nil {
      let count = min(rest.count, block.count - start)
      block.replaceSubrange(start..<start + count, with: input[rest.prefix(count)])
      inputPosition += count
      isDone = left == 0 && inputPosition == input.count
      return count
    }
    guard let step = inflater?.inflate(input, rest, into: &block, from: start) else {
      throw archive.damage(entry.name, "it is no deflate stream")
    }
    inputPosition += step.used
    isDone = step.isEnd
    // Without input the inflater may still have output; without either the stream is cut off.
    if step.used == 0, step.made == 0, !step.isEnd {
      throw archive.damage(entry.name, "its end is missing")
    }
    return step.made
  }

  private func checkSize() throws(LeadError) {
    guard made <= sizeMax else { throw Self.overSize(archive, entry, sizeMax) }
    guard made <= entry.size else {
      throw archive.damage(entry.name, "it is longer than the directory says")
    }
    let used = entry.compressedSize - left - (input.count - inputPosition)
    if made > Self.freeBytes, made / Self.ratioMax > used {
      throw .overLimit(
        path: archive.path,
        part: entry.name,
        limit: "\(Self.ratioMax) times its compressed size"
      )
    }
  }

  private func checkEnd() throws(LeadError) {
    guard made == entry.size else {
      throw archive.damage(entry.name, "it is shorter than the directory says")
    }
    guard checksum == entry.checksum else {
      throw archive.damage(entry.name, "its checksum is wrong")
    }
  }

  private static func overSize(
    _ archive: ZipArchive,
    _ entry: ZipEntry,
    _ limit: Int
  ) -> LeadError {
    .overLimit(path: archive.path, part: entry.name, limit: "\(limit >> 20) MiB")
  }
}
