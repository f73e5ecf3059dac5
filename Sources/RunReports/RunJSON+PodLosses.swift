import SimCore
import VoicePipeline

// What ran out, pods that died, and the conversations on them.
extension RunJSON {
  /// In the order in which resources ran out.
  static func saturation(_ facts: ScalingFacts) -> JSONValue {
    .array(
      facts.account.exhausted.map { resource, pressure in
        .object([
          .init("resource", .string(resource)),
          .init("first_s", .seconds(.nanoseconds(pressure.first?.nanoseconds ?? 0))),
          .init("times", .integer(pressure.times)),
          .init("total_s", .seconds(pressure.total(until: facts.end))),
        ])
      }
    )
  }

  static func losses(_ account: PlatformAccount) -> JSONValue {
    .object(
      PodLoss.allCases.map { loss in
        .init(
          loss.rawValue,
          .object([
            .init("pods", .integer(account.pods(lostBy: loss))),
            .init("calls", .integer(account.calls(lostBy: loss))),
          ])
        )
      }
    )
  }

  /// Null where none has.
  static func takeovers(_ facts: ScalingFacts) -> JSONValue {
    let losses = facts.podLosses
    guard losses.total > 0 else { return .null }
    let moments = ConversationMoment.allCases.filter { losses.count($0) > 0 }
    return .object([
      .init(
        "moments",
        .array(
          moments.map { moment in
            .object(
              [.init("moment", .string(moment.rawValue))]
                + PodLossEnd.allCases.map {
                  .init($0.rawValue, .integer(losses.count(moment, $0)))
                }
            )
          }
        )
      ),
      .init("gap_p50_ms", .milliseconds(facts.gaps.quantile(0.5))),
      .init("gap_p95_ms", .milliseconds(facts.gaps.quantile(0.95))),
      .init("repeated_sentences", .integer(losses.repeated)),
      .init("unheard_stretches", .integer(losses.unheard)),
      .init("maimed", .integer(losses.maimed)),
      .init("store", facts.account.sessions.map(store) ?? .null),
    ])
  }

  private static func store(_ use: SessionStoreUse) -> JSONValue {
    .object([
      .init("saves", .integer(use.saves)),
      .init("refused", .integer(use.refused)),
      .init("evicted", .integer(use.evicted)),
      .init("kept_max", .integer(use.kept)),
      .init("loads", .integer(use.loads)),
      .init("missing", .integer(use.missing)),
      .init("stale", .integer(use.stale)),
      .init("unanswered", .integer(use.unanswered)),
    ])
  }
}
