import SimCore
import VoicePipeline

extension RunJSON {
  static func scaling(_ facts: ScalingFacts) -> JSONValue {
    let account = facts.account
    return .object([
      .init("kubernetes", facts.kubernetes.map { .string($0) } ?? .null),
      .init("triggers", .array(facts.triggers.map { .string($0) })),
      .init("bucket_s", .seconds(facts.bucket)),
      .init("pods", .array(facts.ready.map { .fixed($0, decimals: 3) })),
      .init("desired", .array(facts.desired.map { .fixed($0, decimals: 3) })),
      .init("needed", .array(facts.needed.map { .fixed($0, decimals: 3) })),
      .init("pods_max", .integer(facts.podsMax)),
      .init("pods_peak", .integer(account.ready.peak(from: .zero, to: facts.end))),
      .init("pods_started", .integer(account.podsStarted)),
      .init("pod_start_p50_ms", .milliseconds(account.startTimes.quantile(0.5))),
      .init("pod_start_max_ms", .milliseconds(account.startTimes.max)),
      .init("placement", placement(account.routing)),
      .init("lost", losses(account)),
      .init("saturation", saturation(facts)),
      .init("media_lag_p50_ms", .milliseconds(account.mediaLag.quantile(0.5))),
      .init("media_lag_p99_ms", .milliseconds(account.mediaLag.quantile(0.99))),
      .init("memory_max_mb", .fixed(account.memoryMax, decimals: 1)),
      .init("cost_usd", .fixed(account.cost.dollars, decimals: 4)),
    ])
  }

  private static func placement(_ account: RoutingAccount) -> JSONValue {
    .object([
      .init("asked", .integer(account.asked)),
      .init("placed", .integer(account.placed)),
      .init("refusals", .integer(account.refusals)),
      .init("after_retry", .integer(account.afterRetry)),
      .init("missed", .integer(account.missed)),
    ])
  }

  private static func losses(_ account: PlatformAccount) -> JSONValue {
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

  /// In the order in which resources ran out.
  private static func saturation(_ facts: ScalingFacts) -> JSONValue {
    .array(
      facts.account.exhausted.map { resource, pressure in
        .object([
          .init("resource", .string(resource.rawValue)),
          .init("first_s", .seconds(.nanoseconds(pressure.first?.nanoseconds ?? 0))),
          .init("times", .integer(pressure.times)),
          .init("total_s", .seconds(pressure.total(until: facts.end))),
        ])
      }
    )
  }
}
