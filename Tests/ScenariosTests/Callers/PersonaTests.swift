import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Personas")
struct PersonaTests {
  private static let people =
    ", habits: {backchannels: 12%, interruptions: 10%}, "
    + "turn_taking: {anticipates: true}, pauses: {share: 10%}, short_turn_pace: 0.7"

  private func persona(_ kind: CallerKind, _ seed: UInt64) -> Persona {
    Persona(kind, draws: DrawKey(seed: seed))
  }

  /// The survival of the mixture, from the log-normals' closed forms.
  private func pausesOver(_ seconds: Double) -> Double {
    let kinds = [(0.55, 0.15, 0.4), (0.38, 0.5, 0.5), (0.07, 1.4, 0.4)]
    return kinds.reduce(0) { sum, kind in
      let z = Elementary.log(seconds / kind.1) / kind.2
      return sum + kind.0 * 0.5 * Elementary.erfc(z / 2.0.squareRoot())
    }
  }

  @Test func `pauses within a turn follow the three kinds of the table`() throws {
    let spec = try DialogueBench.kind(Self.people).spec.pauses
    let key = DrawKey(seed: 5)
    let count = 100_000
    let lengths = (0..<UInt64(count)).map {
      spec.length(kind: key.uniform(.pauseTest, $0), key.uniform(.pauseTest2, $0))
    }
    for milliseconds in [200, 500, 700, 1000] {
      let share = Double(lengths.count { $0 > .milliseconds(milliseconds) }) / Double(count)
      let expected = pausesOver(Double(milliseconds) / 1000)
      #expect(abs(share - expected) < 0.005, "\(milliseconds) ms: \(share), \(expected)")
    }
  }

  @Test func `gaps and overlaps have the stated median, deviation and share`() throws {
    let kind = try DialogueBench.kind(Self.people)
    var gaps: [Double] = []
    for seed in 1...2000 as ClosedRange<UInt64> {
      let one = persona(kind, seed)
      gaps += (0..<20).map { Double(one.turnGap($0).nanoseconds) / 1e6 - 150 }
    }
    gaps.sort()
    let mean = gaps.reduce(0, +) / Double(gaps.count)
    let variance = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gaps.count)
    #expect(abs(gaps[gaps.count / 2] - 200) < 20, "median \(gaps[gaps.count / 2])")
    #expect(abs(variance.squareRoot() - 450) < 20, "deviation \(variance.squareRoot())")
    let overlaps = Double(gaps.count { $0 < 0 }) / Double(gaps.count)
    #expect((0.28...0.4).contains(overlaps), "\(overlaps)")
    // The fullest of bins of 50 ms is near the mode.
    let bins = Dictionary(grouping: gaps) { ($0 / 100).rounded(.down) }.mapValues(\.count)
    let mode = bins.max { $0.value < $1.value }?.key ?? 0
    #expect((0...2).contains(mode), "\(mode)")
  }

  @Test func `callers differ from one another more than chance within a call would have it`() throws
  {
    let kind = try DialogueBench.kind(Self.people)
    let means = (1...1000 as ClosedRange<UInt64>).map { seed -> Double in
      let one = persona(kind, seed)
      return (0..<400).reduce(0.0) { $0 + Double(one.turnGap($1).nanoseconds) / 1e6 } / 400
    }
    let mean = means.reduce(0, +) / 1000
    let deviation = (means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 1000).squareRoot()
    // 120 ms between dyads, and 434 ms / 20 of what is left within.
    #expect(abs(deviation - 122) < 12, "\(deviation)")
  }

  @Test func `speaking rates are log-normal, and few words are said more slowly`() throws {
    let kind = try DialogueBench.kind(Self.people)
    let rates = (1...4000 as ClosedRange<UInt64>).map {
      60e9 / Double(persona(kind, $0).wordDuration.nanoseconds)
    }.sorted()
    #expect(abs(rates[2000] - 165) < 2)
    #expect(abs(rates[3364] / rates[2000] - Elementary.exp(0.15)) < 0.01)
    let one = persona(kind, 1)
    let long = [String](repeating: "a", count: 9)
    #expect(one.plan(long, turn: 0).wordDuration == one.wordDuration)
    let ratio =
      Double(one.plan(["yes"], turn: 0).wordDuration.nanoseconds)
      / Double(one.wordDuration.nanoseconds)
    #expect(abs(ratio - 1 / 0.7) < 1e-6)
  }

  @Test func `habits come as often as they are said to`() throws {
    let kind = try DialogueBench.kind(Self.people)
    let count = 20_000
    let one = persona(kind, 9)
    let hums = (0..<count).count { one.backchannel($0) != nil }
    #expect(abs(Double(hums) / Double(count) - 0.12) < 0.01)
    let times = (0..<count).compactMap { one.interruption($0, temper: 1) }
    #expect(abs(Double(times.count) / Double(count) - 0.1) < 0.01)
    let early = times.count { $0 < .milliseconds(1500) }
    #expect(abs(Double(early) / Double(times.count) - 0.3) < 0.04)
    let moved = (0..<count).count { one.interruption($0, temper: 2) != nil }
    #expect(abs(Double(moved) / Double(count) - 0.2) < 0.012)
  }

  @Test func `accent tiers multiply the odds and moods the rate`() throws {
    #expect(AccentTier.allCases.map(\.errorOdds) == [1, 1.5, 2.5, 4])
    let calm = persona(try DialogueBench.kind(), 3).wordDuration
    let angry = persona(try DialogueBench.kind(", emotion: angry"), 3).wordDuration
    let ratio = Double(calm.nanoseconds) / Double(angry.nanoseconds)
    #expect(abs(ratio - 1.12) < 1e-6)
  }

  @Test func `every persona loads, and the old profiles do nothing new`() throws {
    let family = try #require(PresetCatalogue.families.first { $0.path == "callers" })
    #expect(family.presets.count >= 7 + 12)
    for preset in family.presets {
      let text = Loading.minimal + "\ncallers: [{share: 100%, profile: \(preset.name)}]\n"
      let spec = try Loading.load(text).callers[0]
      let isOld = [
        "us-landline-quiet", "mobile-street", "mobile-street-l2-accent", "car-us",
        "office-us", "babble-us", "elderly-quiet",
      ].contains(preset.name)
      if isOld {
        #expect(spec.habits.backchannels == 0 && !spec.turnTaking.anticipates)
        #expect(spec.pauses.share == 0 && spec.patience.hellosMax == nil)
      }
    }
  }
}

extension Purpose {
  fileprivate static let pauseTest = Purpose("test.pause")
  fileprivate static let pauseTest2 = Purpose("test.pause_2")
}
