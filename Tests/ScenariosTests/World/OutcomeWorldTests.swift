import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Outcome writes")
struct OutcomeWorldTests {
  private func body(_ outcomes: String, rate: String = "4/s", more: String = "") -> String {
    """
    duration: 5m
    load: {campaign: {leads: a.csv, rate: \(rate), arrivals: poisson}}
    answers:
      {preset: warm-list, human: 70%, voicemail: 0%,
       no_answer: 0%, busy: 30%, unobtainable: 0%, declined: 0%}
    platform: {pods: 4, slots_per_pod: 500}
    callers:
      - {share: 100%, profile: us-landline-quiet, talk_time: 20s}
    outcomes: \(outcomes)
    \(more)
    """
  }

  private func writes(_ body: String, seed: UInt64 = 1) throws -> (OutcomeWrites, Int) {
    let run = try WorldBench.run(body, seed: seed)
    let writes = try #require(run.result.outcomes)
    return (writes, run.result.measurements.attempts.started)
  }

  @Test func `the outcome of every call is written once`() throws {
    for seed in UInt64(1)...4 {
      let (writes, calls) = try writes(body("{}"), seed: seed)
      #expect(writes.account.offered == calls && writes.account.written == calls)
      #expect(writes.account.lost == 0 && writes.account.pending == 0)
      #expect(writes.account.batches < calls)
      #expect(writes.store.transactions == writes.account.batches)
      #expect(writes.store.lockWaits.count == writes.account.batches)
    }
  }

  @Test func `without a section nobody writes, and the conversations are the same`() throws {
    let with = try WorldBench.run(body("{}"))
    let without = try WorldBench.run(body("{}").replacing("outcomes: {}", with: ""))
    #expect(without.result.outcomes == nil)
    #expect(with.calls == without.calls && with.turns == without.turns)
  }

  @Test func `one by one a fixed lock is an M/D/1 queue with the formula's mean wait`() throws {
    // Pollaczek and Khinchine: utilisation times the hold over twice what is left.
    let store = "{latency: 2ms, row_time: 0s, row_lock: 100ms}"
    let text = body("{batch_interval: 0s, store: \(store)}", rate: "5/s")
    var (waits, rows) = (LatencyHistogram(), 0)
    for seed in UInt64(1)...12 {
      let (writes, calls) = try writes(text, seed: seed)
      waits.merge(writes.store.lockWaits)
      rows += calls
    }
    let load = Double(rows) / 12 / 300 * 0.1
    let expected = load * 0.1 / (2 * (1 - load))
    let mean = Double(try #require(waits.mean).nanoseconds) / 1e9
    #expect(abs(mean / expected - 1) < 0.15, "\(mean) against \(expected) at \(load)")
  }

  @Test func `batches make fewer transactions, and wait less for the hot row`() throws {
    let store = "store: {row_lock: 60ms}"
    let (batched, _) = try writes(body("{batch_interval: 1s, \(store)}", rate: "12/s"))
    let (single, _) = try writes(body("{batch_interval: 0s, \(store)}", rate: "12/s"))
    #expect(batched.account.batches * 2 < single.account.batches)
    #expect(batched.store.lockWaits.mean ?? .zero < (single.store.lockWaits.mean ?? .zero) / 2)
  }

  @Test func `killed pods lose what they held, and the rest is written`() throws {
    let faults = (0..<40).map { "  - {pod: \($0 % 4), kind: pod-kill, at: \(30 + $0 * 6)s}" }
    let more = (["faults:"] + faults).joined(separator: "\n")
    let (writes, calls) = try writes(body("{batch_interval: 2s}", rate: "20/s", more: more))
    #expect(writes.account.lost(by: .podKilled) > 40)
    #expect(writes.account.lost == writes.account.lost(by: .podKilled))
    #expect(writes.account.written + writes.account.lost == calls)
    // Five rows a second on each pod that conversed, for two seconds at most.
    #expect(writes.account.lost < 40 * 20)
    let (atOnce, _) = try self.writes(body("{batch_interval: 0s}", rate: "20/s", more: more))
    #expect(atOnce.account.lost == 0)
  }

  @Test func `a store that fails half of the time loses nothing that may be tried again`() throws {
    let (writes, calls) = try writes(
      body("{attempts: 60, retry_after: 100ms, store: {failure_share: 50%}}")
    )
    #expect(writes.account.written == calls)
    #expect(writes.account.failures > writes.account.batches / 2)
    let (given, all) = try self.writes(body("{attempts: 1, store: {failure_share: 50%}}"))
    #expect(given.account.lost(by: .refused) > all / 4)
    #expect(given.account.written + given.account.lost == all)
  }

  @Test func `a lock that is waited for too long fails its transaction`() throws {
    let store = "{row_lock: 500ms, lock_timeout: 1s}"
    let (writes, calls) = try writes(body("{batch_interval: 0s, attempts: 2, store: \(store)}"))
    #expect(writes.store.lockTimeouts > 100)
    #expect(writes.account.lost(by: .refused) > 0)
    #expect(writes.account.written + writes.account.lost == calls)
    #expect(writes.store.lockWaits.max ?? .zero <= .seconds(1))
  }
}
