import SimCore
import VoicePipeline

extension RunJSON {
  static func campaign(_ report: CampaignReport) -> JSONValue {
    let account = report.account
    return .object([
      .init("name", .string(report.name)),
      .init("tenant", .string(report.tenant)),
      .init("priority", .integer(report.priority)),
      .init("offered", .integer(account.offered)),
      .init("started", .integer(account.started)),
      .init("retries", .integer(account.retries)),
      .init("throttled", .integer(account.throttled)),
      .init(
        "dropped",
        .object(
          DropReason.allCases.map { .init(key($0), .integer(account.dropped(for: $0))) }
        )
      ),
      .init(
        "outcomes",
        .object(
          CallOutcome.allCases.filter { account.count(of: $0) > 0 }
            .map { .init($0.rawValue, .integer(account.count(of: $0))) }
        )
      ),
      .init(
        "leads",
        .object(
          LeadState.allCases.map { .init(key($0), .integer(report.count(of: $0))) }
        )
      ),
      .init("wait_p50_ms", .milliseconds(account.waits.quantile(0.5))),
      .init("wait_p99_ms", .milliseconds(account.waits.quantile(0.99))),
      .init("wait_max_ms", .milliseconds(account.waits.max)),
      .init("held_to_one_ms", .milliseconds(report.heldToOne)),
      .init("live_answers", .integer(report.abandonment.reduce(0) { $0 + $1.live })),
      .init("priority_inversions", .integer(account.inversions)),
      .init("script", .string(report.script?.rawValue ?? "agent")),
      .init("costs", costs(account.costs, isRecorded: report.script != nil)),
      .init("overflow", report.hasOverflow ? overflow(account.overflow) : .null),
      .init("texts", texts(report.texts)),
      .init("abandoned", .integer(report.abandonment.reduce(0) { $0 + $1.abandoned })),
    ])
  }

  static func waitingRoom(_ account: WaitingRoomAccount) -> JSONValue {
    .object([
      .init("arrived", .integer(account.arrived)),
      .init("at_once", .integer(account.atOnce)),
      .init("after_wait", .integer(account.afterWait)),
      .init("turned_away", .integer(account.turnedAway)),
      .init("balked", .integer(account.balked)),
      .init("abandoned", .integer(account.abandoned)),
      .init("callbacks_promised", .integer(account.callbacksPromised)),
      .init("callbacks_made", .integer(account.callbacksMade)),
      .init("wait_p50_ms", .milliseconds(account.waits.quantile(0.5))),
      .init("wait_p95_ms", .milliseconds(account.waits.quantile(0.95))),
      .init("wait_max_ms", .milliseconds(account.waits.max)),
      .init("estimate_mean_ms", .milliseconds(account.estimates.mean)),
      .init("wait_mean_ms", .milliseconds(account.waits.mean)),
      .init("told_enough", .integer(account.toldEnough)),
    ])
  }

  private static func costs(_ costs: CampaignCosts, isRecorded: Bool) -> JSONValue {
    .object([
      .init("answered", .integer(costs.answered)),
      .init("resolved", .integer(costs.resolved)),
      .init("held_s", .seconds(costs.held)),
      .init("models_usd", .fixed(costs.models.dollars, decimals: 4)),
      .init("minutes_usd", .fixed(costs.line.dollars, decimals: 4)),
      .init("per_resolved_usd", costs.perResolved.map { .fixed($0, decimals: 4) } ?? .null),
      .init(
        "endings",
        isRecorded
          ? .object(ScriptEnding.allCases.map { .init(key($0), .integer(costs.count(of: $0))) })
          : .null
      ),
    ])
  }

  private static func key(_ ending: ScriptEnding) -> String {
    switch ending {
    case .heard: "heard"
    case .hungUp: "hung_up"
    case .optedOut: "opted_out"
    case .transferred: "transferred"
    case .machine: "machine"
    case .failed: "failed"
    }
  }

  private static func overflow(_ account: OverflowAccount) -> JSONValue {
    .object([
      .init("overflowed", .integer(account.overflowed)),
      .init("refused", .integer(account.refused)),
      .init("replayed", .integer(account.replayed)),
      .init("expired", .integer(account.expired)),
      .init("halted", .integer(account.halted)),
      .init("without_lead", .integer(account.withoutLead)),
      .init("peak", .integer(account.peak)),
      .init("replay_wait_p50_ms", .milliseconds(account.waits.quantile(0.5))),
      .init("replay_wait_max_ms", .milliseconds(account.waits.max)),
    ])
  }

  private static func texts(_ account: TextAccount) -> JSONValue {
    .object([
      .init("planned", .integer(account.planned)),
      .init("sent", .integer(account.sent)),
      .init("put_off", .integer(account.putOff)),
      .init(
        "held_back",
        .object(
          ComplianceRule.allCases.filter { account.heldBack(by: $0) > 0 }
            .map { .init($0.audited.name, .integer(account.heldBack(by: $0))) }
        )
      ),
      .init(
        "dropped",
        .object(
          TextDropReason.allCases.map { .init(key($0), .integer(account.dropped(for: $0))) }
        )
      ),
      .init("cost_usd", .fixed(account.cost.dollars, decimals: 4)),
    ])
  }

  private static func key(_ reason: TextDropReason) -> String {
    switch reason {
    case .overtaken: "overtaken"
    case .halted: "halted"
    case .tooLate: "too_late"
    }
  }

  private static func key(_ reason: DropReason) -> String {
    switch reason {
    case .noLead: "no_lead"
    case .noAgent: "no_agent"
    case .overflow: "overflow"
    case .expired: "expired"
    case .halted: "halted"
    case .hungUp: "hung_up"
    case .turnedAway: "turned_away"
    }
  }

  private static func key(_ state: LeadState) -> String {
    switch state {
    case .waiting: "waiting"
    case .withoutConsent: "without_consent"
    case .listed: "listed"
    case .calling: "calling"
    case .retrying: "retrying"
    case .reached: "reached"
    case .unreachable: "unreachable"
    case .exhausted: "exhausted"
    case .barred: "barred"
    }
  }
}
