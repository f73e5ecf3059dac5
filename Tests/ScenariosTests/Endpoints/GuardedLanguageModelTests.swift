import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Guarded language model")
struct GuardedLanguageModelTests {
  /// Answers at once, after a time, or not: by the number of the request.
  private static func ask(
    _ keys: String,
    gaps: [Duration],
    faults: FaultSchedule = .none
  ) throws -> (EndpointBench, ModelGuardAccount) {
    let bench = EndpointBench()
    let spec = try EndpointBench.agent("llm: {tokens_per_second: 1000, \(keys)}").llm
    let health = faults.health(of: .llm)
    let model = bench.cell.enter {
      spec.model(on: bench.cell, replies: OneReply(), health: health)
    }
    let guarded = try #require(model as? GuardedLanguageModel)
    for (place, gap) in gaps.enumerated() {
      let ear = bench.ear
      bench.at(gap) { _ = model.generate(EndpointBench.request(place + 1), for: ear) }
    }
    bench.run()
    return (bench, bench.cell.enter { guarded.account })
  }

  private static func outage(until end: Duration) -> FaultSchedule {
    FaultSchedule(windows: [
      FaultSchedule.Window(
        target: .endpoint(.llm),
        start: .zero,
        end: .zero.advanced(by: end),
        effect: .outage
      )
    ])
  }

  @Test func `after failures in a row requests are kept back until a trial goes well`() throws {
    // Five fail by 1.05 s; the pause ends at 4.05 s.
    let seconds = [0, 0.25, 0.5, 0.75, 1, 2, 3, 5, 6]
    let (bench, account) = try Self.ask(
      "time_to_first_token: 100ms, breaker: {failures_in_row: 5, pause: 3s}",
      gaps: seconds.map { .milliseconds(Int($0 * 1_000)) },
      faults: Self.outage(until: .seconds(4))
    )
    let endings = bench.generations.filter { $0.event.isEnding }
    #expect(account.openings == 1 && account.keptBack == 2)
    let kept = endings.filter { $0.event == .failed(.keptBack) }
    #expect(kept.map(\.request) == [6, 7])
    // It does not wait for anybody.
    #expect(kept.map(\.at) == [.seconds(2), .seconds(3)])
    let done = endings.filter { if case .completed = $0.event { true } else { false } }
    #expect(done.map(\.request) == [8, 9])
  }

  @Test func `a request without a token in time has failed, and goes on all the same`() throws {
    let (bench, account) = try Self.ask(
      "time_to_first_token: 2s, breaker: {failures_in_row: 2, slow_after: 1s, pause: 1m}",
      gaps: [.zero, .zero, .milliseconds(1_500)]
    )
    #expect(account.slow == 2 && account.openings == 1 && account.keptBack == 1)
    let done = bench.generations.filter { if case .completed = $0.event { true } else { false } }
    #expect(done.map(\.request) == [1, 2])
  }

  @Test func `a limit of our own says nothing of the model`() throws {
    let (bench, account) = try Self.ask(
      "time_to_first_token: 100ms, quota: {requests_per_minute: 1}, breaker: {failures_in_row: 2}",
      gaps: [.zero, .seconds(1), .seconds(2), .seconds(3)]
    )
    #expect(bench.refusals.count == 3 && account.openings == 0)
  }

  @Test func `what was asked before the breaker opened does not close it`() throws {
    // The first takes 3 s and ends well, while the others fail at once.
    let (_, account) = try Self.ask(
      "time_to_first_token: 3s, breaker: {failures_in_row: 2, slow_after: 10s, pause: 1m}",
      gaps: [.zero, .seconds(1), .seconds(1), .seconds(4)],
      faults: FaultSchedule(windows: [
        FaultSchedule.Window(
          target: .endpoint(.llm),
          start: .zero.advanced(by: .milliseconds(500)),
          end: .zero.advanced(by: .milliseconds(1_500)),
          effect: .outage
        )
      ])
    )
    #expect(account.openings == 1 && account.keptBack == 1)
  }
}
