/// A frame put together by hand, as sound or as broken as a test wants it.
struct RawFrame {
  var opcode: UInt8
  var payload: [UInt8]
  var isFinal = true
  var reserved: UInt8 = 0
  var mask: [UInt8]? = [0x37, 0xFA, 0x21, 0x3D]
  /// Bytes of the extended length, if not the fewest.
  var lengthByteCount: Int?
  /// The length that the head gives, if not the true one.
  var statedLength: UInt64?

  init(_ opcode: UInt8, _ payload: [UInt8]) {
    self.opcode = opcode
    self.payload = payload
  }

  init(_ opcode: UInt8, _ payload: String = "") { self.init(opcode, Array(payload.utf8)) }

  static func text(_ text: String) -> RawFrame { RawFrame(1, text) }
  static func binary(_ bytes: [UInt8]) -> RawFrame { RawFrame(2, bytes) }
  static func more(_ text: String) -> RawFrame { RawFrame(0, text) }
  static func ping(_ text: String = "") -> RawFrame { RawFrame(9, text) }
  static func pong(_ text: String = "") -> RawFrame { RawFrame(10, text) }
  static func close(_ code: UInt16, _ reason: String = "") -> RawFrame {
    RawFrame(8, [UInt8(code >> 8), UInt8(code & 255)] + Array(reason.utf8))
  }

  /// The same frame, not the last of its message.
  var begun: RawFrame { with { $0.isFinal = false } }

  var unmasked: RawFrame { with { $0.mask = nil } }

  func with(_ change: (inout RawFrame) -> Void) -> RawFrame {
    var copy = self
    change(&copy)
    return copy
  }

  var bytes: [UInt8] {
    let length = statedLength ?? UInt64(payload.count)
    let count = lengthByteCount ?? (length < 126 ? 0 : length < 65_536 ? 2 : 8)
    let short = count == 0 ? UInt8(length) : count == 2 ? 126 : 127
    var result = [
      (isFinal ? 0x80 : 0) | (reserved << 4) | opcode, short | (mask == nil ? 0 : 0x80),
    ]
    for index in 0..<count {
      result.append(UInt8(truncatingIfNeeded: length >> UInt64(8 * (count - 1 - index))))
    }
    guard let mask else { return result + payload }
    return result + mask + payload.enumerated().map { $0.element ^ mask[$0.offset % 4] }
  }

  /// Frames that a session wrote, in words: `pong:68690a`, `close:1002`.
  static func words(_ bytes: [UInt8]) -> [String] {
    var words: [String] = []
    var rest = bytes[...]
    while let first = rest.popFirst(), let second = rest.popFirst() {
      var length = Int(second & 127)
      if length >= 126 {
        let count = length == 126 ? 2 : 8
        length = rest.prefix(count).reduce(0) { ($0 << 8) | Int($1) }
        rest.removeFirst(count)
      }
      let mask = second & 128 == 0 ? [0, 0, 0, 0] : Array(rest.prefix(4))
      if second & 128 != 0 { rest.removeFirst(4) }
      let payload = rest.prefix(length).enumerated().map { $0.element ^ mask[$0.offset % 4] }
      rest.removeFirst(length)
      let names: [UInt8: String] = [
        0: "more", 1: "text", 2: "binary", 8: "close", 9: "ping", 10: "pong",
      ]
      let name = names[first & 15, default: "?"] + (first & 128 == 0 ? "..." : "")
      if first & 15 == 8 {
        words.append("\(name):\(payload.prefix(2).reduce(0) { ($0 << 8) | Int($1) })")
      } else {
        words.append("\(name):\(hexadecimal(payload))")
      }
    }
    return words
  }
}
