package import SimCore

/// How much a session takes in before it refuses.
package struct WebSocketLimits: Sendable, Hashable {
  /// Payload of one data frame, in bytes.
  package var frameByteCountMax: Int
  /// Payload of one message over all its frames, in bytes.
  package var messageByteCountMax: Int

  package init(frameByteCountMax: Int = 1 << 20, messageByteCountMax: Int = 1 << 20) {
    self.frameByteCountMax = frameByteCountMax
    self.messageByteCountMax = messageByteCountMax
  }
}

/// What a session says about the bytes of its peer.
package enum WebSocketEvent: Sendable, Hashable {
  /// A whole text message, checked to be UTF-8.
  case text([UInt8])
  case binary([UInt8])
  /// A ping; its pong is already among the bytes to send.
  case ping([UInt8])
  case pong([UInt8])
  /// The peer closes; the answer, if one was due, is already among the bytes to send. `noStatus`
  /// when the frame had no code.
  case closed(CloseStatus)
}

/// The kinds of message.
package enum WebSocketMessageKind: Sendable, Hashable {
  case text
  case binary
}

/// One side of an open WebSocket connection (RFC 6455, sections 5 to 7), without its socket.
///
/// Bytes of the peer go in through `next`, at any cut; what is to be sent is appended to a buffer
/// that the caller owns. Nothing waits and nothing is read ahead: a caller that stops asking stops
/// reading, and the memory held is bounded by the limits. After an error the peer has been
/// told why, and the connection is over.
///
/// ```
///   socket -> next -> text, binary, ping, pong, closed -> caller
///   caller -> send, ping, close -> output -> socket
/// ```
package struct WebSocketSession: Sendable {
  /// Which end of the connection: a client masks what it sends.
  package enum Side: Sendable, Hashable {
    case client
    case server
  }

  /// How far the connection is.
  package enum Phase: Sendable, Hashable {
    case open
    /// A close frame was sent; the peer's is awaited, and its data still comes in.
    case closing
    /// Nothing more is read or written: the server ends the connection below, the client waits for
    /// that a while (section 7.1.1).
    case closed
  }

  package let side: Side
  package private(set) var phase = Phase.open
  /// Messages taken in whole.
  package private(set) var messagesReceived = 0

  private let limits: WebSocketLimits
  private var masks: MaskSource
  private var headerReader = FrameHeaderReader()
  private var frame: FrameHeader?
  /// Payload bytes of the frame that have come.
  private var payloadOffset = 0
  /// The message in the making: its kind, its bytes and what is known of its characters.
  private var messageKind: WebSocketMessageKind?
  private var message: [UInt8] = []
  private var validator = UTF8Validator()
  private var control: [UInt8] = []
  /// The kind of a message that this side sends in pieces.
  private var outgoingKind: WebSocketMessageKind?

  /// A session right after the opening handshake.
  ///
  /// A client masks with draws from `masks`. Against proxies that could be tricked, the key must be
  /// one that no peer can guess (section 10.3): seed it from the system's entropy when the far end
  /// is not this host.
  package init(_ side: Side, limits: WebSocketLimits = WebSocketLimits(), masks: DrawKey) {
    self.side = side
    self.limits = limits
    self.masks = MaskSource(key: masks)
  }

  /// Reads from `offset` on up to the next event, or to the end of the input: then nil.
  ///
  /// Pongs, the answer to a close and the close after an error are appended to `output`.
  package mutating func next(
    _ input: Span<UInt8>,
    at offset: inout Int,
    answering output: inout [UInt8]
  ) throws(WebSocketError) -> WebSocketEvent? {
    guard phase != .closed else {
      offset = input.count
      return nil
    }
    do throws(WebSocketError) {
      return try nextEvent(input, at: &offset, answering: &output)
    } catch {
      fail(error, &output)
      throw error
    }
  }

  /// The peer ended the connection below; the status unless a close frame had come before.
  package mutating func inputEnded() -> CloseStatus? {
    guard phase != .closed else { return nil }
    phase = .closed
    return CloseStatus(.abnormal)
  }

  private mutating func nextEvent(
    _ input: Span<UInt8>,
    at offset: inout Int,
    answering output: inout [UInt8]
  ) throws(WebSocketError) -> WebSocketEvent? {
    while true {
      if frame == nil {
        let header = try headerReader.next(input, at: &offset, fromClient: side == .server)
        guard let header else { return nil }
        try begin(header)
      }
      guard let frame, try payload(of: frame, input, at: &offset) else { return nil }
      self.frame = nil
      if let event = try end(of: frame, answering: &output) { return event }
    }
  }
}

