import SimCore

/// What the directory of a zip archive says of one of its files.
struct ZipEntry: Sendable, Hashable {
  /// With slashes, as in `xl/workbook.xml`.
  let name: String
  let isEncrypted: Bool
  /// 0 for stored, 8 for deflate.
  let method: Int
  let checksum: UInt32
  let compressedSize: Int
  let size: Int
  /// Where its own header stands in the archive.
  let headerOffset: Int
}

/// A zip archive (APPNOTE 6.3), with the sizes of zip64; read through its directory.
final class ZipArchive {
  private static let entriesMax = 10_000
  private static let directoryBytesMax = 16 << 20

  let path: String
  private(set) var entries: [ZipEntry] = []
  private let file: InputFile
  private var size = 0

  init(path: String) throws(LeadError) {
    self.path = path
    do throws(FileError) { file = try InputFile(path: path) } catch { throw .unreadable(error) }
    guard let size = file.size else {
      throw .foreign(path: path, .pipe)
    }
    self.size = size
    let directory = try ZipDirectory.place(in: file, size: size)
    guard directory.count <= Self.entriesMax else {
      throw .overLimit(path: path, part: "the archive", limit: "\(Self.entriesMax) files")
    }
    guard directory.size <= Self.directoryBytesMax else {
      throw .overLimit(path: path, part: "the archive's directory", limit: "16 MiB")
    }
    let bytes = try read(directory.size, at: directory.offset)
    entries = try ZipDirectory.entries(bytes, count: directory.count, path: path)
  }

  /// The entry of a name, be it in other letters; nil when there is none.
  func entry(_ name: String) throws(LeadError) -> ZipEntry? {
    var found = entries.filter { $0.name == name }
    if found.isEmpty {
      let lowered = name.lowercased()
      found = entries.filter { $0.name.lowercased() == lowered }
    }
    guard found.count < 2 else { throw damage(name, "the archive has it twice") }
    return found.first
  }

  func damage(_ part: String, _ problem: String) -> LeadError {
    .damaged(path: path, WorkbookDamage(part: part, problem: problem))
  }

  /// Where the bytes of an entry begin, behind a header of their own.
  func dataOffset(of entry: ZipEntry) throws(LeadError) -> Int {
    let header = try read(30, at: entry.headerOffset)
    guard header.count == 30, header.number(0, 4) == 0x0403_4B50 else {
      throw damage(entry.name, "its header is not where the directory says")
    }
    let offset = entry.headerOffset + 30 + header.number(26, 2) + header.number(28, 2)
    guard entry.compressedSize <= size - offset else {
      throw damage(entry.name, "it goes beyond the end of the file")
    }
    return offset
  }

  /// Bytes of the archive; fewer at its end.
  func read(_ count: Int, at offset: Int) throws(LeadError) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: count)
    do throws(FileError) {
      let found = try file.read(into: &block, count: count, at: offset)
      block.removeLast(count - found)
    } catch {
      throw .unreadable(error)
    }
    return block
  }

  /// SHA-256 of the whole archive.
  func digest() throws(LeadError) -> [UInt8] {
    var hash = SHA256()
    var offset = 0
    while true {
      let block = try read(256 << 10, at: offset)
      if block.isEmpty { return hash.finalize() }
      hash.update(block)
      offset += block.count
    }
  }
}

/// The directory at the end of a zip archive.
enum ZipDirectory {
  /// Where the directory stands, and how many entries it has.
  struct Place {
    let offset: Int
    let size: Int
    let count: Int
  }

