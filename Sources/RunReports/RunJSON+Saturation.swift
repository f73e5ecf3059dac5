import SimCore
import VoicePipeline

// What ran out first.
extension RunJSON {
  static func shortages(_ facts: SaturationFacts) -> JSONValue {
    .object([
      .init(
        "resources",
        .array(
          facts.saturation.order.map { resource in
            let shortage = facts.saturation[resource]
            return .object([
              .init("resource", .string(resource.rawValue)),
              .init("first_s", .seconds(.nanoseconds(shortage.first?.nanoseconds ?? 0))),
              .init("times", .integer(shortage.times)),
            ])
          }
        )
      ),
      .init("scalability", facts.fit.map { scalability($0, facts) } ?? .null),
    ])
  }

  private static func scalability(_ fit: ScalabilityFit, _ facts: SaturationFacts) -> JSONValue {
    .object([
      .init("rate", .fixed(fit.rate, decimals: 6)),
      .init("contention", .fixed(fit.contention, decimals: 9)),
      .init("coherency", .fixed(fit.coherency, decimals: 12)),
      .init("determination", .fixed(fit.determination, decimals: 4)),
      .init("knee", facts.knee.map { .fixed($0, decimals: 1) } ?? .null),
      .init("load_max", .fixed(facts.loadMost, decimals: 1)),
    ])
  }
}
