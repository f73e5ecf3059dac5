import LiveAdapters
import SimCore
import Testing

/// The table of protocol cases against whole connections: what the receiver hears, what goes back
/// over the wire, and how the connection ends.
@Suite("WebSocket connection cases")
struct ConnectionCaseTests {
  private typealias World = WebSocketWorld

  private static let options = WebSocketOptions(limits: ProtocolCases.sizes, pingInterval: nil)

  /// What a connection makes of a session's log: pings are answered without a word.
  private struct Expected {
    var lines: [String]
    var frames: [String]

    init(_ log: [String]) {
      frames = log.filter { $0.hasPrefix("> ") }.map { String($0.dropFirst(2)) }
      lines = log.compactMap { line in
        if line.hasPrefix("text:") || line.hasPrefix("binary:") { return line }
        if line.hasPrefix("closed:") { return "ended:\(line):peer" }
        return line.hasPrefix("error:") ? "ended:\(line)" : nil
      }
      let isOver = lines.last?.hasPrefix("ended:") == true
      if !isOver { lines.append("ended:broken:finished") }
    }
  }

  private func run(_ world: WebSocketWorld, _ bytes: [UInt8]) {
    world.peer.send(bytes)
    world.cell.pass(.seconds(20))
    world.cell.enter { world.peer.stream.finish() }
    world.cell.pass(.seconds(20))
  }

  @Test func `a server does with each case as RFC 6455 says`() {
    #expect(ProtocolCases.cases.count >= 110)
    for (index, each) in ProtocolCases.cases.enumerated() {
      for pieceMax in [nil, 1, 4] as [Int?] {
        let shape = PipedStream.Shape(pieceMax: pieceMax, seed: index)
        let world = World.server(options: Self.options, shape: shape)
        run(world, each.bytes)
        let expected = Expected(each.log)
        #expect(world.lines == expected.lines, "\(each.name)")
        #expect(world.frames == expected.frames, "\(each.name)")
      }
    }
  }

  @Test func `a client does the same with each case without mask`() {
    let cases = ProtocolCases.cases.filter { each in
      each.frames?.contains { $0.mask == nil } == false
    }
    #expect(cases.count >= 100)
    for (index, each) in cases.enumerated() {
      for pieceMax in [nil, 3] as [Int?] {
        let shape = PipedStream.Shape(pieceMax: pieceMax, seed: index)
        let world = World.client(options: Self.options, shape: shape)
        run(world, (each.frames ?? []).flatMap(\.unmasked.bytes))
        let expected = Expected(each.log)
        #expect(world.lines == expected.lines, "\(each.name)")
        #expect(world.frames == expected.frames, "\(each.name)")
      }
    }
  }

  @Test func `a client refuses whatever is masked`() {
    for each in ProtocolCases.fragments {
      let world = World.client(options: Self.options)
      run(world, each.bytes)
      #expect(world.lines == ["ended:error:maskedFrame"], "\(each.name)")
      #expect(world.frames == ["close:1002"], "\(each.name)")
    }
  }
}
