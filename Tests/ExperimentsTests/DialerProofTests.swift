import Experiments
import Testing
import VoicePipeline

@Suite("Dialer proof")
struct DialerProofTests {
  /// What must notice each defect first; others may, too.
  private static let expected: [PlantedDefect: Set<String>] = [
    .consentIgnored: ["consent"],
    .listIgnored: ["do_not_call"],
    .joiningIgnored: ["do_not_call"],
    .hoursIgnored: ["calling_hours"],
    .firstZoneOnly: ["calling_hours"],
    .frequencyIgnored: ["call_frequency", "own_audit"],
    .conversationForgotten: ["own_audit"],
    .abandonmentUnlimited: ["abandonment"],
    .ringCutShort: ["ring_time"],
    .attemptsUnlimited: ["attempts"],
    .stopIgnored: ["stop"],
    .leadForgotten: ["leads"],
    .overflowForgotten: ["leads"],
    .priorityIgnored: ["priority"],
    .textConsentIgnored: ["text_consent"],
    .textListIgnored: ["do_not_call"],
    .textHoursIgnored: ["calling_hours"],
    .textsUncounted: ["call_frequency"],
    .paceDoubled: ["pace"],
    .retryAfterIgnored: ["retry_after"],
    .dialsAgainAfterRing: ["one_carrier"],
    .releaseForgotten: ["release"],
    .auditForgetful: ["audit_log"],
  ]

  /// Seeds that a defect has, one after the other, until it is noticed.
  private static let seedsMax: UInt64 = 400

  @Test func `what must hold holds for a hundred seeds`() {
    var paths: Set<String> = []
    for seed in 0..<100 as Range<UInt64> {
      let outcome = DialerProof.run(seed: seed)
      for violation in outcome.violations {
        Issue.record("seed \(seed), \(violation.invariant): \(violation.text)")
      }
      paths.formUnion(outcome.paths)
    }
    for path in ["status 487", "status 503", "failover", "retry", "outcome throttled", "stop"] {
      #expect(paths.contains(path), "no seed has taken the path \(path)")
    }
  }

  @Test(arguments: PlantedDefect.allCases)
  func `each planted defect is found by what looks for it`(_ defect: PlantedDefect) throws {
    let watchers = try #require(Self.expected[defect])
    #expect(watchers.isSubset(of: DialerProof.invariants))
    let seed = (0..<Self.seedsMax).first { seed in
      DialerProof.run(seed: seed, defect: defect).violations.contains {
        watchers.contains($0.invariant)
      }
    }
    #expect(seed != nil, "\(Self.seedsMax) seeds have not shown it")
  }

  @Test func `a seed is judged alike twice`() {
    for seed in [3, 49, 88] as [UInt64] {
      let (one, two) = (DialerProof.run(seed: seed), DialerProof.run(seed: seed))
      #expect(one.calls == two.calls)
      #expect(one.messages == two.messages)
      #expect(one.paths == two.paths)
    }
  }
}
