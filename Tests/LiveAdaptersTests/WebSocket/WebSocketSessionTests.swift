import LiveAdapters
import SimCore
import Testing

@Suite("WebSocket session")
struct WebSocketSessionTests {
  @Test func `any messages come through any cut, in both directions`() throws {
    for seed in 0..<300 {
      var chance = Chance(seed: seed)
      let side: WebSocketSession.Side = seed % 2 == 0 ? .client : .server
      var sender = WebSocketSession(side, masks: DrawKey(seed: UInt64(seed)))
      var (wire, expected): ([UInt8], [String]) = ([], [])
      for _ in 0..<(1 + chance.below(6)) { send(&chance, &sender, &wire, &expected) }
      let reader: WebSocketSession.Side = side == .client ? .server : .client
      let cuts = chance.cuts(wire.count)
      let lines = SessionLog.lines(wire, reader, cutAt: cuts).filter { !$0.hasPrefix("> ") }
      #expect(lines == expected, "seed \(seed)")
    }
  }

  private func send(
    _ chance: inout Chance,
    _ sender: inout WebSocketSession,
    _ wire: inout [UInt8],
    _ expected: inout [String]
  ) {
    switch chance.below(4) {
    case 0:
      let text = Array(
        chance.pick(["", "hello", "Grüße 🙂", String(repeating: "日本", count: 60)]).utf8
      )
      sender.send(text: text, to: &wire)
      expected.append("text:" + hexadecimal(text))
    case 1:
      let bytes = chance.bytes(chance.pick([0, 1, 7, 8, 9, 63, 125, 126, 300]))
      sender.send(bytes.span, as: .binary, to: &wire)
      expected.append("binary:" + hexadecimal(bytes))
    case 2:
      let bytes = chance.bytes(chance.below(126))
      sender.ping(bytes, to: &wire)
      expected.append("ping:" + hexadecimal(bytes))
    default:
      let bytes = chance.bytes(1 + chance.below(90))
      var start = 0
      while start < bytes.count {
        let end = min(bytes.count, start + 1 + chance.below(40))
        let piece = Array(bytes[start..<end])
        sender.send(piece.span, as: .binary, isFinal: end == bytes.count, to: &wire)
        start = end
      }
      expected.append("binary:" + hexadecimal(bytes))
    }
  }

