import Experiments
import LiveAdapters
import Scenarios
import SimCore

/// `simrun emulate`: a scenario's simulated endpoints behind real sockets.
struct EmulateCommand: Command {
  static let declaration = CommandDeclaration(
    verb: "emulate",
    summary: "Serves a scenario's simulated language model and agent over HTTP and WebSocket.",
    details: [
      """
      POST /v1/chat/completions is an OpenAI-compatible chat endpoint, streamed or not, with the \
      latencies, slots and failures of agent.llm. /media answers Twilio Media Streams with the \
      scenario's agent. GET /health and /metrics say how it is. An interrupt ends it.
      """,
      """
      The agent's model is the simulated one too; with --live it is the one that bindings.llm names.
      """,
    ],
    operands: [
      CommandDeclaration.Operand(name: "SCENARIO", text: "a scenario file (.yaml)")
    ],
    options: [
      CommandDeclaration.Option(
        name: "listen",
        value: "ADDRESS:PORT",
        text: "an address of this host; 127.0.0.1:8700 by default, port 0 takes any that is free"
      ),
      CommandDeclaration.Option(name: "seed", value: "N", text: "replaces the scenario's seed"),
      .set,
      CommandDeclaration.Option(
        name: "sessions",
        value: "DIR",
        text: "keeps the state of calls in a folder, and resumes those that are found there"
      ),
      .live,
      .allow,
      CommandDeclaration.Option(name: "quiet", text: "prints the address and nothing else"),
    ],
    examples: [
      ("simrun emulate Scenarios/smoke.yaml", "an agent and a model on port 8700"),
      (
        "curl -N -d '{\"model\":\"m\",\"stream\":true,\"messages\":[]}' "
          + "http://127.0.0.1:8700/v1/chat/completions",
        "what the model says, as it says it"
      ),
    ]
  )

  private let path: String
  private let overrides: [String]
  private let seed: UInt64?
  private let address: SocketAddress
  private let sessions: String?
  private let live: LiveBinding?
  private let isQuiet: Bool

  init(_ arguments: Arguments) throws(RunFailure) {
    path = arguments.operand(0)
    overrides = arguments.values("set")
    seed = try arguments.number("seed")
    address = try Self.address(arguments.value("listen") ?? "127.0.0.1:8700")
    sessions = arguments.value("sessions")
    live = try LiveOptions.binding(arguments)
    isQuiet = arguments.has("quiet")
  }

  private static func address(_ text: String) throws(RunFailure) -> SocketAddress {
    if let colon = text.lastIndex(of: ":"),
      let port = UInt16(text[text.index(after: colon)...]),
      let address = SocketAddress(literal: text[..<colon], port: port), address.isLoopback
    {
      return address
    }
    throw RunFailure(
      code: "LIV-007",
      class: .usage,
      message: "--listen takes an address of this host with a port, not \(Console.quoted(text))",
      remedy: "write 127.0.0.1:8700 or [::1]:8700: nothing is served to other hosts"
    )
  }

  func run(_ console: Console) throws(RunFailure) -> ExitCode {
    let scenario = try ScenarioFile.load(path, overrides: overrides, seed: seed, thresholds: [])
    let emulator = try Emulator(
      Emulator.Request(scenario: scenario, address: address, sessions: sessions, live: live)
    )
    let base = "http://\(emulator.address)"
    if isQuiet {
      try console.output("\(base)\n")
    } else {
      try console.output(
        """
        model      \(base)/v1
        agent      ws://\(emulator.address)/media
        state      \(base)/health, \(base)/metrics

        """
      )
    }
    emulator.run { HostProcess.stopSignal != nil }
    let text = emulator.finish()
    if !isQuiet { try console.output(text) }
    return .success
  }
}

/// The options of every verb that may leave the simulation.
enum LiveOptions {
  /// Nil without `--live`.
  static func binding(_ arguments: Arguments) throws(RunFailure) -> LiveBinding? {
    let hosts = arguments.values("allow")
    if arguments.has("live") { return try LiveBinding(allowing: hosts) }
    guard hosts.isEmpty else {
      throw RunFailure(
        code: "CLI-015",
        class: .usage,
        message: "--allow changes nothing without --live"
      )
    }
    return nil
  }
}

extension CommandDeclaration.Option {
  static let live = Self(
    name: "live",
    text: "uses what the scenario's bindings name instead of simulating it"
  )

  static let allow = Self(
    name: "allow",
    value: "HOST",
    text: "lets a live run connect to another host than this one, such as api.example.com:443",
    isRepeated: true
  )
}
