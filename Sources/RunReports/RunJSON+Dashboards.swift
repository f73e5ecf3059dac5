import SimCore
import VoicePipeline

// Events on their way to dashboards.
extension RunJSON {
  static func dashboards(_ account: EventAccount) -> JSONValue {
    let end = SimInstant(nanoseconds: .max)
    return .object([
      .init("events", .integer(account.offered)),
      .init("shown", .integer(account.shown)),
      .init("lost_with_pods", .integer(account.lostWithPods)),
      .init("lost_for_room", .integer(account.lostForRoom)),
      .init("batches", .integer(account.batches)),
      .init("age_p50_ms", .milliseconds(account.age.quantile(0.5))),
      .init("age_p95_ms", .milliseconds(account.age.quantile(0.95))),
      .init("age_p99_ms", .milliseconds(account.age.quantile(0.99))),
      .init("age_max_ms", .milliseconds(account.age.max)),
      .init("backlog_max", .integer(account.backlog.peak(from: .zero, to: end))),
    ])
  }
}
