import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Tables of word errors")
struct WordErrorTableTests {
  /// Two accents and noises over mu-law: log odds of -3, and what each level adds; one cell of its
  /// own.
  private static let table = WordErrorTable(
    recognizer: "pocketsphinx, bigram",
    mix: ErrorMix(substitutions: 0.5, deletions: 0.3, insertions: 0.2),
    accents: ["us-general", "us-l2"],
    noises: [.quiet, .street],
    codecs: [.muLaw],
    model: AdditiveLogit(
      base: -3,
      effects: [
        [0, 1], [0, 0.5], [1.5, 1.25, 1, 0.75, 0.5, 0.25, 0], [0], [0, 0.125, 0.25, 1, 3],
      ]
    ),
    cells: [
      .init(condition: condition(.none), calls: 12, words: 900, errors: 340, rate: 0.375),
      .init(condition: condition(.many), calls: 3, words: 40, errors: 36, rate: 0.875),
    ]
  )

  private static func condition(_ gap: GapCurve.Length) -> WordErrorTable.Condition {
    .init(accent: "us-l2", noise: .street, band: .init(decibels: 7), codec: .muLaw, gap: gap)
  }

  private static func scenario(_ caller: String, table: String = table.yaml) throws -> Scenario {
    try Loading.load(
      Loading.minimal + """

        agent: {stt: {word_errors: \(table)}}
        callers: [{share: 100%, profile: us-landline-quiet, \(caller)}]
        """
    )
  }

  private func traits(_ accent: String, _ noise: NoiseKind, _ decibels: Double) -> SpeechTraits {
    SpeechTraits(
      snrDecibels: decibels,
      errorOddsFactor: 1,
      noise: noise,
      codec: .muLaw,
      accentKey: SpeechTraits.key(ofAccent: accent)
    )
  }

  @Test func `a table reads back as itself, and so does the scenario that has it`() throws {
    let scenario = try Self.scenario("accent: us-l2, noise: street")
    #expect(scenario.agent.stt.wordErrors == Self.table)
    let again = try Loading.load(scenario.resolvedText)
    #expect(again.agent.stt.wordErrors == Self.table)
    #expect(again.resolvedText == scenario.resolvedText)
    let listed = scenario.assumptions.first { $0.path == "agent.stt.word_errors" }
    #expect(listed?.value == "2 cells, relative to pocketsphinx, bigram")
  }

  @Test func `a cell that was measured has its rate, and another one the model's`() throws {
    let stt = try Self.scenario("accent: us-l2, noise: street").agent.stt
    let measured = stt.expectedErrors(of: traits("us-l2", .street, 7))
    #expect(measured.rate == 0.375)
    #expect(measured.mix == Self.table.mix)
    // What a gap adds to words that would have been understood.
    #expect(measured.gaps.misheard(gap: 9) == (0.875 - 0.375) / (1 - 0.375))
    let modelled = stt.expectedErrors(of: traits("us-l2", .quiet, 7))
    #expect((modelled.rate - AdditiveLogit.logistic(-3 + 1 + 1)).magnitude < 1e-12)
    let unknown = stt.expectedErrors(of: traits("martian", .street, 30))
    #expect((unknown.rate - AdditiveLogit.logistic(-2.5)).magnitude < 1e-12)
  }

  @Test func `gaps beyond one another spoil more words`() {
    let errors = Self.table.rate(Self.condition(.few))
    #expect(errors > Self.table.rate(Self.condition(.none)) - 0.2)
    let lengths = [0, 1, 2, 3, 5, 6, 50].map { GapCurve.Length(frames: $0) }
    #expect(lengths == [.none, .one, .two, .few, .few, .many, .many])
    #expect(GapCurve.assumed.misheard(gap: 1) == 0.02 && GapCurve.assumed.misheard(gap: 0) == 0)
  }

  @Test func `bands have their edges below`() {
    let bands = [-40, 0, 4.99, 5, 24.9, 25, 99].map { WordErrorTable.Band(decibels: $0).text }
    #expect(bands == ["<0", "0-5", "0-5", "5-10", "20-25", "25+", "25+"])
  }

  @Test(arguments: [
    ("accent: scottish, noise: street", "accent 'scottish'"),
    ("accent: us-l2, noise: babble", "noise 'babble'"),
    ("accent: us-l2, noise: street, codec: opus", "codec 'opus'"),
  ])
  func `a caller that nobody has measured is named`(caller: String, what: String) throws {
    let error = #expect(throws: ScenarioError.self) { try Self.scenario(caller) }
    let problem = error?.problems.first
    #expect(problem?.message == "nobody has measured the word errors of the \(what)")
    #expect(problem?.remedy.contains("simrun calibrate") == true)
    #expect(problem?.line == 6)
  }

  @Test func `a table that was changed by hand is refused where it is wrong`() throws {
    let changes = [
      ("rate: 0.375", "rate: much"), ("\"25+\": 0.0000", "\"25+\": 0.0000, \"30+\": 0"),
      ("mix: {substitutions: 50", "mix: {substitutions: 60"),
      ("noise: street, snr_db: \"5-10\"", "noise: thunder, snr_db: \"5-10\""),
    ]
    for (old, new) in changes {
      let text = Self.table.yaml.replacing(old, with: new)
      #expect(text != Self.table.yaml, "\(old)")
      #expect(throws: ScenarioError.self, "\(new)") {
        try Self.scenario("accent: us-l2, noise: street", table: text)
      }
    }
  }

  @Test func `a sample has more of the rare callers, and every call of a smaller one`() {
    let shares = [0.8, 0.15, 0.05]
    for (smaller, larger) in zip([0.005, 0.01, 0.1, 0.5], [0.01, 0.1, 0.5, 1]) {
      let (few, many) = (
        Fidelity(tier: .flow, audio: smaller), Fidelity(tier: .flow, audio: larger)
      )
      let one = shares.map { few.audioShare(ofShare: $0, kinds: 3) }
      let two = shares.map { many.audioShare(ofShare: $0, kinds: 3) }
      #expect(zip(one, two).allSatisfy { $0 < $1 }, "\(one) \(two)")
      #expect(one[0] < one[1] && one[1] < one[2])
      let whole = zip(shares, one).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(whole <= smaller + 1e-9 && whole > smaller * 0.85, "\(smaller) \(whole)")
    }
    #expect(Fidelity(tier: .flow, audio: 1).audioShare(ofShare: 0.05, kinds: 3) == 1)
    #expect(Fidelity(tier: .flow, audio: 0).audioShare(ofShare: 0.05, kinds: 3) == 0)
    // One kind has no reason to differ from the whole.
    let alone = Fidelity(tier: .flow, audio: 0.3).audioShare(ofShare: 1, kinds: 1)
    #expect((alone - 0.3).magnitude < 1e-12)
  }
}
