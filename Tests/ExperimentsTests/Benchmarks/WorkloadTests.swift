import Experiments
import Testing

@Suite("Workloads")
struct WorkloadTests {
  /// What the model counted, without what only one idiom has.
  private func counts(_ program: OwnWorkload, events: Int) -> [WorkloadOutcome.Fact] {
    program.run(events: events).facts.filter { $0.name != "kernel_events" && $0.name != "heap_kib" }
  }

  @Test func `callbacks and actors of one workload count the same, to the last digit`() {
    let pairs: [(OwnWorkload, OwnWorkload)] = [
      (.queueingCallbacks, .queueingActors), (.dialingCallbacks, .dialingActors),
      (.largeCallbacks, .largeActors),
    ]
    for (one, other) in pairs {
      let counted = counts(one, events: 20_000)
      #expect(counted == counts(other, events: 20_000), "\(one)")
      #expect(counted.contains { $0.value > 0 }, "\(one)")
    }
    let held = [OwnWorkload.holdCallbacks, .holdSinks, .holdActors].map {
      $0.run(events: 20_000).events
    }
    // Two of the three name their entities alike.
    #expect(held[1] == held[2])
    #expect(held.allSatisfy { abs($0 - 20_000) < 700 }, "\(held)")
  }

  @Test func `callers who wait and give up are counted as the plain program counts them`() {
    // Over 20,000 callers the centre fills up and begins to lose some.
    let outcome = OwnWorkload.queueingCallbacks.run(events: 200_000)
    #expect(outcome.events == 20_000)
    #expect(outcome.fact("served").map { $0 + (outcome.fact("abandoned") ?? 0) } == 20_000)
  }

  @Test func `a call lasts as long as its steps do in the mean`() throws {
    // 0.5 + 8 + 0.1 and twenty turns of 12.85 s, with a standard deviation of 33 s for each call.
    let outcome = OwnWorkload.dialingCallbacks.run(events: 123 * 400)
    #expect(outcome.fact("calls") == 400)
    #expect(abs(try #require(outcome.fact("duration_s")) - 265.6) < 5 * 33.3 / 20)
  }

  @Test func `every program prints a line that is read back as it was`() throws {
    for program in OwnWorkload.allCases {
      let outcome = program.run(events: 2_000)
      let line = outcome.line
      let read = try #require(WorkloadOutcome(output: "chatter\n\(line)\n"), "\(line)")
      #expect(read.line == line)
      #expect(read.workload == outcome.workload && read.events == outcome.events)
      #expect(line.hasPrefix("workload=\(outcome.workload.rawValue) program="))
    }
  }

  @Test(arguments: [
    "", "workload=w9 program=c events=1 cpu_s=1 rss_kib=1", "workload=w1 program=c events=1",
    "workload=w1 program=c events=many cpu_s=1 rss_kib=1", "Traceback: no module named simpy",
    "workload=w1 program=c events=1 cpu_s=1 rss_kib=1 end",
  ])
  func `what is no such line is refused`(output: String) {
    #expect(WorkloadOutcome(output: output) == nil)
  }

  @Test func `a line of the plain program is understood`() throws {
    let line =
      "workload=w2 program=c events=60000 cpu_s=0.019576 rss_kib=3504 served=59279 "
      + "abandoned=721 wait_s=1.5022 end_s=12745.5"
    let outcome = try #require(WorkloadOutcome(output: line))
    #expect(outcome.workload == .queueing && outcome.events == 60_000)
    #expect(outcome.cpuSeconds == 0.019576 && outcome.peakKibibytes == 3_504)
    #expect(outcome.fact("wait_s") == 1.5022 && outcome.fact("nothing") == nil)
  }
}
