import Experiments
import Testing
import VoicePipeline

@Suite("Platform proof")
struct PlatformProofTests {
  /// What must notice each defect.
  private static let expected: [PlatformDefect: String] = [
    .capIgnored: "cap",
    .slotForgotten: "slot_leak",
    .drainTakenForDeath: "one_pod",
    .drainIgnored: "ready_pod",
    .staleSlotUsed: "ready_pod",
    .stoppingUsed: "ready_pod",
    .staleTakeover: "ready_pod",
    .recordForgotten: "one_record",
    .recordTwice: "one_record",
    .stateForgotten: "lost_state",
    .memoryOutlives: "resurrection",
    .maxIgnored: "pod_bounds",
    .minIgnored: "pod_bounds",
    .planIgnored: "tenant_plan",
    .ownersIgnored: "tenant_plan",
    .residencyIgnored: "residency",
    .lastFirst: "waiting_room",
    .leaverServed: "waiting_room",
    .layerDoubled: "layer_slots",
    .sheddingIgnored: "shedding",
    .breakerIgnored: "breaker",
  ]

  /// Seeds that a defect has, one after the other, until it is noticed.
  private static let seedsMax: UInt64 = 200

  @Test func `what must hold holds for thirty seeds`() {
    var paths: Set<String> = []
    // In the last one the only node goes just before the end, while callers wait to be called back.
    for seed in Array(0..<30 as Range<UInt64>) + [310] {
      let outcome = PlatformProof.run(seed: seed)
      for violation in outcome.violations {
        Issue.record("seed \(seed), \(violation.invariant): \(violation.text)")
      }
      paths.formUnion(outcome.paths)
    }
    for path in [
      "conversation resumed", "pod dies while it stops", "load shed", "breaker opens",
      "pod lost: crash", "tenant over its plan", "room: served after a wait",
    ] {
      #expect(paths.contains(path), "no seed has taken the path \(path)")
    }
  }

  @Test func `each invariant has a defect that breaks it`() {
    #expect(Set(Self.expected.values) == Set(PlatformProof.invariants))
    #expect(Self.expected.count == PlatformDefect.allCases.count)
  }

  @Test(arguments: PlatformDefect.allCases)
  func `each planted defect is found by what looks for it`(_ defect: PlatformDefect) throws {
    let watcher = try #require(Self.expected[defect])
    let seed = (0..<Self.seedsMax).first { seed in
      PlatformProof.run(seed: seed, defect: defect).violations.contains { $0.invariant == watcher }
    }
    #expect(seed != nil, "\(Self.seedsMax) seeds have not shown it")
  }

  @Test func `a seed is judged alike twice`() {
    for seed in [3, 31] as [UInt64] {
      let (one, two) = (PlatformProof.run(seed: seed), PlatformProof.run(seed: seed))
      #expect(one.calls == two.calls)
      #expect(one.messages == two.messages)
      #expect(one.paths == two.paths)
    }
  }
}
