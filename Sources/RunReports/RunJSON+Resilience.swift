import SimCore
import VoicePipeline

extension RunJSON {
  static func resilience(_ facts: ResilienceFacts) -> JSONValue {
    let account = facts.account
    return .object([
      .init("endpoints", .array(facts.endpoints.map(endpoint))),
      .init(
        "breakers",
        .array(account.breakers.map { breaker($0.model, $0.account, facts.window) })
      ),
      .init("pool", account.pool.map { pool($0, facts.window) } ?? .null),
      .init("shedding", account.shedding.map { shedding($0, facts.window) } ?? .null),
    ])
  }

  private static func endpoint(_ facts: ResilienceFacts.Endpoint) -> JSONValue {
    .object([
      .init("service", .string(facts.service.rawValue)),
      .init("wanted", .integer(facts.total.wanted)),
      .init("sent", .integer(facts.total.sent)),
      .init("failed", .integer(facts.total.failed)),
      .init("kept_back", .integer(facts.total.keptBack)),
      .init("amplification", ratio(facts.total.amplification)),
      .init("amplification_worst_minute", ratio(facts.worst)),
      .init("wanted_by_minute", .array(facts.minutes.map { .integer($0.wanted) })),
      .init("sent_by_minute", .array(facts.minutes.map { .integer($0.sent) })),
    ])
  }

  private static func breaker(
    _ model: String,
    _ account: ModelGuardAccount,
    _ window: MeasuredWindow
  ) -> JSONValue {
    .object([
      .init("model", .string(model)),
      .init("openings", .integer(account.openings)),
      .init("kept_back", .integer(account.keptBack)),
      .init("slow", .integer(account.slow)),
      .init("open_s", time(account.isOpen, window)),
    ])
  }

  private static func pool(
    _ account: RealtimePoolAccount,
    _ window: MeasuredWindow
  ) -> JSONValue {
    .object([
      .init("asked", .integer(account.asked)),
      .init("hits", .integer(account.hits)),
      .init("connects", .integer(account.connects)),
      .init("failures", .integer(account.failures)),
      .init("aged", .integer(account.aged)),
      .init("wait_p50_ms", .milliseconds(account.waits.quantile(0.5))),
      .init("wait_p95_ms", .milliseconds(account.waits.quantile(0.95))),
      .init("cold_wait_p50_ms", .milliseconds(account.coldWaits.quantile(0.5))),
      .init("cold_wait_p95_ms", .milliseconds(account.coldWaits.quantile(0.95))),
      .init(
        "idle_mean",
        .fixed(account.idle.mean(from: window.start, to: window.end), decimals: 3)
      ),
    ])
  }

  private static func shedding(
    _ account: SheddingAccount,
    _ window: MeasuredWindow
  ) -> JSONValue {
    .object([
      .init("turned_away", .integer(account.turnedAway)),
      .init("shedding_s", time(account.isShedding, window)),
      .init("causes", .array(account.causes.map { .string($0.rawValue) })),
    ])
  }

  private static func time(_ curve: ConcurrencyCurve, _ window: MeasuredWindow) -> JSONValue {
    .seconds(.nanoseconds(Int64(curve.integral(from: window.start, to: window.end))))
  }

  private static func ratio(_ value: Double?) -> JSONValue {
    value.map { .fixed($0, decimals: 6) } ?? .null
  }
}
