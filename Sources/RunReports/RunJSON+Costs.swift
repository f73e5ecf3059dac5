import SimCore
import VoicePipeline

extension RunJSON {
  /// What the measured part of the run cost; amounts in US dollars.
  static func costs(_ facts: CostFacts) -> JSONValue {
    let account = facts.account
    return .object([
      .init("total_usd", dollars(account.total.dollars)),
      .init("calls", .integer(account.calls)),
      .init("answered", .integer(account.answered)),
      .init("resolved", .integer(account.resolved)),
      .init("per_call_usd", dollars(facts.perCall)),
      .init("per_answer_usd", dollars(facts.perAnswer)),
      .init("per_resolved_usd", dollars(facts.perResolved)),
      .init(
        "groups",
        .object(
          CostGroup.allCases.map {
            .init("\($0.rawValue)_usd", dollars(account.total(of: $0).dollars))
          }
        )
      ),
      .init("items", .array(facts.items.map(costItem))),
      .init("bucket_s", .seconds(account.bucket)),
      .init(
        "spent_usd",
        .object(
          CostGroup.allCases.map { group in
            .init(group.rawValue, .array(account[group].map { .fixed($0, decimals: 6) }))
          }
        )
      ),
      .init("resolved_over_time", .array(account.resolvedOverTime.map { .integer($0) })),
    ])
  }

  private static func costItem(_ facts: CostFacts.Item) -> JSONValue {
    let item = facts.item
    return .object([
      .init("component", .string(item.component.rawValue)),
      .init("group", .string(item.component.group.rawValue)),
      .init("name", item.name.map(JSONValue.string) ?? .null),
      .init("quantity", item.quantity.map { .fixed($0, decimals: 6) } ?? .null),
      .init("unit", .string(item.unit)),
      .init("cost_usd", dollars(item.cost.dollars)),
      .init(
        "prices",
        .array(
          facts.prices.map { price in
            .object([
              .init("path", .string(price.path)),
              .init("value", .string(price.value)),
              .init("grade", .string(price.provenance.grade.rawValue)),
              .init("source", .string(price.provenance.source)),
            ])
          }
        )
      ),
    ])
  }

  private static func dollars(_ value: Double?) -> JSONValue {
    value.map { .fixed($0, decimals: 9) } ?? .null
  }
}
