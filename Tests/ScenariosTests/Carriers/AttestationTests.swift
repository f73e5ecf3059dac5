import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Attestation")
struct AttestationTests {
  /// Everybody is at home and a call takes some seconds; one dial every 200 ms.
  private static func world(_ carrier: String, _ more: String = "", human: Int = 100) -> String {
    """
    duration: 8m
    load: {campaign: {leads: none.csv, rate: 5/s}}
    answers:
      {preset: warm-list, human: \(human)%, voicemail: 0%, no_answer: \(100 - human)%, busy: 0%,
       unobtainable: 0%, declined: 0%, ring_human: 4s}
    callers:
      - {share: 100%, profile: us-landline-quiet, talk_time: 2s,
         patience: {hazard: {0s: 0}, opening_per_second: 0}}
    carriers: [{name: trunk, preset: elastic-trunk, failure_share: 0%, \(carrier)}]
    \(more)
    """
  }

  /// The keys of the calls that a person answered, and of all.
  private static func keys(_ run: WorldBench.Run) -> (answered: Set<String>, all: Set<String>) {
    let rows = WorldBench.Run.rows(run.calls, "key", "outcome")
    let people = rows.filter { CallOutcome(rawValue: $0[1])?.isHumanAnswer == true }
    return (Set(people.map { $0[0] }), Set(rows.map { $0[0] }))
  }

  private static func responses(_ run: WorldBench.Run, _ status: Int) -> Int {
    run.result.measurements.carriers.flatMap(\.responses).filter { $0.response.status == status }
      .reduce(0) { $0 + $1.count }
  }

  /// Within five standard deviations of a binomial count.
  private static func isBinomial(_ count: Int, of whole: Int, _ share: Double) -> Bool {
    let mean = share * Double(whole)
    return abs(Double(count) - mean) <= 5 * (mean * (1 - share)).squareRoot()
  }

  @Test(arguments: [
    ("attestation: A", 1), ("attestation: B", 0.85), ("attestation: C", 0.7),
    ("attestation: none", 0.75), ("spam_labels: 100%", 0.35), ("spam_labels: 40%", 0.74),
    ("attestation: C, spam_labels: 50%", 0.525),
  ])
  func `of those who would answer, each kind of signature leaves its share`(
    _ carrier: String,
    _ share: Double
  ) throws {
    let run = try WorldBench.run(Self.world(carrier), seed: 3)
    let (answered, all) = Self.keys(run)
    #expect(all.count == 2_400)
    #expect(Self.isBinomial(answered.count, of: all.count, share), "\(answered.count)")
    // The others are rejected on their way or ring in vain.
    let lost = all.count - answered.count
    let rejected = Self.responses(run, 608)
    #expect(Self.isBinomial(rejected, of: lost, 0.2), "\(rejected) of \(lost)")
    #expect(Self.responses(run, 200) == answered.count)
    #expect(run.result.measurements.count(of: .declined) == rejected)
    #expect(run.result.measurements.count(of: .noAnswer) == lost - rejected)
  }

  @Test func `a call that is answered under a weaker signature is answered under a stronger one`()
    throws
  {
    for seed in 0..<3 as Range<UInt64> {
      // From the weakest to the strongest, by the shares that stand in the file.
      let answered = try ["spam_labels: 100%", "C", "none", "B", "A"].map { word in
        let carrier = word.count > 4 ? word : "attestation: \(word)"
        return Self.keys(try WorldBench.run(Self.world(carrier, human: 60), seed: seed)).answered
      }
      for (weak, strong) in zip(answered, answered.dropFirst()) {
        #expect(weak.isSubset(of: strong))
        #expect(weak.count < strong.count)
      }
    }
  }

  @Test func `what the file says of others changes nothing for calls with full attestation`() throws
  {
    let plain = try WorldBench.run(Self.world("weight: 1", human: 60))
    let other = try WorldBench.run(
      Self.world(
        "attestation: A, spam_labels: 0%",
        "attestation: {partial: 1%, gateway: 1%, unsigned: 1%, spam_labelled: 0%, rejected: 100%}",
        human: 60
      )
    )
    #expect(plain.calls == other.calls)
    #expect(plain.turns == other.turns)
    #expect(plain.result.traceDigest == other.result.traceDigest)
  }

  @Test(arguments: ["A", "B", "C", "none"])
  func `signing takes its time before a phone rings, wired or not`(_ word: String) throws {
    for signalling in ["{}", "{loss: 0.0001%}"] {
      let carrier = "signalling: \(signalling), attestation: \(word)"
      let shares = "attestation: {partial: 100%, gateway: 100%, unsigned: 100%"
      let plain = try WorldBench.run(Self.world(carrier, shares + "}", human: 0))
      let slow = try WorldBench.run(
        Self.world(carrier, shares + ", signing_time: 250ms}", human: 0)
      )
      let delays = [plain, slow].map { run in
        WorldBench.Run.rows(run.calls, "pdd_ms").compactMap { Double($0[0]) }
      }
      #expect(delays[0].count > 2_000)
      for (before, after) in zip(delays[0], delays[1]) {
        #expect(abs(after - before - (word == "none" ? 0 : 250)) < 0.002)
      }
    }
  }

  @Test func `the audit log says how each leg is signed, and how the one after a failover is`()
    throws
  {
    let run = try WorldBench.run(
      """
      duration: 2m
      load: {campaign: {leads: none.csv, rate: 2/s}}
      callers: [{share: 100%, profile: us-landline-quiet, talk_time: 2s}]
      carriers:
        - {name: north, preset: elastic-trunk, failure_share: 30%, attestation: B}
        - {name: south, preset: elastic-trunk, failure_share: 30%, attestation: none}
      """
    )
    let audit = try #require(run.result.measurements.audit)
    guard case .whole(let log) = AuditVerifier.verify(audit.table.compressed) else {
      Issue.record("the log is broken")
      return
    }
    let signed = ["north": "B", "south": "none"]
    let dials = log.rows.filter { $0.event == "dialled" }
    #expect(dials.count > 200)
    for dial in dials { #expect(dial.datum("attestation") == signed[dial.datum("over") ?? ""]) }
    let moves = log.rows.filter { $0.event == "rerouted" }
    #expect(moves.count > 20)
    for move in moves {
      let next = move.data.contains(" to south") ? "south" : "north"
      #expect(move.datum("attestation") == signed[next])
    }
  }

  @Test func `who calls in is not kept away by how our carriers sign`() throws {
    let run = try WorldBench.run(
      """
      duration: 5m
      load: {inbound: {rate: 1/s, arrivals: constant}}
      carriers: [{name: trunk, preset: elastic-trunk, spam_labels: 100%, attestation: C}]
      attestation: {gateway: 0%, spam_labelled: 0%, rejected: 100%}
      callers: [{share: 100%, profile: us-landline-quiet, talk_time: 2s}]
      """
    )
    let rows = WorldBench.Run.rows(run.calls, "outcome")
    #expect(rows.count == 300)
    #expect(rows.allSatisfy { CallOutcome(rawValue: $0[0])?.isHumanAnswer == true })
  }
}
