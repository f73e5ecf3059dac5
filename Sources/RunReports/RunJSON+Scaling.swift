import SimCore
import VoicePipeline

extension RunJSON {
  static func scaling(_ facts: ScalingFacts) -> JSONValue {
    let account = facts.account
    return .object([
      .init("kubernetes", facts.kubernetes.map(JSONValue.string) ?? .null),
      .init("triggers", .array(facts.triggers.map(JSONValue.string))),
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
      .init("tenants", .array(account.tenants.map(tenant))),
      .init("regions", .array(account.regions.map { region($0, until: facts.end) })),
      .init("services", .array(account.services.map { service($0, until: facts.end) })),
      .init("lost", losses(account)),
      .init("takeovers", takeovers(facts)),
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
      .init("unanswered", .integer(account.unanswered)),
    ])
  }

  private static func region(_ account: RegionAccount, until end: SimInstant) -> JSONValue {
    .object([
      .init("name", .string(account.name)),
      .init("conversations", .integer(account.conversations)),
      .init("nearer_elsewhere", .integer(account.fromElsewhere)),
      .init("residency_violations", .integer(account.violations)),
      .init("distance_mean_ms", .milliseconds(account.distance.mean)),
      .init("distance_max_ms", .milliseconds(account.distance.max)),
      .init("response_p50_ms", .milliseconds(account.response.quantile(0.5))),
      .init("response_p95_ms", .milliseconds(account.response.quantile(0.95))),
      .init("pods_mean", .fixed(account.ready.mean(from: .zero, to: end), decimals: 3)),
      .init("pods_peak", .integer(account.ready.peak(from: .zero, to: end))),
      .init("pods_lost", .integer(account.podsLost)),
      .init("calls_lost", .integer(account.callsLost)),
    ])
  }

  private static func service(_ account: ServiceAccount, until end: SimInstant) -> JSONValue {
    .object([
      .init("layer", .string(account.layer.rawValue)),
      .init("own_pods", .boolean(account.isOwn)),
      .init("pods_mean", .fixed(account.ready.mean(from: .zero, to: end), decimals: 3)),
      .init("pods_peak", .integer(account.ready.peak(from: .zero, to: end))),
      .init("waiting_peak", .integer(account.waiting.peak(from: .zero, to: end))),
      .init("served", .integer(account.served)),
      .init("utilisation", .fixed(account.use, decimals: 6)),
      .init("mean_wait_ms", .milliseconds(account.meanWait)),
      .init(
        "first_waiting_s",
        account.pressure.first.map { .seconds(.nanoseconds($0.nanoseconds)) } ?? .null
      ),
      .init("waiting_s", .seconds(account.pressure.total(until: end))),
    ])
  }

  private static func tenant(_ account: TenantAccount) -> JSONValue {
    .object([
      .init("name", .string(account.name)),
      .init("asked", .integer(account.asked)),
      .init("placed", .integer(account.placed)),
      .init("over_plan", .integer(account.overPlan)),
      .init("over_share", .integer(account.overShare)),
      .init("calls_max", .integer(account.callsMax)),
    ])
  }
}
