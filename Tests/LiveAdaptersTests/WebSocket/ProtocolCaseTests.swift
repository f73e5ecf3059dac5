import LiveAdapters
import Testing

/// What a session says to each case of the table, whole and cut at every byte.
@Suite("WebSocket protocol cases")
struct ProtocolCaseTests {
  @Test func `the table is as long as it should be, and names each case once`() {
    #expect(ProtocolCases.cases.count >= 110)
    #expect(Set(ProtocolCases.cases.map(\.name)).count == ProtocolCases.cases.count)
  }

  @Test func `a server answers each case as RFC 6455 says`() {
    for each in ProtocolCases.cases {
      #expect(SessionLog.lines(each.bytes, limits: ProtocolCases.sizes) == each.log, "\(each.name)")
    }
  }

  @Test func `it says the same, whatever the cut`() {
    for each in ProtocolCases.cases {
      let single = Array(0..<each.bytes.count)
      #expect(
        SessionLog.lines(each.bytes, cutAt: single, limits: ProtocolCases.sizes) == each.log,
        "\(each.name), each byte alone"
      )
      guard each.bytes.count < 50 else { continue }
      for cut in 0...each.bytes.count {
        #expect(
          SessionLog.lines(each.bytes, cutAt: [cut], limits: ProtocolCases.sizes) == each.log,
          "\(each.name), cut at \(cut)"
        )
      }
    }
  }

  @Test func `a client says the same to the same frames without mask, and refuses masks`() {
    for each in ProtocolCases.fragments.indices {
      let name = ProtocolCases.fragments[each].name
      #expect(
        SessionLog.lines(ProtocolCases.fragments[each].bytes, .client)
          == ProtocolCases.failed("maskedFrame", 1002),
        "\(name)"
      )
    }
    let frames: [RawFrame] = [.text("hel").begun, .ping("p"), .more("lo"), .close(1001, "bye")]
    let log = SessionLog.lines(frames.flatMap(\.unmasked.bytes), .client)
    #expect(
      log == ["ping:70", "> pong:70"] + ProtocolCases.hello + ["closed:1001:bye", "> close:1001"]
    )
  }
}
