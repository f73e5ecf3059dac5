import Experiments
import MediaCodecs
import RunReports
import Scenarios
import SimCore
import VoicePipeline

/// `simrun bench zoom`: whether rendering keeps the stories of calls, and what it costs.
enum ZoomSuite: BenchmarkSuite {
  static let name = "zoom"
  static let summary =
    "500 calls rendered as sound, each looked at for its turn times and cuts; some minutes"

  private static let calls = 500

  /// People of two codecs, over networks of which one loses a tenth.
  private static func scenario(_ calls: Int) -> String {
    """
    scenario: zoom
    start: 2026-03-02T18:00:00Z
    duration: 40m
    load: {campaign: {leads: leads.csv, rate: 1200/h, attempts: \(calls * 5 / 4 + 20)}}
    answers:
      {preset: warm-list, human: 100%, voicemail: 0%, no_answer: 0%, busy: 0%, unobtainable: 0%,
       declined: 0%, ring_human: 1s}
    carriers: [{name: trunk, preset: elastic-trunk, failure_share: 0%, network: landline}]
    platform: {pods: 20, slots_per_pod: 50}
    goals: [{share: 50%, goal: survey}, {share: 50%, goal: appointment}]
    callers:
      - {share: 50%, profile: corrector, network: congested}
      - {share: 50%, profile: impatient, network: wifi, codec: opus}
    """
  }

  static func run(
    _ request: BenchmarkRequest,
    progress: (String) -> Void
  ) throws(RunFailure) -> BenchmarkReport {
    let title = "calls rendered as sound: do voices sound when the story has them?"
    guard MediaLibraries.isPresent else {
      let notes = ["This build has no audio libraries: make audio, then make build."]
      return BenchmarkReport(tables: [BenchmarkTable(title: title, figures: [], notes: notes)])
    }
    let calls = request.events.map { max(1, $0 / 100) } ?? Self.calls
    let folder = "Reports/.zoom-\(HostClock.wallNanoseconds())"
    defer { try? Files.remove(folder, recursive: true) }
    do {
      try Files.createDirectory(folder, withParents: true)
      try LeadGenerator(seed: 3).write(rows: 5 * calls + 400, to: "\(folder)/leads.csv")
      try Files.write("\(folder)/zoom.yaml", Array(scenario(calls).utf8), sync: false)
    } catch {
      throw RunFailure(code: "OUT-003", class: .temporary, message: "\(error)")
    }
    let start = HostClock.cpuNanoseconds()
    let proof = try StoryProof.prove(
      scenario: "\(folder)/zoom.yaml",
      calls: calls,
      audio: AudioBinding(threads: 0) { (plan) throws(AudioFailure) in
        try AudioTier(plan, folder: nil, scratch: "\(folder)/languages")
      },
      isInterrupted: request.isInterrupted,
      progress: progress
    )
    let seconds = Double(HostClock.cpuNanoseconds() - start) / 1e9
    return BenchmarkReport(
      tables: [
        BenchmarkTable(
          title: title,
          figures: figures(proof, wanted: calls, seconds: seconds),
          notes: [
            "Speech is made anew for every call: no line is kept from a run before. Processor time "
              + "is that of this process, with the simulation, without the programs that speak."
          ] + proof.findings.prefix(5)
        )
      ]
    )
  }

  private static func figures(
    _ proof: StoryProof,
    wanted: Int,
    seconds: Double
  ) -> [BenchmarkFigure] {
    let number = { (key: String, label: String, value: Double, unit: String) in
      BenchmarkFigure(key: "zoom.\(key)", label: label, value: value, unit: unit)
    }
    return [
      number("calls", "calls rendered", Double(proof.calls), ""),
      BenchmarkFigure(
        key: "zoom.kept",
        label: "calls that keep turn times and cuts",
        value: Double(proof.kept),
        unit: "",
        bar: .atLeast(Double(wanted))
      ),
      number("stretches", "stretches of speech", Double(proof.stretches), ""),
      number("cuts", "of them broken off", Double(proof.cuts), ""),
      BenchmarkFigure(
        key: "zoom.unchanged",
        label: "the run is the same when nobody listens",
        holds: proof.isUnchanged
      ),
      number("call_s", "seconds of conversation", proof.length / .seconds(1), "s"),
      number("cpu_s", "processor time", seconds, "s"),
      number("rate", "seconds rendered a second", proof.length / .seconds(1) / seconds, "x"),
    ]
  }
}