// What comes in.
extension WebSocketSession {
  private mutating func begin(_ header: FrameHeader) throws(WebSocketError) {
    switch header.opcode {
    case .continuation:
      if messageKind == nil { throw .unexpectedContinuation }
    case .text, .binary:
      if messageKind != nil { throw .unfinishedMessage }
      messageKind = header.opcode == .text ? .text : .binary
      validator = UTF8Validator()
    case .close, .ping, .pong: control = []
    }
    if !header.opcode.isControl {
      guard header.payloadCount <= limits.frameByteCountMax else {
        throw .frameTooLong(limit: limits.frameByteCountMax)
      }
      guard header.payloadCount <= limits.messageByteCountMax - message.count else {
        throw .messageTooLong(limit: limits.messageByteCountMax)
      }
    }
    frame = header
    payloadOffset = 0
  }

  /// Takes what the input has of the frame's payload; whether that was the last of it.
  private mutating func payload(
    of frame: FrameHeader,
    _ input: Span<UInt8>,
    at offset: inout Int
  ) throws(WebSocketError) -> Bool {
    let count = min(frame.payloadCount &- payloadOffset, input.count &- offset)
    if count > 0 {
      let bytes = input.extracting(offset..<(offset &+ count))
      let mask = frame.mask ?? 0
      if frame.opcode.isControl {
        PayloadMask.append(bytes, mask: mask, phase: payloadOffset, to: &control)
      } else {
        let start = message.count
        PayloadMask.append(bytes, mask: mask, phase: payloadOffset, to: &message)
        if messageKind == .text {
          var progress = validator
          let isText = progress.accepts(message.span.extracting(start..<message.count))
          validator = progress
          guard isText else { throw .invalidText }
        }
      }
      offset &+= count
      payloadOffset &+= count
    }
    return payloadOffset == frame.payloadCount
  }

  private mutating func end(
    of frame: FrameHeader,
    answering output: inout [UInt8]
  ) throws(WebSocketError) -> WebSocketEvent? {
    let payload = control
    switch frame.opcode {
    case .continuation, .text, .binary: return frame.isFinal ? try endMessage() : nil
    case .ping:
      if phase == .open { writeFrame(.pong, payload.span, to: &output) }
      return .ping(payload)
    case .pong: return .pong(payload)
    case .close: return .closed(try endClose(payload.span, answering: &output))
    }
  }

  private mutating func endMessage() throws(WebSocketError) -> WebSocketEvent? {
    guard let kind = messageKind else { return nil }
    if kind == .text && !validator.isComplete { throw .invalidText }
    var bytes: [UInt8] = []
    swap(&bytes, &message)
    messageKind = nil
    messagesReceived &+= 1
    return kind == .text ? .text(bytes) : .binary(bytes)
  }

  /// Answers a close with its own code (section 5.5.1).
  private mutating func endClose(
    _ payload: Span<UInt8>,
    answering output: inout [UInt8]
  ) throws(WebSocketError) -> CloseStatus {
    let status = try Self.status(of: payload)
    if phase == .open { writeFrame(.close, payload.extracting(first: 2), to: &output) }
    phase = .closed
    return status
  }

  /// What the payload of a close frame says.
  private static func status(of payload: Span<UInt8>) throws(WebSocketError) -> CloseStatus {
    guard payload.count > 0 else { return CloseStatus(.noStatus) }
    guard payload.count >= 2 else { throw .malformedClose }
    let code = CloseCode((UInt16(payload[0]) << 8) | UInt16(payload[1]))
    guard code.isSendable else { throw .invalidCloseCode(code.value) }
    let reason = payload.extracting(2..<payload.count)
    guard UTF8Validator.isText(reason) else { throw .invalidText }
    return CloseStatus(code, reason: Bytes.string(reason))
  }

  /// Fails the connection (section 7.1.7): the peer hears why, unless it has heard a close already.
  private mutating func fail(_ error: WebSocketError, _ output: inout [UInt8]) {
    if phase == .open { writeClose(CloseStatus(error.closeCode), to: &output) }
    phase = .closed
    message = []
  }
}

// What goes out.
extension WebSocketSession {
  /// Sends a message, or with `isFinal` false a piece of one; false when the connection is closing.
  ///
  /// The pieces of a message are all of one kind, and no other message comes between them.
  @discardableResult
  package mutating func send(
    _ payload: Span<UInt8>,
    as kind: WebSocketMessageKind,
    isFinal: Bool = true,
    to output: inout [UInt8]
  ) -> Bool {
    guard phase == .open else { return false }
    writeFrame(nextOpcode(kind, isFinal: isFinal), payload, isFinal: isFinal, to: &output)
    return true
  }

  /// Sends a text message; false when the connection is closing.
  @discardableResult
  package mutating func send(text: [UInt8], to output: inout [UInt8]) -> Bool {
    send(text.span, as: .text, to: &output)
  }

