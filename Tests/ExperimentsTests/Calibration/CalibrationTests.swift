import Experiments
import Foundation
import RunReports
import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Calibration")
struct CalibrationTests {
  /// Mishears words of the accent l2 six times as often as others, and every word with a gap of
  /// three frames or more.
  private final class FakeListener: ListeningOnly {
    let failure: AudioFailure? = nil

    static func rate(_ accent: String, gap: Int) -> Double {
      gap >= 3 ? 1 : accent == "l2" ? 0.3 : 0.05
    }

    func words(in speech: LineSpeech) throws(AudioFailure) -> [String] {
      let gaps = speech.parts.flatMap(\.gapsInWords)
      let draws = speech.key.entity("fake", UInt64(speech.onset.nanoseconds))
      return zip(speech.parts.flatMap(\.words), gaps).enumerated().map { index, pair in
        let rate = Self.rate(speech.accent, gap: pair.1)
        return draws.chance(rate, .misheard, UInt64(index)) ? "wrong" : pair.0
      }
    }
  }

  private static func audio(_ threads: Int = 0) -> AudioBinding {
    AudioBinding(
      threads: threads,
      libraries: { [(name: "fake", version: "1")] },
      make: { _ throws(AudioFailure) in FakeListener() }
    )
  }

  private static let world = """
    answers:
      {preset: warm-list, human: 100%, voicemail: 0%, no_answer: 0%, busy: 0%, unobtainable: 0%,
       declined: 0%, ring_human: 1s}
    carriers: [{name: trunk, preset: elastic-trunk, failure_share: 0%}]
    callers:
      - {share: 80%, profile: us-landline-quiet, network: cellular}
      - {share: 20%, profile: mobile-street-l2-accent, network: cellular}
    """

  private static func calibrate(
    _ bench: RunBench,
    threads: Int = 0
  ) throws -> Calibration {
    try CalibrationExperiment.calibrate(
      CalibrationRequest(
        path: try bench.scenario(world + "\nfidelity: audio"),
        audio: audio(threads),
        build: RunBench.build,
        seed: 11,
        date: "2026-03-02"
      )
    )
  }

  @Test func `each condition has the rate that it was heard with`() throws {
    let calibration = try Self.calibrate(RunBench())
    let table = calibration.fit.table
    #expect(calibration.fit.calls > 100 && calibration.fit.errors.referenceWords > 2_000)
    #expect(table.accents.contains("l2") && table.accents.count == 2)
    #expect(table.mix.substitutions == 1, "who hears another word in its place")
    for cell in table.cells where cell.words > 200 {
      let gap = cell.condition.gap == .few || cell.condition.gap == .many ? 3 : 0
      let rate = FakeListener.rate(cell.condition.accent, gap: gap)
      let error = (rate * (1 - rate) / Double(cell.words)).squareRoot()
      #expect((cell.rate - rate).magnitude < 4 * error + 0.02, "\(cell)")
      let interval = calibration.fit.interval(cell)
      #expect(interval?.contains(Double(cell.errors) / Double(cell.words)) == true, "\(cell)")
    }
    let spoiled = table.cells.filter { $0.condition.gap == .many }
    #expect(!spoiled.isEmpty && spoiled.allSatisfy { $0.errors == $0.words })
    // Words are misheard one by one here.
    #expect(calibration.fit.designEffect < 1.5, "\(calibration.fit.designEffect)")
    #expect(calibration.text.contains("l2") && calibration.text.contains("design effect"))
  }

  @Test func `threads change no byte`() throws {
    let presets = try [0, 2].map { try Self.calibrate(RunBench(), threads: $0).presets }
    #expect(presets[0] == presets[1])
    #expect(presets[0].contains("grade: computed"))
    #expect(presets[0].contains("relative to pocketsphinx, bigram"))
  }

  @Test(arguments: ["flow", "packet"])
  func `a run that draws what was heard agrees with its calls that are heard`(
    tier: String
  ) throws {
    let bench = try RunBench()
    let presets = try Self.calibrate(bench).presets
    try Data(presets.utf8).write(to: bench.folder.appending(path: "heard.yaml"))
    let scenario = try bench.scenario(
      Self.world + """

        presets: [heard.yaml]
        agent: {stt: pocketsphinx-bigram}
        fidelity: {default: \(tier), audio: 40%}
        """
    )
    let run = try RunExperiment.run(
      RunRequest(
        scenarioPath: scenario,
        build: RunBench.build,
        seed: 5,
        outputDirectory: bench.path("mixed"),
        audio: Self.audio()
      )
    )
    #expect(run.facts.drawsHeardErrors && run.facts.tiers.count == 2)
    #expect(run.facts.build.libraries.map(\.name) == ["fake"], "what the bytes hang on is named")
    let comparisons = TierAgreement(run.facts.tiers, comparesWords: true).comparisons
    #expect(comparisons.map(\.figure) == TierAgreement.Figure.allCases)
    for comparison in comparisons {
      #expect(comparison.judgement != .differ, "\(comparison)")
      #expect(comparison.interval.contains(comparison.difference))
    }
    let words = try #require(comparisons.last)
    #expect(words.judgement == .agree && words.heard > 0.05, "\(words)")
  }

  @Test func `callers of the same names over other networks are compared each with their own`()
    throws
  {
    let bench = try RunBench()
    let scenario = try bench.scenario(
      """
      answers:
        {preset: warm-list, human: 100%, voicemail: 0%, no_answer: 0%, busy: 0%, unobtainable: 0%,
         declined: 0%, ring_human: 1s}
      carriers: [{name: trunk, preset: elastic-trunk, failure_share: 0%}]
      callers:
        - {share: 50%, profile: us-landline-quiet}
        - {share: 50%, profile: us-landline-quiet, network: congested}
      fidelity: {default: flow, audio: 40%}
      """
    )
    let run = try RunExperiment.run(
      RunRequest(
        scenarioPath: scenario,
        build: RunBench.build,
        seed: 5,
        outputDirectory: bench.path("mixed"),
        audio: Self.audio()
      )
    )
    #expect(run.facts.tiers.map(\.label.kind).sorted() == [0, 1])
    // Pooled, the heard ones over sound lines would halve the losses.
    let loss = try #require(TierAgreement(run.facts.tiers, comparesWords: false).comparisons.first)
    #expect(loss.figure == .loss && loss.judgement != .differ, "\(loss)")
    #expect(loss.heard > 0.07 && loss.drawn > 0.07, "\(loss)")
  }

  @Test func `a scenario without audible calls has nothing to measure`() throws {
    let bench = try RunBench()
    let path = try bench.scenario()
    let failure = #expect(throws: RunFailure.self) {
      try CalibrationExperiment.calibrate(
        CalibrationRequest(path: path, audio: Self.audio(), build: RunBench.build)
      )
    }
    #expect(failure?.code == "SND-003" && failure?.remedy?.contains("fidelity=audio") == true)
  }
}

extension Purpose {
  fileprivate static let misheard = Purpose("test.misheard")
}
