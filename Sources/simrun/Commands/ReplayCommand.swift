import Experiments
import MediaCodecs
import SimCore

/// `simrun replay`: runs a run directory again and compares the bytes, or zooms into one call.
struct ReplayCommand: Command {
  static let declaration = CommandDeclaration(
    verb: "replay",
    summary: "Runs a run directory's scenario again: compares, or zooms into a call.",
    details: [
      """
      Reads scenario.resolved.yaml and the lead file that run.json names. Ends 0 when every
      digest is equal, and 1 with the differences when one is not.
      """,
      """
      With --call it zooms into one call instead: RUN/calls gets ID.pcap (SIP, RTP and RTCP as
      their receivers see them, with addresses of RFC 5737; audio over WebSocket or WebRTC is
      shown as plain RTP), ID.trace.json (for ui.perfetto.dev) and ID.html (the call with its
      losses and playout delay). The packets are those of the run, or, for a run of the flow
      tier, drawn for exactly what was said and cut in it. With --live-in the call is lived
      again at the finer tier, which may change it: where the stories part is printed, and the
      files are named ID.live-in.
      """,
      """
      With --fidelity audio the call is rendered as sound too, over the same packets:
      ID.caller.wav is the caller as the agent heard it, ID.agent.wav the agent as the caller
      heard it, and ID.mix.wav what the agent's side records, in stereo: what it heard on the
      left, what it sent on the right. All begin with the answer. The capture then holds the
      coded speech, and the word errors of a real recognizer stand beside those of the run. For
      a number that is masked in words a tone sounds.
      """,
      """
      Ends 2 when the build, the scenario or the lead file is not that of the run, unless
      --force is given; then the files say so.
      """,
    ],
    operands: [
      CommandDeclaration.Operand(name: "RUN", text: "a run directory")
    ],
    options: [
      CommandDeclaration.Option(
        name: "call",
        value: "ID",
        text: "zooms into the call of that number in calls.csv.gz"
      ),
      CommandDeclaration.Option(
        name: "fidelity",
        value: "TIER",
        text: "what the call is shown in: packet (the default) or audio"
      ),
      CommandDeclaration.Option(
        name: "live-in",
        text: "lives the call again at that tier, instead of keeping its story"
      ),
      CommandDeclaration.Option(
        name: "out",
        value: "DIR",
        text: "the folder for the call's files, in place of RUN/calls"
      ),
      CommandDeclaration.Option(
        name: "force",
        text: "zooms in though it may not be the recorded run, and says so"
      ),
      .threads,
      CommandDeclaration.Option(name: "quiet", text: "shows no progress"),
    ],
    examples: [
      ("simrun replay Reports/first-light-1-5be2a7f0", "the same bytes again, or why not"),
      (
        "simrun replay Reports/first-light-1-5be2a7f0 --call 17 --fidelity packet",
        "what became of each packet of call 17"
      ),
      (
        "simrun replay Reports/first-light-1-5be2a7f0 --call 17 --live-in",
        "where call 17 would have gone another way at the packet tier"
      ),
      (
        "simrun replay Reports/first-light-1-5be2a7f0 --call 17 --fidelity audio",
        "call 17 to listen to"
      ),
    ]
  )

  private let directory: String
  private let zoom: ZoomRequest?
  private let isQuiet: Bool
  private let audio: AudioBinding

  init(_ arguments: Arguments) throws(RunFailure) {
    audio = try AudioOptions.binding(arguments)
    directory = arguments.operand(0)
    isQuiet = arguments.has("quiet")
    zoom = try Self.zoom(arguments, audio)
  }

  private static func zoom(
    _ arguments: Arguments,
    _ audio: AudioBinding
  ) throws(RunFailure) -> ZoomRequest? {
    guard let call = try arguments.count("call", in: 1...Int.max) else {
      for option in ["fidelity", "live-in", "out", "force"] where arguments.has(option) {
        throw RunFailure(
          code: "CLI-015",
          class: .usage,
          message: "--\(option) is about one call, and --call is missing",
          remedy: "name the call with --call ID"
        )
      }
      return nil
    }
    return ZoomRequest(
      directory: arguments.operand(0),
      call: call,
      build: Build.facts,
      isLivedAgain: arguments.has("live-in"),
      output: arguments.value("out"),
      force: arguments.has("force"),
      audio: audio,
      isAudible: try isAudible(arguments.value("fidelity") ?? "packet"),
      isInterrupted: { HostProcess.stopSignal != nil }
    )
  }

  private static func isAudible(_ fidelity: String) throws(RunFailure) -> Bool {
    switch fidelity {
    case "packet": return false
    case "audio":
      guard MediaLibraries.isPresent else {
        throw RunFailure(
          code: "ZOM-004",
          class: .unavailable,
          message: "this build has no audio: it was made without the trait Audio",
          remedy: "run make audio, then make build; or ask for --fidelity packet"
        )
      }
      return true
    default:
      throw RunFailure(
        code: "ZOM-005",
        class: .usage,
        message: "--fidelity takes packet or audio, not \(Console.quoted(fidelity))"
      )
    }
  }

  func run(_ console: Console) throws(RunFailure) -> ExitCode {
    var line = ProgressLine(console, isQuiet: isQuiet)
    defer { line.clear() }
    if let zoom {
      let outcome = try ZoomExperiment.zoom(zoom) { line.show($0) }
      line.clear()
      try console.output(outcome.text)
      return .success
    }
    let outcome = try ReplayExperiment.replay(
      directory: directory,
      build: Build.facts,
      audio: audio,
      isInterrupted: { HostProcess.stopSignal != nil },
      progress: { line.show($0) }
    )
    line.clear()
    try console.output(Self.text(outcome))
    return outcome.identical ? .success : .failed
  }

  private static func text(_ outcome: ReplayOutcome) -> String {
    var lines = [
      outcome.identical
        ? "identical: every digest is equal" : "different: the digests are not equal",
      "  recorded  \(outcome.recordedDigest)",
      "  observed  \(outcome.observedDigest)",
    ]
    lines += outcome.differences.map { "  - \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }
}