  /// Sends a ping of at most 125 bytes; false when the connection is closing.
  @discardableResult
  package mutating func ping(_ payload: [UInt8] = [], to output: inout [UInt8]) -> Bool {
    sendControl(.ping, payload, to: &output)
  }

  /// Sends a pong that no ping asked for: a heartbeat in one direction (section 5.5.3).
  @discardableResult
  package mutating func pong(_ payload: [UInt8] = [], to output: inout [UInt8]) -> Bool {
    sendControl(.pong, payload, to: &output)
  }

  /// Starts the closing handshake; false when it has been started already.
  ///
  /// A reason longer than 123 bytes is cut at a character.
  @discardableResult
  package mutating func close(_ status: CloseStatus, to output: inout [UInt8]) -> Bool {
    guard phase == .open else { return false }
    precondition(
      status.code.isSendable || status.code == .noStatus,
      "close code \(status.code.value) may not be sent: take 1000 to 1003, 1007 to 1014 or 3000 up"
    )
    writeClose(status, to: &output)
    phase = .closing
    return true
  }

  /// Begins a frame whose payload the caller appends behind it; where the frame starts.
  ///
  /// The room for the head is a guess, right from 126 to 65,535 bytes; `endFrame` corrects it.
  static func beginFrame(_ side: Side, in output: inout [UInt8]) -> Int {
    let start = output.count
    for _ in 0..<draftHeadCount(side) { output.append(0) }
    return start
  }

  /// Ends a frame that `beginFrame` began: writes its head and masks its payload in place.
  mutating func endFrame(
    from start: Int,
    as kind: WebSocketMessageKind,
    isFinal: Bool = true,
    in output: inout [UInt8]
  ) {
    let room = Self.draftHeadCount(side)
    let payloadCount = output.count - start - room
    let mask = side == .client ? masks.next() : nil
    let header = FrameHeader(
      opcode: nextOpcode(kind, isFinal: isFinal),
      isFinal: isFinal,
      payloadCount: payloadCount,
      mask: mask
    )
    let count = header.byteCount
    if count != room {
      output.replaceSubrange(start..<(start + room), with: repeatElement(0, count: count))
    }
    header.write(over: &output, at: start)
    if let mask { PayloadMask.apply(mask, to: &output, from: start + count) }
  }

  private static func draftHeadCount(_ side: Side) -> Int { side == .client ? 8 : 4 }

  /// The opcode of the next frame of a message; remembers whether more of it will come.
  private mutating func nextOpcode(_ kind: WebSocketMessageKind, isFinal: Bool) -> Opcode {
    precondition(
      outgoingKind == nil || outgoingKind == kind,
      "end the message that was begun in pieces before one of another kind"
    )
    let opcode: Opcode = outgoingKind != nil ? .continuation : kind == .text ? .text : .binary
    outgoingKind = isFinal ? nil : kind
    return opcode
  }

  private mutating func sendControl(
    _ opcode: Opcode,
    _ payload: [UInt8],
    to output: inout [UInt8]
  ) -> Bool {
    precondition(
      payload.count <= FrameHeader.controlPayloadMax,
      "a ping or pong holds up to 125 bytes, not \(payload.count)"
    )
    guard phase == .open else { return false }
    writeFrame(opcode, payload.span, to: &output)
    return true
  }

  private mutating func writeClose(_ status: CloseStatus, to output: inout [UInt8]) {
    var payload: [UInt8] = []
    if status.code != .noStatus {
      payload = [UInt8(status.code.value >> 8), UInt8(status.code.value & 0xFF)]
      for character in status.reason.unicodeScalars {
        let bytes = Array(UTF8.encode(character) ?? UTF8.encodedReplacementCharacter)
        guard payload.count + bytes.count <= FrameHeader.controlPayloadMax else { break }
        payload += bytes
      }
    }
    writeFrame(.close, payload.span, to: &output)
  }

  private mutating func writeFrame(
    _ opcode: Opcode,
    _ payload: Span<UInt8>,
    isFinal: Bool = true,
    to output: inout [UInt8]
  ) {
    let mask = side == .client ? masks.next() : nil
    let header = FrameHeader(
      opcode: opcode,
      isFinal: isFinal,
      payloadCount: payload.count,
      mask: mask
    )
    header.write(to: &output)
    PayloadMask.append(payload, mask: mask ?? 0, phase: 0, to: &output)
  }
}

extension Purpose {
  fileprivate static let frameMask = Purpose("websocket.frame_mask")
}

/// The masks of a client's frames, one after another.
private struct MaskSource: Sendable {
  let key: DrawKey
  private var index: UInt64 = 0

  init(key: DrawKey) { self.key = key }

  mutating func next() -> UInt32 {
    index &+= 1
    return UInt32(truncatingIfNeeded: key.bits(.frameMask, index))
  }
}
