internal import SimCore

/// The chain of a log, in which every line vouches for all lines before it.
///
/// The value of a line is the SHA-256 of the value before it, as 32 bytes, and of the line's own
/// bytes up to the comma before its value. The first line has nothing before it.
enum HashChain {
  /// The value that a line should have after another; `previous` is empty for the first line.
  static func value(after previous: [UInt8], of line: ArraySlice<UInt8>) -> [UInt8] {
    var hash = SHA256()
    hash.update(previous)
    hash.update(Array(line.prefix(upTo: line.lastIndex(of: UInt8(ascii: ",")) ?? line.endIndex)))
    return hash.finalize()
  }

  /// Ends a line that has neither comma nor value yet, and hands on the value.
  static func close(_ line: inout TextBuffer, after previous: inout [32 of UInt8]?) {
    var hash = SHA256()
    if let previous { hash.update(previous.span) }
    line.write(to: &hash)
    let value = hash.digest()
    line.byte(UInt8(ascii: ","))
    line.hexadecimal(value.span)
    line.byte(UInt8(ascii: "\n"))
    previous = value
  }
}
