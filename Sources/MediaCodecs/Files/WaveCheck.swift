internal import SimCore

/// What the head of a WAV file promises, for libsndfile takes a file that was cut off as whole.
struct WaveCheck: Hashable {
  /// Frames that the head promises.
  let promised: Int
  /// Frames that the file has room for.
  let found: Int

  /// Chunks before the samples that are looked at: real files have a few.
  private static let chunksMax = 64

  /// Nil for a file that is no WAV, or whose head leaves the length open.
  init?(path: String) throws(FileError) {
    let file = try InputFile(path: path)
    guard let size = file.size, size >= 12 else { return nil }
    var block = [UInt8](repeating: 0, count: 16)
    guard try file.read(into: &block, count: 12, at: 0) == 12,
      block.starts(with: "RIFF".utf8), block[8..<12].elementsEqual("WAVE".utf8)
    else { return nil }
    var offset = 12
    var frameBytes: Int?
    for _ in 0..<Self.chunksMax {
      let read = try file.read(into: &block, count: 8, at: offset)
      guard read == 8 else { return nil }
      let length = Self.number(block[4..<8])
      if block.starts(with: "fmt ".utf8) {
        _ = try file.read(into: &block, count: 14, at: offset + 8)
        frameBytes = Self.number(block[12..<14])
      } else if block.starts(with: "data".utf8) {
        // Programs that write into a pipe leave the length at its largest, or at 0.
        guard let frameBytes, frameBytes > 0, length < 0x7FFF_F000 else { return nil }
        promised = length / frameBytes
        found = min(length, size - offset - 8) / frameBytes
        return
      }
      offset += 8 + length + length % 2
    }
    return nil
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