  /// Finds the directory by the record at the end of the file, or that of zip64 before it.
  static func place(in file: borrowing InputFile, size: Int) throws(LeadError) -> Place {
    let path = file.path
    let damage = LeadError.damaged(
      path: path,
      WorkbookDamage(part: "the archive's directory", problem: "the end of the file is missing")
    )
    // The record of 22 bytes, behind it a comment of at most 65,535, before it 20 of zip64.
    let tailSize = min(size, 22 + 65_535 + 20)
    var tail = [UInt8](repeating: 0, count: tailSize)
    do throws(FileError) {
      guard try file.read(into: &tail, count: tailSize, at: size - tailSize) == tailSize else {
        throw FileError(path: path, operation: .read, errno: SystemReason.tooLarge)
      }
    } catch {
      throw .unreadable(error)
    }
    guard tailSize >= 22,
      let end = (0...tailSize - 22).last(where: { index in
        tail[index] == 0x50 && tail.number(index, 4) == 0x0605_4B50
          && index + 22 + tail.number(index + 20, 2) == tailSize
      })
    else { throw damage }
    var place = Place(
      offset: tail.number(end + 16, 4),
      size: tail.number(end + 12, 4),
      count: tail.number(end + 10, 2)
    )
    if end >= 20, tail.number(end - 20, 4) == 0x0706_4B50 {
      let record = tail.number(end - 12, 8)
      var block = [UInt8](repeating: 0, count: 56)
      let found = try LeadError.wrapped { () throws(FileError) in
        record <= size - 56 ? try file.read(into: &block, count: 56, at: record) : 0
      }
      guard found == 56, block.number(0, 4) == 0x0606_4B50 else { throw damage }
      place = Place(
        offset: block.number(48, 8),
        size: block.number(40, 8),
        count: block.number(32, 8)
      )
    }
    guard place.size <= size, place.offset <= size - place.size else { throw damage }
    return place
  }

  static func entries(
    _ bytes: [UInt8],
    count: Int,
    path: String
  ) throws(LeadError) -> [ZipEntry] {
    let damage = LeadError.damaged(
      path: path,
      WorkbookDamage(part: "the archive's directory", problem: "an entry is broken")
    )
    var entries: [ZipEntry] = []
    var index = 0
    for _ in 0..<count {
      guard index + 46 <= bytes.count, bytes.number(index, 4) == 0x0201_4B50 else { throw damage }
      let nameEnd = index + 46 + bytes.number(index + 28, 2)
      let extraEnd = nameEnd + bytes.number(index + 30, 2)
      let next = extraEnd + bytes.number(index + 32, 2)
      guard next <= bytes.count, let entry = entry(bytes, index, nameEnd..<extraEnd) else {
        throw damage
      }
      entries.append(entry)
      index = next
    }
    return entries
  }

  private static func entry(_ bytes: [UInt8], _ index: Int, _ extra: Range<Int>) -> ZipEntry? {
    let name = String(decoding: bytes[index + 46..<extra.lowerBound], as: UTF8.self)
    var sizes = [24, 20, 42].map { bytes.number(index + $0, 4) }
    if sizes.contains(0xFFFF_FFFF) {
      guard widen(&sizes, bytes, extra) else { return nil }
    }
    return ZipEntry(
      name: name.replacing("\\", with: "/"),
      isEncrypted: bytes[index + 8] & 1 == 1,
      method: bytes.number(index + 10, 2),
      checksum: UInt32(bytes.number(index + 16, 4)),
      compressedSize: sizes[1],
      size: sizes[0],
      headerOffset: sizes[2]
    )
  }

  /// Puts the sizes of zip64 in the place of those that do not fit 32 bits (4.5.3).
  private static func widen(_ sizes: inout [Int], _ bytes: [UInt8], _ extra: Range<Int>) -> Bool {
    var index = extra.lowerBound
    while index + 4 <= extra.upperBound {
      let end = index + 4 + bytes.number(index + 2, 2)
      guard end <= extra.upperBound else { return false }
      if bytes.number(index, 2) == 1 {
        var place = index + 4
        for size in sizes.indices where sizes[size] == 0xFFFF_FFFF {
          guard place + 8 <= end else { return false }
          sizes[size] = bytes.number(place, 8)
          place += 8
        }
        return true
      }
      index = end
    }
    return false
  }
}

extension [UInt8] {
  /// The number that some bytes from an index on make, the lowest first; at most `Int.max`.
  fileprivate func number(_ index: Int, _ count: Int) -> Int {
    var value: UInt64 = 0
    for place in (0..<count).reversed() { value = value << 8 | UInt64(self[index + place]) }
    return Int(clamping: value)
  }
}
