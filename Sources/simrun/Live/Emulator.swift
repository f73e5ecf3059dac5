import Experiments
import LiveAdapters
import Scenarios
import SimCore
import VoicePipeline

/// The servers of `simrun emulate`: a scenario's simulated endpoints behind real sockets.
///
/// ```
///  client ──POST /v1/chat/completions──▶ ChatEndpoint ──▶ the scenario's language model
///  carrier ──WebSocket /media──▶ MediaStreamEntrance ──▶ AgentDesk ──▶ VoiceAgent
///  anyone ──GET /health, /metrics──▶ counters
/// ```
struct Emulator {
  /// What is asked of it.
  struct Request {
    var scenario: Scenario
    var address: SocketAddress
    /// Where conversations are kept for another process; nil keeps none.
    var sessions: String?
    /// Puts what the scenario binds in place of the simulated model; nil binds nothing.
    var live: LiveBinding?
  }

  /// How long open answers get when it is told to stop.
  private static let grace = Duration.seconds(2)

  private let live: LiveCell
  private let desk: AgentDesk
  private let chat: ChatEndpoint
  private let server: HTTPServer
  private let listener: TCPListener
  private let network: LiveNetwork
  /// Processor time of the process before it began to serve.
  private let ownStart: Int64

  /// Where it listens.
  var address: SocketAddress { listener.address }

  init(_ request: Request) throws(RunFailure) {
    do { live = try LiveCell(seed: request.scenario.seed) } catch {
      throw RunFailure(code: "RUN-005", class: .temporary, message: "\(error)")
    }
    let cell = live.cell
    network = try LiveNetwork(on: live, allowing: request.live?.allowed ?? .loopback)
    var ports = request.scenario.agent.ports(on: cell)
    chat = ChatEndpoint(cell: cell, model: ports.model)
    if request.live != nil, let llm = request.scenario.bindings.llm {
      ports.model = try network.model(llm, timeout: request.scenario.agent.modelTimeout)
    }
    let sessions = try Self.sessions(in: request.sessions, on: cell)
    ports.sessions = sessions
    desk = AgentDesk(cell: cell, ports: ports, settings: request.scenario.agent.settings)
    let entrance = MediaStreamEntrance(
      cell: cell,
      desk: desk,
      options: .init(request.scenario.agent),
      resume: { call in sessions?.load(call) }
    )
    server = HTTPServer(cell: cell, handler: Self.routes(chat, entrance, desk, live))
    let (server, loop) = (server, network.loop)
    do {
      listener = try cell.enter {
        try TCPListener(on: loop, at: request.address) { server.accept($0) }
      }
    } catch let error as SocketError {
      throw RunFailure(
        code: "LIV-006",
        class: .unavailable,
        message: "cannot listen on \(request.address): \(error)",
        remedy: "choose another port with --listen; port 0 takes any that is free"
      )
    } catch {
      preconditionFailure("a listener fails with a socket error only: \(error)")
    }
    ownStart = HostClock.cpuNanoseconds()
  }

  private static func sessions(
    in folder: String?,
    on cell: Cell
  ) throws(RunFailure) -> SessionFiles? {
    guard let folder else { return nil }
    do {
      return try SessionFiles(in: folder, on: cell) { HostClock.wallNanoseconds() }
    } catch {
      throw RunFailure(
        code: "LIV-008",
        class: .badInput,
        file: folder,
        message: "the state of calls cannot be kept there: \(error)"
      )
    }
  }

  private static func routes(
    _ chat: ChatEndpoint,
    _ entrance: MediaStreamEntrance,
    _ desk: AgentDesk,
    _ live: LiveCell
  ) -> HTTPRoutes {
    var routes = HTTPRoutes()
    chat.serve(below: "/v1", in: &routes)
    entrance.serve(at: "/media", in: &routes)
    routes.get("/health") { "ok\n" }
    routes.get("/metrics", mediaType: "text/plain; version=0.0.4; charset=utf-8") {
      [unowned live] in
      EmulatorMetrics(desk.figures, chat.figures, live).text
    }
    return routes
  }

  /// Serves until it is told to stop.
  func run(isStopped: () -> Bool) {
    _ = live.run(whenIdle: .waits, isStopped: isStopped)
    live.cell.enter {
      listener.close()
      server.shutDown(grace: Self.grace) { [inbox = live.cell.inbox] in inbox.requestStop() }
      network.close()
    }
    let end = live.cell.now.advanced(by: Self.grace + .milliseconds(500))
    _ = live.run(until: end)
  }

  /// What it did, in words; asked for once, at the end.
  func finish() -> String {
    let (calls, requests) = live.cell.enter { (desk.figures, chat.figures) }
    let traffic = live.cell.enter { server.figures.traffic }
    let jobs = live.cell.inbox.offLoopJobs
    let messages = traffic.messagesIn + traffic.messagesOut
    let cost = Double(HostClock.cpuNanoseconds() - ownStart) / 1e3 / Double(max(messages, 1))
    let lag = live.lag.text
    live.shutdown()
    return """
      calls      \(calls.answered) answered, \(calls.activeMax) at once at most, \
      \(calls.resumed) resumed, \(calls.failed) failed, \(calls.bargeIns) barge-ins
      model      \(requests.requests) requests, \(requests.completed) completed, \
      \(requests.refused) refused, \(requests.brokenOff) broken off, \
      \(requests.cancelled) cancelled, \(requests.malformed) malformed
      messages   \(traffic.messagesIn) in, \(traffic.messagesOut) out
      host       \(lag), \(jobs) jobs off the loop, \
      \(FixedDecimal.text(cost, decimals: 2)) us of processor time a message

      """
  }
}

extension MediaStreamPath.Options {
  /// As the scenario's agent hears.
  init(_ agent: AgentSpec) {
    self.init()
    // A detector needs some silence to tell a pause from a consonant.
    hangover = max(agent.vadHangover, .milliseconds(20))
  }
}
