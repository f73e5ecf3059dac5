import LiveAdapters
import Scenarios
import SimCore
import Testing
import VoicePipeline

/// One scenario lived twice in simulated time: all simulated, and with the agent behind the
/// protocols of a live call, over streams in memory.
struct ParityWorld {
  static let leads: LeadStore = {
    let text = LeadGenerator.header + LeadGenerator(seed: 7).lines(0..<3_000)
    let path = "/tmp/simrun-parity-\(SHA256.hex(of: text).prefix(16)).csv"
    do {
      try Files.write(path, text)
      defer { try? Files.remove(path) }
      return try LeadFile.load(path).leads
    } catch {
      Issue.record("\(error)")
      return LeadStore()
    }
  }()

  /// Fixed latencies, people who answer at once and wait for ever.
  static func scenario(calls: Int, seed: UInt64, agent: String = "") throws -> Scenario {
    let text = """
      scenario: parity
      start: 2026-03-02T18:00:00Z
      duration: 10m
      load: {campaign: {leads: none.csv, rate: 1200/h, attempts: \(calls)}}
      answers:
        {preset: warm-list, human: 100%, voicemail: 0%, no_answer: 0%, busy: 0%, unobtainable: 0%,
         declined: 0%}
      carriers:
        - {name: trunk, preset: elastic-trunk, failure_share: 0%}
      agent:
        endpointing: 500ms
        vad_hangover: 200ms
        model_timeout: 2500ms
        interruption: {min_duration: 0s}
        recovery: {retries: 0, fallback: ""}
        stt: {preset: deepgram-nova-3, latency: 150ms, word_error_rate: 2%}
        llm:
          preset: gpt-4o-mini
          time_to_first_token: 300ms
          tokens_per_second: 150
          \(agent)
        tts: {preset: cartesia-sonic-3, time_to_first_byte: 120ms, leading_silence: 80ms}
      callers:
        - share: 100%
          profile: us-landline-quiet
          talk_time: 45s
          patience: {hazard: {0s: 0}, opening_per_second: 0}
      """
    return try ScenarioLoader.load(
      bytes: Array(text.utf8),
      fileName: "parity.yaml",
      directory: "/",
      overrides: [],
      seed: seed,
      thresholds: []
    )
  }

  /// What a run left behind.
  struct Run {
    /// Cells by column, row by row, in the order of call and turn.
    var calls: [[String: String]]
    var turns: [[String: String]]
    /// Of the agent's side, when it was behind the protocols.
    var desk: AgentDesk.Figures?
    var chat: ChatEndpoint.Figures?
    /// Messages of the carrier that came in at the agent's side.
    var messages = 0
  }

  static func simulated(_ scenario: Scenario) -> Run {
    run(scenario, WorldBindings())
  }

  /// The agent answers WebSockets, and its model streams over HTTP.
  static func streamed(_ scenario: Scenario) -> Run {
    let cell = Cell(seed: scenario.seed)
    let far = cell.enter { FarEnd(scenario, on: cell) }
    let bindings = WorldBindings(cell: cell, lines: far.lines, agentsAreBeyondLines: true)
    return run(scenario, bindings) { run in
      run.desk = far.desk.figures
      run.chat = far.chat.figures
      run.messages = far.agents.figures.traffic.messagesIn
    }
  }

  private static func run(
    _ scenario: Scenario,
    _ bindings: WorldBindings,
    _ look: (inout Run) -> Void = { _ in }
  ) -> Run {
    var world = World(
      scenario: scenario,
      seed: scenario.seed,
      leads: [leads],
      bindings: bindings,
      compress: { $0 }
    )
    while world.advance() != nil {}
    #expect(world.deadlock == nil)
    var run = Run(calls: [], turns: [])
    if let cell = bindings.cell { cell.enter { look(&run) } }
    var result = world.finish()
    let tables = result.measurements.finishTables()
    run.calls = rows(tables.calls.compressed)
    run.turns = rows(tables.turns.compressed)
    return run
  }

  private static func rows(_ bytes: [UInt8]) -> [[String: String]] {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    let split = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let names = (split.first ?? []).map(String.init)
    let rows = split.dropFirst().map { row in
      Dictionary(uniqueKeysWithValues: zip(names, row.map(String.init)))
    }
    func order(_ row: [String: String]) -> [Int] {
      [row["call"], row["turn"]].map { Int($0 ?? "") ?? 0 }
    }
    return rows.sorted { order($0).lexicographicallyPrecedes(order($1)) }
  }
}

/// The agent and its model as servers in memory.
struct FarEnd {
  let desk: AgentDesk
  let chat: ChatEndpoint
  let agents: HTTPServer
  let lines: MediaStreamLines

  /// Made within the cell.
  init(_ scenario: Scenario, on cell: Cell) {
    var ports = scenario.agent.ports(on: cell)
    let chat = ChatEndpoint(cell: cell, model: ports.model)
    var routes = HTTPRoutes()
    chat.serve(below: "/v1", in: &routes)
    let models = HTTPServer(cell: cell, handler: routes)
    let pool = HTTPClientPool(cell: cell, connector: Self.connector(to: models))
    let endpoint = HTTPEndpoint(host: "model.test", port: 80, isEncrypted: false)
    ports.model = ChatLanguageModel(
      over: pool,
      ChatLanguageModel.Options(
        endpoint: endpoint,
        basePath: "/v1",
        model: "test",
        instructions: "Be brief."
      )
    )
    let desk = AgentDesk(cell: cell, ports: ports, settings: scenario.agent.settings)
    var options = MediaStreamPath.Options()
    options.hangover = scenario.agent.vadHangover
    var media = HTTPRoutes()
    MediaStreamEntrance(cell: cell, desk: desk, options: options).serve(at: "/media", in: &media)
    agents = HTTPServer(cell: cell, handler: media)
    guard let url = WebSocketURL("ws://agent.test/media") else {
      preconditionFailure("the address is one")
    }
    lines = MediaStreamLines(
      to: url,
      tellsAsides: true,
      masks: cell.key.entity("line", 0),
      connector: Self.connector(to: agents)
    )
    (self.desk, self.chat) = (desk, chat)
  }

  private static func connector(to server: HTTPServer) -> HTTPConnector {
    { _, _, reply in
      let (near, far) = MemoryStream.pair(on: server.cell)
      let timer = server.cell.after(.zero) {
        server.accept(far)
        reply(.success(near))
      }
      return { server.cell.cancel(timer) }
    }
  }
}
