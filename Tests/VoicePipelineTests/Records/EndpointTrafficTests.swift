import SimCore
import Testing
import VoicePipeline

@Suite("Traffic of endpoints")
struct EndpointTrafficTests {
  private static func call(
    _ second: Int,
    attempt: Int = 1,
    _ ending: ModelCall.Ending = .completed
  ) -> ModelCall {
    ModelCall(
      service: .languageModel,
      number: 1,
      attempt: attempt,
      begun: SimInstant.zero.advanced(by: .seconds(second)),
      ended: SimInstant.zero.advanced(by: .seconds(second + 1)),
      ending: ending
    )
  }

  /// Twelve requests in the second minute, each asked twice more, and one that was kept back.
  @Test func `a request that is asked again was wanted once`() {
    let failed = ModelCall.Ending.failed(.refused(code: 503))
    let calls =
      [Self.call(10)]
      + (0..<12).flatMap { place in
        [
          Self.call(60 + place, failed), Self.call(60 + place, attempt: 2, failed),
          Self.call(60 + place, attempt: 3),
        ]
      } + [Self.call(70, .failed(.keptBack))]
    let traffic = calls.reduce(into: EndpointTraffic()) { $0.add($1) }
    let end = SimInstant.zero.advanced(by: .seconds(120))
    let total = traffic.total(of: .languageModel, from: .zero, to: end)
    #expect(total.wanted == 14 && total.sent == 37 && total.failed == 24 && total.keptBack == 1)
    #expect(total.amplification == 37.0 / 14)
    // One request is no minute to judge by.
    #expect(traffic.worst(of: .languageModel, from: .zero, to: end) == 36.0 / 13)
    let first = SimInstant.zero.advanced(by: .seconds(60))
    #expect(traffic.total(of: .languageModel, from: .zero, to: first).amplification == 1)
    #expect(traffic.total(of: .realtime, from: .zero, to: end).amplification == nil)
  }
}
