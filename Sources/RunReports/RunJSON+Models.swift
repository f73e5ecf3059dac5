import SimCore
import VoicePipeline

extension RunJSON {
  /// What was asked of each service; amounts in US dollars.
  static func models(_ facts: RunFacts) -> JSONValue {
    func dollars(_ value: Double?) -> JSONValue {
      value.map { .fixed($0, decimals: 9) } ?? .null
    }
    return .object([
      .init("cost_usd", dollars(facts.modelCost?.dollars)),
      .init("cost_per_call_usd", dollars(facts.modelCost(over: facts.conversations.held))),
      .init(
        "cost_per_success_usd",
        dollars(facts.modelCost(over: facts.conversations.succeeded))
      ),
      .init(
        "services",
        .array(
          facts.services.map { facts in
            .object([
              .init("service", .string(facts.service.rawValue)),
              .init("requests", .integer(facts.usage.requests)),
              .init("failed", .integer(facts.usage.failed)),
              .init("input_tokens", .integer(facts.usage.inputTokens)),
              .init("cached_tokens", .integer(facts.usage.cachedTokens)),
              .init("output_tokens", .integer(facts.usage.outputTokens)),
              .init("audio_s", .seconds(facts.usage.audio)),
              .init("characters", .integer(facts.usage.characters)),
              .init("cost_usd", dollars(facts.cost?.dollars)),
            ])
          }
        )
      ),
    ])
  }
}