  @Test func `corrupted bytes never trap, and every cut says the same of them`() {
    for seed in 0..<1_500 {
      var chance = Chance(seed: seed)
      var sender = WebSocketSession(.client, masks: DrawKey(seed: UInt64(seed)))
      var (wire, expected): ([UInt8], [String]) = ([], [])
      for _ in 0..<4 { send(&chance, &sender, &wire, &expected) }
      let broken = chance.corrupted(wire)
      let limits = WebSocketLimits(frameByteCountMax: 400, messageByteCountMax: 400)
      let lines = SessionLog.lines(broken, limits: limits)
      let cuts = chance.cuts(broken.count)
      #expect(SessionLog.lines(broken, cutAt: cuts, limits: limits) == lines, "seed \(seed)")
      let errors = lines.filter { $0.hasPrefix("error:") }.count
      #expect(
        errors <= 1
          && (errors == 0 || lines.dropLast().last?.hasPrefix("error:") == true
            || lines.last?.hasPrefix("error:") == true),
        "seed \(seed)"
      )
    }
  }

  @Test func `noise is read to an error or to its end`() {
    for seed in 0..<1_500 {
      var chance = Chance(seed: seed)
      let noise = chance.bytes(1 + chance.below(200))
      let side: WebSocketSession.Side = seed % 2 == 0 ? .client : .server
      let lines = SessionLog.lines(noise, side)
      #expect(
        SessionLog.lines(noise, side, cutAt: chance.cuts(noise.count)) == lines,
        "seed \(seed)"
      )
    }
  }

  @Test func `a client masks every frame with a mask of its own, the same for the same key`() {
    var (one, two, other): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
    for (seed, output) in [(1, 0), (1, 1), (2, 2)] {
      var session = WebSocketSession(.client, masks: DrawKey(seed: UInt64(seed)))
      var wire: [UInt8] = []
      session.send(text: Array("hello".utf8), to: &wire)
      session.send(text: Array("hello".utf8), to: &wire)
      if output == 0 { one = wire } else if output == 1 { two = wire } else { other = wire }
    }
    #expect(one == two)
    #expect(one != other)
    #expect(one[1] & 0x80 != 0 && one[12] & 0x80 != 0)
    #expect(one[2..<6] != one[13..<17])
    #expect(RawFrame.words(one) == ["text:68656c6c6f", "text:68656c6c6f"])
  }

  @Test func `the side that closes waits for the other, which still may speak`() {
    var log = SessionLog(.client)
    var output: [UInt8] = []
    #expect(log.session.close(CloseStatus(.goingAway, reason: "done"), to: &output) == true)
    #expect(RawFrame.words(output) == ["close:1001"])
    #expect(log.session.phase == .closing)
    #expect(log.session.close(CloseStatus(.normal), to: &output) == false)
    #expect(log.session.send(text: [], to: &output) == false)
    #expect(log.session.ping(to: &output) == false)
    log.read(RawFrame.text("last").unmasked.bytes + RawFrame.ping("p").unmasked.bytes)
    log.read(RawFrame.close(1001).unmasked.bytes)
    #expect(log.lines == ["text:6c617374", "ping:70", "closed:1001:"])
    #expect(log.session.phase == .closed)
    #expect(log.session.inputEnded() == nil)
    #expect(RawFrame.words(output).count == 1)
  }

  @Test func `a connection that breaks is closed abnormally, once`() {
    var log = SessionLog()
    log.read(Array(RawFrame.text("hello").bytes.dropLast()))
    #expect(log.session.inputEnded() == CloseStatus(.abnormal))
    #expect(log.session.phase == .closed)
    #expect(log.session.inputEnded() == nil)
  }

  @Test func `a long reason is cut at a character`() {
    var session = WebSocketSession(.server, masks: DrawKey(seed: 1))
    var output: [UInt8] = []
    session.close(CloseStatus(.normal, reason: String(repeating: "日", count: 100)), to: &output)
    #expect(output.count == 2 + 2 + 41 * 3)
    #expect(
      SessionLog.lines(output, .client).first == "closed:1000:" + String(repeating: "日", count: 41)
    )
  }

  @Test func `a megabyte comes through byte by byte`() {
    let bytes = [UInt8](repeating: 0x5A, count: 1 << 18)
    var sender = WebSocketSession(.client, masks: DrawKey(seed: 9))
    var wire: [UInt8] = []
    sender.send(bytes.span, as: .binary, to: &wire)
    var reader = WebSocketSession(.server, masks: DrawKey(seed: 1))
    var output: [UInt8] = []
    var found: WebSocketEvent?
    for byte in wire {
      var offset = 0
      if let event = try? reader.next([byte].span, at: &offset, answering: &output) {
        found = event
      }
    }
    #expect(found == .binary(bytes))
    #expect(reader.messagesReceived == 1)
  }

  @Test func `a caller that stops asking leaves the rest unread`() throws {
    var session = WebSocketSession(.server, masks: DrawKey(seed: 1))
    let wire = RawFrame.text("a").bytes + RawFrame.text("b").bytes
    var offset = 0
    var output: [UInt8] = []
    #expect(try session.next(wire.span, at: &offset, answering: &output) == .text([0x61]))
    #expect(offset == RawFrame.text("a").bytes.count)
    #expect(try session.next(wire.span, at: &offset, answering: &output) == .text([0x62]))
    #expect(try session.next(wire.span, at: &offset, answering: &output) == nil)
    #expect(offset == wire.count)
  }
}
