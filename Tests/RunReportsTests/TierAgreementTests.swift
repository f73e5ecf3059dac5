import RunReports
import SimCore
import Testing
import VoicePipeline

@Suite("Agreement of the tiers")
struct TierAgreementTests {
  /// A call with so many of a thousand frames lost, and a rating.
  private func call(lost: Int, rating: Double, errors: Int = 0) -> CallRecord {
    var call = CallRecord(
      id: CallID(number: 1, key: 1),
      carrier: "north",
      planned: .zero,
      started: .zero,
      outcome: .completed
    )
    var counts = PlayoutCounts()
    counts.frames = 1_000
    counts.lost = lost
    let leg = LegMedia(counts: counts, rating: rating)
    call.media = CallMedia(uplink: leg, downlink: leg)
    call.wordErrors.hits = 100 - errors
    call.wordErrors.substitutions = errors
    return call
  }

  private func turns(_ milliseconds: [Int]) -> CallChronicle {
    var chronicle = CallChronicle()
    for (index, response) in milliseconds.enumerated() {
      let record = TurnRecord(
        call: 1,
        turn: index,
        heard: ReplyHeard(
          request: nil,
          onset: SimInstant.zero.advanced(by: .milliseconds(response)),
          speechEnded: nil,
          leadingSilence: .zero,
          basis: .simulated
        ),
        speechEnded: .zero
      )
      chronicle.add(CallChronicle.Turn(record: record, agent: nil))
    }
    return chronicle
  }

  private func pair(
    _ profile: String = "a",
    heard: [CallRecord],
    drawn: [CallRecord],
    slower: Int = 0
  ) -> TierPair {
    var pair = TierPair(label: CallerLabel(profile: profile, accent: "x", noise: "quiet"))
    let responses = (0..<400).map { 500 + $0 }
    for (index, call) in heard.enumerated() {
      pair.heard.add(call, turns(index == 0 ? responses.map { $0 + slower } : []))
    }
    for (index, call) in drawn.enumerated() {
      pair.drawn.add(call, turns(index == 0 ? responses : []))
    }
    return pair
  }

  private func judged(_ pairs: [TierPair]) -> [TierAgreement.Figure: TierAgreement.Comparison] {
    let comparisons = TierAgreement(pairs, comparesWords: true).comparisons
    return Dictionary(uniqueKeysWithValues: comparisons.map { ($0.figure, $0) })
  }

  @Test func `a difference of means has the interval of both`() throws {
    let heard = [10, 20, 30, 20].map { call(lost: $0, rating: 80) }
    let drawn = [15, 25, 15, 25].map { call(lost: $0, rating: 80) }
    let loss = try #require(judged([pair(heard: heard, drawn: drawn)])[.loss])
    #expect((loss.heard - 0.02).magnitude < 1e-12 && (loss.drawn - 0.02).magnitude < 1e-12)
    // Variances with n - 1: 200/3 and 100/3 thousandths squared, each over four calls.
    let half = 1.959963984540054 * (300.0 / 3 / 4).squareRoot() / 1_000
    #expect((loss.interval.upperBound - half).magnitude < 1e-9)
    #expect(loss.judgement == .open && loss.heardCount == 4)
  }

  @Test func `what is within the bound agrees, and what is beyond it differs`() {
    let calls = { (lost: Int, rating: Double) in
      (0..<30).map { _ in self.call(lost: lost, rating: rating) }
    }
    let near = judged([pair(heard: calls(20, 80), drawn: calls(20, 81), slower: 5)])
    #expect(near.values.allSatisfy { $0.judgement == .agree || $0.figure == .responseP95 })
    let far = judged([pair(heard: calls(20, 80), drawn: calls(22, 60), slower: 300)])
    #expect(far[.loss]?.judgement == .differ && far[.agentScore]?.judgement == .differ)
    #expect(far[.responseP95]?.judgement == .differ)
    #expect((far[.responseP95]?.difference ?? 0) > 0.3)
  }

  @Test func `kinds of callers are compared each by itself`() throws {
    // The heard sample has more of the kind that loses frames: nothing differs within a kind.
    let good = { (count: Int) in (0..<count).map { _ in self.call(lost: 0, rating: 90) } }
    let bad = { (count: Int) in (0..<count).map { _ in self.call(lost: 50, rating: 50) } }
    let pairs = [
      pair("good", heard: good(5), drawn: good(95)), pair("bad", heard: bad(15), drawn: bad(5)),
    ]
    let loss = try #require(judged(pairs)[.loss])
    #expect(loss.difference.magnitude < 1e-12 && loss.judgement == .agree)
    #expect((loss.heard - 0.0375).magnitude < 1e-12)
  }

  @Test func `word errors vary from call to call`() throws {
    // Ten calls of 100 words: five with 20 errors, five with none.
    let calls = (0..<10).map { call(lost: 0, rating: 80, errors: $0 % 2 * 20) }
    var ratio = WordRatio()
    for call in calls { ratio.add(call.wordErrors) }
    #expect(ratio.rate == 0.1)
    #expect((try #require(ratio.variance) - 0.1 * 0.1 / 9).magnitude < 1e-12)
    let others = (0..<10).map { _ in call(lost: 0, rating: 80, errors: 9) }
    let figures = judged([pair(heard: calls, drawn: others)])
    #expect(figures[.wordErrors]?.judgement == .agree)
    let none = TierAgreement([pair(heard: calls, drawn: others)], comparesWords: false)
    #expect(!none.comparisons.contains { $0.figure == .wordErrors })
  }
}
