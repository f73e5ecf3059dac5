package import SimCore

/// Rows of text, hashed and compressed block by block as they come, at flat memory.
package struct RecordTable: Sendable {
  /// Turns at most 1 MiB of text into compressed bytes that can be concatenated.
  package typealias Compressor = @Sendable ([UInt8]) -> [UInt8]

  /// Rows so far, the head not counted.
  package private(set) var rows = 0
  private var block = TextBuffer()
  private var hash = SHA256()
  private var members: [[UInt8]] = []
  private let compress: Compressor

  /// A block is cut at the first row end past this size: below 1 MiB with any row.
  private static let blockBytes = (1 << 20) - (1 << 14)

  package init(columns: String, compress: @escaping Compressor) {
    self.compress = compress
    block.text(columns)
  }

  /// Appends one row that `write` puts down, its line end included.
  package mutating func append(_ write: (inout TextBuffer) -> Void) {
    write(&block)
    rows += 1
    if block.count >= Self.blockBytes { flush() }
  }

  /// The whole table, compressed, and the SHA-256 of its text in hexadecimal.
  package mutating func finish() -> (compressed: [UInt8], digest: String) {
    if block.count > 0 { flush() }
    var compressed: [UInt8] = []
    compressed.reserveCapacity(members.reduce(0) { $0 + $1.count })
    for member in members { compressed += member }
    members = []
    return (compressed, hash.hexDigest)
  }

  /// Appends the rows of another table, which has no head.
  package mutating func append(_ other: RecordTable, expand: Compressor) {
    var other = other
    if block.count > 0 { flush() }
    if other.block.count > 0 { other.flush() }
    for member in other.members { hash.update(expand(member)) }
    members += other.members
    rows += other.rows
  }

  private mutating func flush() {
    let bytes = block.takeBytes()
    hash.update(bytes)
    members.append(compress(bytes))
    block.reuse(bytes)
  }
}

extension TextBuffer {
  /// A comma and, if there is one, a number.
  package mutating func field(_ value: Int?) {
    if let value { field(value) } else { byte(UInt8(ascii: ",")) }
  }

  /// A comma and, if there is one, a duration in milliseconds with three decimals.
  package mutating func field(_ value: Duration?) {
    if let value { field(value) } else { byte(UInt8(ascii: ",")) }
  }

  /// A comma and, if there is one, milliseconds since the start of the run.
  package mutating func field(_ value: SimInstant?) {
    if let value { field(value) } else { byte(UInt8(ascii: ",")) }
  }

  /// A comma and text, quoted where RFC 4180 asks for it.
  package mutating func field(_ value: String) {
    byte(UInt8(ascii: ","))
    fieldCSV(value)
  }

  /// A comma and a word that needs no quotes.
  package mutating func word(_ text: String) {
    byte(UInt8(ascii: ","))
    string(text)
  }

  /// Sixteen hexadecimal digits.
  package mutating func hexadecimal(_ value: UInt64) {
    for shift in stride(from: 60, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: (value >> UInt64(shift)) & 15)
      byte(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
}
