import Experiments
import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Coverage of rulings")
struct ClaimCoverageTests {
  /// As a run asks: at 20 seeds, and half as many again each time while undecided, to 80.
  private func ruled(
    _ range: PublishedRange,
    truth: Double,
    spread: Double,
    trial: Int
  ) -> ClaimFinding {
    var target = 20
    while true {
      let values = (0..<target).map { truth + spread * PlantedStudy.noise(trial, $0) }
      let estimate = FigureEstimate(values, key: DrawKey(seed: UInt64(trial)))
      let finding = ClaimRuling.finding(estimate.interval, within: range)
      guard finding == .undecided,
        let next = PrecisionRule.nextLook(after: target, maximum: 80)
      else { return finding }
      target = next
    }
  }

  private let claimed = PublishedRange(kind: .ratio, lower: 0.4, upper: 0.6, text: "")

  @Test func `a planted effect is found, and arms that are alike show none`() {
    var found = (planted: 0, alike: 0, beyond: 0)
    for trial in 0..<300 {
      if ruled(claimed, truth: 0.5, spread: 0.15, trial: trial) == .confirmed { found.planted += 1 }
      if ruled(claimed, truth: 0, spread: 0.15, trial: trial) == .confirmed { found.alike += 1 }
      if ruled(claimed, truth: 0.7, spread: 0.15, trial: trial) == .refuted { found.beyond += 1 }
    }
    #expect(found.planted >= 297, "\(found)")
    #expect(found.alike == 0, "\(found)")
    #expect(found.beyond >= 280, "\(found)")
  }

  @Test func `a truth on the edge of the range is wrongly ruled no more often than looks explain`()
  {
    // Each look errs to either side with 2.5 %; five looks at growing samples make more of it.
    var ruledInside = 0
    var ruledOutside = 0
    for trial in 0..<1_000 {
      switch ruled(claimed, truth: 0.4, spread: 0.1, trial: trial) {
      case .confirmed: ruledInside += 1
      case .refuted: ruledOutside += 1
      default: break
      }
    }
    #expect((30...95).contains(ruledInside), "\(ruledInside)")
    #expect((30...95).contains(ruledOutside), "\(ruledOutside)")
  }

  @Test func `the interval covers the mean of normal and of skewed values`() {
    var covered = (normal: 0, skewed: 0)
    for trial in 0..<1_000 {
      let noise = (0..<20).map { PlantedStudy.noise(trial, $0) }
      let key = DrawKey(seed: UInt64(trial))
      if FigureEstimate(noise, key: key).interval?.contains(0) == true { covered.normal += 1 }
      // Exponential values of mean one.
      let waits = (0..<20).map { -Elementary.log(key.uniform(.planted, UInt64($0))) }
      if FigureEstimate(waits, key: key).interval?.contains(1) == true { covered.skewed += 1 }
    }
    #expect((929...971).contains(covered.normal), "\(covered)")
    // Student's interval alone covers some 92 % here.
    #expect((905...971).contains(covered.skewed), "\(covered)")
  }
}
