/// What a frame is (RFC 6455, section 5.2).
enum Opcode: UInt8, Sendable {
  case continuation = 0
  case text = 1
  case binary = 2
  case close = 8
  case ping = 9
  case pong = 10

  var isControl: Bool { rawValue & 8 != 0 }
}

/// The first 2 to 14 bytes of a frame.
struct FrameHeader: Sendable, Hashable {
  var opcode: Opcode
  var isFinal: Bool
  var payloadCount: Int
  /// The mask as four bytes, the first one lowest; nil for a frame without mask.
  var mask: UInt32?

  /// The longest payload of a control frame (section 5.5).
  static let controlPayloadMax = 125

  /// Bytes of the shortest head that says it.
  var byteCount: Int {
    (payloadCount < 126 ? 2 : payloadCount <= 0xFFFF ? 4 : 10) + (mask == nil ? 0 : 4)
  }

  /// Writes it over the `byteCount` bytes from `start` on, without an allocation.
  func write(over output: inout [UInt8], at start: Int) {
    var place = start
    func put(_ byte: UInt8) {
      output[place] = byte
      place += 1
    }
    put(opcode.rawValue | (isFinal ? 0x80 : 0))
    let maskBit: UInt8 = mask == nil ? 0 : 0x80
    let extraCount = payloadCount < 126 ? 0 : payloadCount <= 0xFFFF ? 2 : 8
    put(maskBit | (extraCount == 0 ? UInt8(payloadCount) : extraCount == 2 ? 126 : 127))
    for index in 0..<extraCount {
      put(UInt8(truncatingIfNeeded: payloadCount >> (8 * (extraCount - 1 - index))))
    }
    guard let mask else { return }
    for index in 0..<4 { put(UInt8(truncatingIfNeeded: mask >> UInt32(8 * index))) }
  }

  /// Appends the shortest bytes that say it.
  func write(to output: inout [UInt8]) {
    output.append(opcode.rawValue | (isFinal ? 0x80 : 0))
    let maskBit: UInt8 = mask == nil ? 0 : 0x80
    switch payloadCount {
    case ...125: output.append(maskBit | UInt8(payloadCount))
    case ...0xFFFF:
      output.append(maskBit | 126)
      Self.append(UInt64(payloadCount), count: 2, to: &output)
    default:
      output.append(maskBit | 127)
      Self.append(UInt64(payloadCount), count: 8, to: &output)
    }
    guard let mask else { return }
    for index in 0..<4 { output.append(UInt8(truncatingIfNeeded: mask >> UInt32(8 * index))) }
  }

  private static func append(_ value: UInt64, count: Int, to output: inout [UInt8]) {
    for index in 0..<count {
      output.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * (count - 1 - index))))
    }
  }
}

/// Collects the header of one frame, byte by byte, and refuses it at the first byte that is wrong.
struct FrameHeaderReader: Sendable {
  private var bytes = [14 of UInt8](repeating: 0)
  private var count = 0
  private var needed = 2

  /// Whether no byte of a header has come yet.
  var isEmpty: Bool { count == 0 }

  /// Takes bytes from `offset` on; the header when it is whole.
  mutating func next(
    _ input: Span<UInt8>,
    at offset: inout Int,
    fromClient: Bool
  ) throws(WebSocketError) -> FrameHeader? {
    while count < needed {
      guard offset < input.count else { return nil }
      bytes[count] = input[offset]
      count &+= 1
      offset &+= 1
      if count == 1 { try checkFirst() }
      if count == 2 { try checkSecond(fromClient: fromClient) }
    }
    let header = try header()
    (count, needed) = (0, 2)
    return header
  }

  private func checkFirst() throws(WebSocketError) {
    if bytes[0] & 0x70 != 0 { throw .reservedBits }
    guard let opcode = Opcode(rawValue: bytes[0] & 15) else {
      throw .reservedOpcode(bytes[0] & 15)
    }
    if opcode.isControl && bytes[0] & 0x80 == 0 { throw .fragmentedControlFrame }
  }

