import Experiments

/// The options of `simrun bench`, each with what it belongs to.
enum BenchOptions {
  /// What an option changes something of.
  enum Scope {
    case everything
    case everySuite
    /// Of the suites that live many seeds.
    case seeds
    case suite(String)
    /// Of the suites that have peers.
    case peers
  }

  static let all: [(scope: Scope, option: CommandDeclaration.Option)] = [
    (
      .everything,
      .init(name: "runs", value: "N", text: "how often each thing is measured, 1 to 100")
    ),
    (
      .everything,
      .init(
        name: "json",
        text: "prints one JSON object, every figure under a key that stays, instead of tables"
      )
    ),
    (
      .everySuite,
      .init(
        name: "only",
        value: "KEY",
        text: "of a suite, only figures whose key begins so, such as cost.sleep"
      )
    ),
    (
      .everySuite,
      .init(
        name: "events",
        value: "N",
        text: "of a suite, about how many events a figure takes, 100 to 1,000,000,000"
      )
    ),
    (
      .peers,
      .init(
        name: "peers",
        text: "of kernel and media, runs the programs of Benchmarks/peers beside our own"
      )
    ),
    (
      .suite("kernel"),
      .init(
        name: "large",
        text: "of kernel, the measurement of 100,000 calls at once too: minutes"
      )
    ),
    (
      .suite("kernel"),
      .init(
        name: "program",
        value: "KEY",
        text: "of kernel, runs one workload once, such as w3.actors, and prints the peers' line"
      )
    ),
    (
      .seeds,
      .init(
        name: "seeds",
        value: "N",
        text: "of determinism, dialer, platform and takeover, how many seeds are lived"
      )
    ),
    (
      .seeds,
      .init(
        name: "first-seed",
        value: "N",
        text: "of the same, the first of the seeds; 0 by default"
      )
    ),
    (
      .seeds,
      .init(
        name: "seconds",
        value: "N",
        text: "of the same, starts no further seed after so many seconds"
      )
    ),
    (
      .suite("determinism"),
      .init(
        name: "mode",
        value: "MODE",
        text: "of determinism, the kernel's mode: hooked or preference; without it both"
      )
    ),
    (
      .suite("statistics"),
      .init(
        name: "emit-draws",
        value: "N",
        text: "of statistics, writes N million draws as raw bytes instead, for a battery of tests"
      )
    ),
    (
      .suite("audio"),
      .init(
        name: "conditions",
        value: "FOLDER",
        text: "of audio, writes speech with lost packets there instead, for a judge of sound"
      )
    ),
    (
      .everything,
      .init(name: "leads", value: "FILE", text: "the speed of reading a lead file instead")
    ),
  ]

  /// The suites that live many seeds.
  private static let withSeeds = ["determinism", "dialer", "platform", "takeover"]

  /// An option that would change nothing is a mistake of the one who wrote it.
  static func check(_ arguments: Arguments, suite: String?) throws(RunFailure) {
    for (scope, option) in all where arguments.has(option.name) {
      switch scope {
      case .everything: break
      case .everySuite:
        if suite == nil {
          throw conflict("--\(option.name) belongs to a suite, such as bench kernel")
        }
      case .seeds:
        if !withSeeds.contains(suite ?? "") {
          throw conflict("--\(option.name) belongs to bench \(withSeeds.joined(separator: ", "))")
        }
      case .peers:
        if suite != "kernel", suite != "media" {
          throw conflict("--peers belongs to bench kernel and bench media")
        }
      case .suite(let owner):
        if suite != owner { throw conflict("--\(option.name) belongs to bench \(owner)") }
      }
    }
    if arguments.has("emit-draws") {
      for option in ["json", "runs", "only", "events"] where arguments.has(option) {
        throw conflict("--\(option) does not go with --emit-draws")
      }
    }
    if arguments.has("conditions") {
      for option in ["json", "runs", "only", "events"] where arguments.has(option) {
        throw conflict("--\(option) does not go with --conditions")
      }
    }
    guard arguments.has("program") else { return }
    for option in ["runs", "json", "only", "peers", "large"] where arguments.has(option) {
      throw conflict("--\(option) changes nothing of --program")
    }
  }

  static func conflict(_ message: String) -> RunFailure {
    RunFailure(code: "CLI-015", class: .usage, message: message)
  }
}
