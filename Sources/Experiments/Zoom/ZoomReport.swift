internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// What a zoom tells: the page, the trace and the lines of a terminal.
struct ZoomReport {
  let call: ZoomedCall
  /// As the run told it.
  let told: ZoomedCall
  /// As sound; nil where only packets were asked for.
  let heard: HeardCall?
  /// What the names of the call's files begin with.
  let stem: String
  let divergence: StoryDivergence?
  let isLivedAgain: Bool
  let doubts: [String]
  let scenario: Scenario
  let build: BuildFacts
  let absence: SpokenText.Absence?
  let directory: String

  private var facts: ZoomFacts {
    let record = call.exemplar.record
    let options = isLivedAgain ? " --live-in" : ""
    return ZoomFacts(
      exemplar: call.exemplar,
      frames: call.frames,
      framesBegin: (record.answered ?? call.story.answered).duration(to: call.story.answered),
      codec: call.codec.rawValue,
      scenario: scenario.name,
      seed: scenario.seed,
      kind: kind,
      notes: notes,
      command: "simrun replay \(RunFacts.shellQuoted(directory)) --call \(record.id.number) "
        + "--fidelity \(tier)\(options)",
      build: build,
      sound: heard?.facts(stem, run: told.exemplar.record.wordErrors)
    )
  }

  var page: [UInt8] {
    let page = Array(ZoomPage.text(facts).utf8)
    return absence.map { SpokenText.removed(from: page, because: $0) } ?? page
  }

  var trace: [UInt8] { ZoomTrace.bytes(facts, hidesWords: absence != nil) }

  private var tier: String { heard == nil ? "packet" : "audio" }

  private var kind: String {
    let run = scenario.fidelity.text
    if isLivedAgain { return "lived again at the \(tier) tier, in a run of the \(run) tier" }
    let hasPackets = scenario.fidelity.tier == .packet || told.exemplar.record.isAudible
    guard heard != nil else {
      return hasPackets
        ? "the run's own packets"
        : "packets rendered from the story of a run of the \(run) tier"
    }
    return hasPackets
      ? "sound rendered over the run's own packets"
      : "packets and sound rendered from the story of a run of the \(run) tier"
  }

  private var notes: [String] {
    doubts.map { "not the recorded run: \($0)" }
      + (divergence?.lines(hidesWords: true) ?? [])
  }

  func text(_ files: [String]) -> String {
    let number = call.exemplar.record.id.number
    var lines = ["call \(number): \(kind)"]
    lines += doubts.map { "  NOT THE RECORDED RUN: \($0)" }
    lines.append("  scenario       \(scenario.name), seed \(scenario.seed)")
    let media = told.exemplar.record.media
    lines.append("  to the agent   " + Self.line(call.frames.uplink, media?.uplink))
    lines.append("  to the caller  " + Self.line(call.frames.downlink, media?.downlink))
    if let heard { lines.append("  heard          " + Self.line(heard, told)) }
    if isLivedAgain {
      lines +=
        divergence?.lines(hidesWords: absence != nil)
        ?? ["the stories are equal: \(call.story.entries.count) events"]
    }
    return (lines + files.map { "  \($0)" }).joined(separator: "\n") + "\n"
  }

  /// What was measured, and in brackets what the run says.
  private static func line(_ leg: LegFrames, _ run: LegMedia?) -> String {
    let counts = leg.media.counts
    let score = leg.media.score.map { FixedDecimal.text($0.value, decimals: 2) } ?? "-"
    let told = run.map { run in
      let score = run.score.map { FixedDecimal.text($0.value, decimals: 2) } ?? "-"
      return " (run: \(FixedDecimal.grouped(run.counts.concealed)) concealed, MOS \(score))"
    }
    let jitter = FixedDecimal.text(Double(leg.media.jitter.nanoseconds) / 1e6, decimals: 3)
    return "\(FixedDecimal.grouped(counts.frames)) frames, \(counts.lost) lost, "
      + "\(counts.late) late, \(counts.concealed) concealed, jitter \(jitter) ms, "
      + "MOS \(score)\(told ?? "")"
  }

  /// What the recognizer made of the caller's sound, and in brackets what the run says.
  private static func line(_ heard: HeardCall, _ told: ZoomedCall) -> String {
    let errors = heard.errors
    let run = told.exemplar.record.wordErrors
    return "\(rate(errors)) (run: \(rate(run)))"
  }

  private static func rate(_ errors: WordErrors) -> String {
    guard errors.referenceWords > 0 else { return "no words" }
    return "\(errors.errors) errors in \(FixedDecimal.grouped(errors.referenceWords)) words, "
      + "WER \(FixedDecimal.text(errors.rate * 100, decimals: 1)) %"
  }
}
