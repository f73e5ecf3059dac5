import SimCore
import Testing
import VoicePipeline

@Suite("Tariffs of lines")
struct LineTariffTests {
  /// 61 s at 6 cents a minute: by the second, by six seconds, by the minute, and by no step.
  @Test(arguments: [(1, 61), (6, 66), (60, 120), (0, 61)])
  func `a step that has begun counts whole`(step: Int, billed: Int) {
    let tariff = LineTariff(perMinute: 0.06, step: .seconds(step))
    #expect(tariff.billed(.seconds(61)) == .seconds(billed))
    #expect(tariff.cost(of: .seconds(61)) == Nanodollars(Int64(billed) * 1_000_000))
  }

  @Test func `a whole number of steps is billed as it is, and what was not held costs nothing`() {
    let tariff = LineTariff(perMinute: 0.06, step: .seconds(6))
    #expect(tariff.billed(.seconds(60)) == .seconds(60))
    #expect(tariff.billed(.milliseconds(1)) == .seconds(6))
    #expect(tariff.cost(of: .zero) == .zero)
  }
}
