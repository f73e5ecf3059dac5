import LiveAdapters
import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Barge-in over a stream")
struct BargeInTests {
  private static let timing = LineTiming(
    uplink: .milliseconds(30),
    downlink: .milliseconds(90),
    onset: .milliseconds(60),
    hangover: .milliseconds(200)
  )
  private static let call = CallID(number: 1, key: 77)

  /// What came of a call in which the caller talks over the greeting.
  private struct Story {
    var stops: [SimInstant] = []
    var turns: [AgentTurn] = []
    var bargeIns = 0
    var conversation: [ConversationTurn] = []
  }

  private static func script(_ caller: ScriptedCaller, _ line: any TelephoneLine) {
    let second = SimInstant.zero.advanced(by: .milliseconds(2_300))
    caller.say("wait a moment please", at: second, index: 0, on: line)
  }

  /// The line is the flow tier's, and the agent beside it.
  private static func simulated(_ scenario: Scenario) -> Story {
    let cell = Cell(seed: 3)
    let caller = ScriptedCaller(on: cell)
    let agent = cell.enter { () -> VoiceAgent in
      let line = FlowLines().line(of: call, on: cell, timing: timing, onHangUp: {})
      line.connect(caller)
      script(caller, line)
      let agent = VoiceAgent(
        cell: cell,
        call: call,
        settings: scenario.agent.settings,
        ports: scenario.agent.ports(on: cell),
        media: line,
        observer: caller
      )
      cell.spawn { _ = await agent.converse() }
      _ = cell.after(.seconds(15)) { agent.receive(.released) }
      return agent
    }
    while cell.run(until: cell.now.advanced(by: .seconds(1))) {}
    let found = cell.enter { story(caller, agent.onCell { $0.snapshot }) }
    cell.shutdown()
    return found
  }

  private static func story(_ caller: ScriptedCaller, _ machine: AgentMachine) -> Story {
    caller.onCell {
      Story(
        stops: $0.stops,
        turns: $0.turns,
        bargeIns: machine.bargeIns,
        conversation: machine.conversation.turns
      )
    }
  }

  /// The agent is behind a WebSocket; its snapshots are looked at through its store.
  private static func streamed(_ scenario: Scenario) -> Story {
    let cell = Cell(seed: 3)
    let caller = ScriptedCaller(on: cell)
    let store = LatestSnapshot(on: cell)
    let end = FakeAgentEnd()
    cell.enter {
      var ports = scenario.agent.ports(on: cell)
      ports.sessions = store
      let desk = AgentDesk(cell: cell, ports: ports, settings: scenario.agent.settings)
      var routes = HTTPRoutes()
      var options = MediaStreamPath.Options()
      options.hangover = timing.hangover
      MediaStreamEntrance(cell: cell, desk: desk, options: options).serve(at: "/m", in: &routes)
      let server = HTTPServer(cell: cell, handler: routes)
      guard let url = WebSocketURL("ws://agent.test/m") else { return }
      let lines = MediaStreamLines(
        to: url,
        tellsAsides: true,
        masks: cell.key
      ) { _, _, reply in
        let (near, far) = MemoryStream.pair(on: cell)
        let timer = cell.after(.zero) {
          server.accept(far)
          reply(.success(near))
        }
        return { cell.cancel(timer) }
      }
      let line = lines.line(of: call, on: cell, timing: timing, onHangUp: {})
      line.connect(caller)
      line.attach(end, observer: caller)
      script(caller, line)
      _ = cell.after(.seconds(15)) { line.hangUp() }
    }
    while cell.run(until: cell.now.advanced(by: .seconds(1))) {}
    let found = cell.enter { () -> Story? in
      store.onCell { $0.latest }.map { story(caller, $0) }
    }
    cell.shutdown()
    return found ?? Story()
  }

  @Test func `speech over the agent stops it at the caller's ear alike in both worlds`() throws {
    let scenario = try ParityWorld.scenario(calls: 1, seed: 3)
    let (one, other) = (Self.simulated(scenario), Self.streamed(scenario))
    #expect(one.bargeIns == 1)
    #expect(other.bargeIns == 1)
    let stops = try [#require(one.stops.first), #require(other.stops.first)]
    // 2.3 s, 60 ms of speech, up the line and down again.
    #expect(stops[0] == SimInstant(nanoseconds: 2_480_000_000))
    // A live detector reports at the end of a frame.
    let late = stops[0].duration(to: stops[1])
    #expect(late >= .zero && late <= .milliseconds(21), "\(late)")
  }

  @Test func `what was not heard is no part of the conversation`() throws {
    let scenario = try ParityWorld.scenario(calls: 1, seed: 3)
    let greeting = try #require(scenario.agent.greeting)
    for story in [Self.simulated(scenario), Self.streamed(scenario)] {
      guard case .agent(let sentences) = story.conversation.first else {
        Issue.record("\(story.conversation)")
        continue
      }
      let heard = sentences.joined(separator: " ")
      #expect(greeting.hasPrefix(heard) && heard != greeting, "\(heard)")
      #expect(heard.split(separator: " ").count >= 3, "\(heard)")
      let asked = ConversationTurn.caller(words: ["wait", "a", "moment", "please"])
      #expect(story.conversation.dropFirst().first == asked)
    }
  }
}

/// Keeps the latest snapshot of any call.
actor LatestSnapshot: CellActor, SessionStore {
  nonisolated let cell: Cell
  private(set) var latest: AgentMachine?

  init(on cell: Cell) { self.cell = cell }

  nonisolated func save(_ snapshot: AgentMachine, of call: CallID) -> Bool {
    onCell(with: snapshot) { $0.latest = $1 }
    return true
  }

  nonisolated func load(_ call: CallID, _ answer: @escaping @Sendable (SessionAnswer) -> Void) {
    onCell { answer($0.latest.map { .found(Shared($0)) } ?? .missing) }
  }

  nonisolated func remove(_ call: CallID) {}
}
