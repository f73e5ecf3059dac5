import LiveAdapters
import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Parity of simulated and streamed calls")
struct ParityTests {
  /// Columns of a turn, in milliseconds, that both worlds must agree on.
  private static let figures = [
    "response_ms", "end_of_turn_ms", "transcription_ms", "model_queue_ms", "language_model_ms",
    "ttft_ms", "synthesis_ms", "network_ms",
  ]

  @Test func `every turn of every call agrees within five milliseconds`() throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      let scenario = try ParityWorld.scenario(calls: 12, seed: seed)
      let simulated = ParityWorld.simulated(scenario)
      let streamed = ParityWorld.streamed(scenario)
      #expect(simulated.turns.count == streamed.turns.count, "seed \(seed)")
      #expect(simulated.turns.count > 30)
      for (one, other) in zip(simulated.turns, streamed.turns) {
        let place = "seed \(seed), call \(one["call"] ?? ""), turn \(one["turn"] ?? "")"
        #expect(one["call"] == other["call"] && one["turn"] == other["turn"], "\(place)")
        for figure in Self.figures {
          let values = [one, other].map { $0[figure].flatMap(Double.init) ?? .nan }
          #expect((values[0] - values[1]).magnitude <= 5, "\(place): \(figure) \(values)")
        }
        for column in ["words", "substitutions", "deletions", "insertions"] {
          #expect(one[column] == other[column], "\(place): \(column)")
        }
        #expect(other["basis"] == "measured", "\(place)")
      }
    }
  }

  @Test func `the records have the same columns and the same outcomes`() throws {
    let scenario = try ParityWorld.scenario(calls: 6, seed: 9)
    let simulated = ParityWorld.simulated(scenario)
    let streamed = ParityWorld.streamed(scenario)
    #expect(simulated.calls.count == 6)
    for (one, other) in zip(simulated.calls, streamed.calls) {
      #expect(one.keys.sorted() == other.keys.sorted())
      for column in ["call", "key", "outcome", "turns", "profile", "accent", "noise", "failure"] {
        #expect(one[column] == other[column], "\(column)")
      }
    }
    #expect(streamed.desk?.answered == 6)
    #expect(streamed.desk?.active == 0)
    #expect(streamed.chat?.malformed == 0)
  }

  @Test(arguments: [
    ("failures: {refused: 100%, retry_after: 2s}", "refused:429"),
    ("failures: {broken_off: 100%}", "broken_off"),
    ("failures: {hang: 100%}", "timed_out"),
  ])
  func `a failure of the model ends a call alike in both worlds`(
    agent: String,
    failure: String
  ) throws {
    let scenario = try ParityWorld.scenario(calls: 3, seed: 4, agent: agent)
    let runs = [ParityWorld.simulated(scenario), ParityWorld.streamed(scenario)]
    for run in runs {
      #expect(run.calls.map { $0["outcome"] } == Array(repeating: "failed", count: 3))
      #expect(run.calls.map { $0["failure"] } == Array(repeating: failure, count: 3))
    }
  }

  @Test func `a model that stalls delays the turn alike, and media flow on`() throws {
    let scenario = try ParityWorld.scenario(
      calls: 4,
      seed: 5,
      agent: "failures: {stall: 100%, stall_time: 2s}"
    )
    let runs = [ParityWorld.simulated(scenario), ParityWorld.streamed(scenario)]
    #expect(runs[0].turns.count == runs[1].turns.count)
    #expect(runs[0].turns.count >= 4)
    var stalled = 0
    for (one, other) in zip(runs[0].turns, runs[1].turns) {
      let responses = [one, other].map { $0["response_ms"].flatMap(Double.init) ?? .nan }
      if responses[0] > 3_000 { stalled += 1 }
      #expect((responses[0] - responses[1]).magnitude <= 5, "\(responses)")
    }
    // A reply whose first word is a sentence is heard before the pause.
    #expect(3 * stalled > runs[0].turns.count)
    #expect(runs[1].calls.allSatisfy { $0["outcome"] == "completed" })
    // A frame every 20 ms of every call, through all pauses of the model.
    let held = runs[1].calls.reduce(0) { $0 + ($1["hold_ms"].flatMap(Double.init) ?? 0) }
    #expect(Double(runs[1].messages) >= held / 20 - 4)
  }
}
