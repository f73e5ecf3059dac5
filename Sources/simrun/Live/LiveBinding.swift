import Experiments
import LiveAdapters
import Scenarios
import SimCore
import VoicePipeline

/// Binds a scenario's ports to real connections: what `--live` asks for.
struct LiveBinding: LiveBinder {
  /// Hosts that may be reached besides this one, as the command line named them.
  let allowed: AllowList

  init(allowing hosts: [String]) throws(RunFailure) {
    do { allowed = try AllowList(hosts) } catch {
      throw RunFailure(code: "LIV-003", class: .usage, message: "--allow: \(error)")
    }
  }

  func bind(_ scenario: Scenario, to live: LiveCell) throws(RunFailure) -> any BoundWorld {
    let bindings = scenario.bindings
    guard !bindings.isEmpty else {
      throw RunFailure(
        code: "LIV-001",
        class: .usage,
        file: scenario.fileName,
        message: "--live needs a binding, and the scenario has none",
        remedy: "add bindings.agent or bindings.llm; docs/scenario-reference.md has examples"
      )
    }
    let network = try LiveNetwork(on: live, allowing: allowed)
    var world = WorldBindings(cell: live.cell)
    if let agent = bindings.agent {
      world.lines = try network.lines(to: agent, on: live.cell)
      world.agentsAreBeyondLines = true
    }
    if let llm = bindings.llm {
      let model = try network.model(llm, timeout: scenario.agent.modelTimeout)
      world.ports = { ports in
        var ports = ports
        ports.model = model
        return ports
      }
    }
    return Bound(bindings: world, network: network)
  }

  private struct Bound: BoundWorld {
    let bindings: WorldBindings
    let network: LiveNetwork

    func close() { network.close() }
  }
}

/// The connections of one live cell.
struct LiveNetwork: Sendable {
  let loop: SocketLoop
  let connector: SocketConnector
  private let allowed: AllowList
  private let pool: HTTPClientPool

  init(on live: LiveCell, allowing allowed: AllowList) throws(RunFailure) {
    loop = SocketLoop(live)
    self.allowed = allowed
    connector = SocketConnector(
      Connector(on: loop, allowing: allowed),
      security: Self.security
    )
    pool = HTTPClientPool(cell: live.cell, connector: connector.connect)
  }

  func close() { pool.shutDown() }

  /// A plain endpoint needs none, so a failure waits until an encrypted one is asked for.
  private static var security: Result<TLSContext, SocketError> {
    do throws(SocketError) { return .success(try TLSContext.client()) } catch {
      return .failure(error)
    }
  }

  /// Lines to an agent under test.
  func lines(to agent: AgentBinding, on cell: Cell) throws(RunFailure) -> any LineProvider {
    guard let url = WebSocketURL(agent.mediaStreams) else {
      throw Self.unreadable(agent.mediaStreams, at: "bindings.agent.media_streams")
    }
    try check(url.endpoint, at: "bindings.agent.media_streams")
    return MediaStreamLines(
      to: url,
      tellsAsides: agent.carryText,
      masks: cell.key.entity("line", 0),
      reconnectTime: agent.reconnect,
      connector: connector.connect
    )
  }

  /// A language model behind an endpoint.
  func model(
    _ binding: ModelBinding,
    timeout: Duration
  ) throws(RunFailure) -> any LanguageModel {
    guard let url = ServerURL(binding.baseURL) else {
      throw Self.unreadable(binding.baseURL, at: "bindings.llm.base_url")
    }
    let isEncrypted = url.scheme == "https"
    let endpoint = HTTPEndpoint(
      host: url.host,
      port: url.port ?? (isEncrypted ? 443 : 80),
      isEncrypted: isEncrypted
    )
    try check(endpoint, at: "bindings.llm.base_url")
    return ChatLanguageModel(
      over: pool,
      ChatLanguageModel.Options(
        endpoint: endpoint,
        basePath: url.target == "/" ? "" : url.target,
        model: binding.model,
        instructions: binding.instructions,
        key: try key(binding),
        timeout: timeout
      )
    )
  }

  private func key(_ binding: ModelBinding) throws(RunFailure) -> String? {
    guard let name = binding.keyVariable else { return nil }
    if let key = HostProcess.variable(name), !key.isEmpty { return key }
    throw RunFailure(
      code: "LIV-004",
      class: .usage,
      message: "the environment variable \(Console.quoted(name)) of bindings.llm is not set",
      remedy: "export it, or leave key_variable out for an endpoint without a key"
    )
  }

  /// Refuses a host before any call is made, not at the first.
  private func check(_ endpoint: HTTPEndpoint, at path: String) throws(RunFailure) {
    guard !allowed.allows(host: endpoint.host, port: UInt16(clamping: endpoint.port)) else {
      return
    }
    throw RunFailure(
      code: "LIV-002",
      class: .usage,
      message: "\(path) names \(Console.quoted(endpoint.host)), which is not allowed",
      remedy: "only this host is, unless --allow \(endpoint.host) is given"
    )
  }

  private static func unreadable(_ address: String, at path: String) -> RunFailure {
    RunFailure(
      code: "LIV-005",
      class: .usage,
      message: "\(path) is no address that can be connected to: \(Console.quoted(address))"
    )
  }
}