  private mutating func checkSecond(fromClient: Bool) throws(WebSocketError) {
    let isMasked = bytes[1] & 0x80 != 0
    if fromClient && !isMasked { throw .unmaskedFrame }
    if !fromClient && isMasked { throw .maskedFrame }
    let length = bytes[1] & 0x7F
    if bytes[0] & 8 != 0 && length > 125 { throw .controlFrameTooLong }
    needed = 2 + (length == 127 ? 8 : length == 126 ? 2 : 0) + (isMasked ? 4 : 0)
  }

  private func header() throws(WebSocketError) -> FrameHeader {
    let length = bytes[1] & 0x7F
    let extraCount = length == 127 ? 8 : length == 126 ? 2 : 0
    var payloadCount = UInt64(length)
    if extraCount > 0 {
      payloadCount = 0
      for index in 2..<(2 + extraCount) {
        payloadCount = (payloadCount << 8) | UInt64(bytes[index])
      }
      guard payloadCount > (extraCount == 2 ? 125 : 0xFFFF), payloadCount >> 63 == 0 else {
        throw .malformedLength
      }
    }
    var mask: UInt32?
    if bytes[1] & 0x80 != 0 {
      var value: UInt32 = 0
      for index in 0..<4 {
        value |= UInt32(bytes[needed - 4 + index]) << UInt32(8 * index)
      }
      mask = value
    }
    guard let opcode = Opcode(rawValue: bytes[0] & 15) else {
      throw .reservedOpcode(bytes[0] & 15)
    }
    return FrameHeader(
      opcode: opcode,
      isFinal: bytes[0] & 0x80 != 0,
      payloadCount: Int(payloadCount),
      mask: mask
    )
  }
}

/// The exclusive-or that hides a client's payload from proxies (section 5.3).
enum PayloadMask {
  /// Masks the bytes from `start` on where they stand, eight at a time.
  static func apply(_ mask: UInt32, to bytes: inout [UInt8], from start: Int) {
    let wide = UInt64(mask) | (UInt64(mask) &<< 32)
    var room = bytes.mutableSpan
    var index = start
    while index &+ 8 <= room.count {
      for step in 0..<8 {
        room[index &+ step] ^= UInt8(truncatingIfNeeded: wide &>> UInt64(8 &* step))
      }
      index &+= 8
    }
    var step: UInt64 = 0
    while index < room.count {
      room[index] ^= UInt8(truncatingIfNeeded: wide &>> step)
      index &+= 1
      step &+= 8
    }
  }

  /// Appends `input` masked, or unmasked, which is the same; eight bytes at a time.
  ///
  /// `phase` is the offset of the first byte in the payload of its frame.
  static func append(
    _ input: Span<UInt8>,
    mask: UInt32,
    phase: Int,
    to output: inout [UInt8]
  ) {
    // See `Bytes.append`: all empty arrays share their storage.
    guard !input.isEmpty else { return }
    let shift = UInt32(8 * (phase & 3))
    let turned = shift == 0 ? mask : (mask &>> shift) | (mask &<< (32 &- shift))
    let wide = UInt64(turned) | (UInt64(turned) &<< 32)
    output.append(addingCapacity: input.count) { room in
      var index = 0
      while index &+ 8 <= input.count {
        var word: UInt64 = 0
        for step in 0..<8 { word |= UInt64(input[index &+ step]) &<< UInt64(8 &* step) }
        word ^= wide
        for step in 0..<8 {
          room.append(UInt8(truncatingIfNeeded: word &>> UInt64(8 &* step)))
        }
        index &+= 8
      }
      while index < input.count {
        let key = UInt8(truncatingIfNeeded: wide &>> UInt64(8 &* (index & 7)))
        room.append(input[index] ^ key)
        index &+= 1
      }
    }
  }
}
