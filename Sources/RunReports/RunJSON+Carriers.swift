import SimCore
import VoicePipeline

extension RunJSON {
  static func carrier(_ facts: CarrierFacts) -> JSONValue {
    .object([
      .init("name", .string(facts.name)),
      .init("attempts", .integer(facts.legs.attempts)),
      .init("answered", .integer(facts.legs.answered)),
      .init("effective", .integer(facts.legs.effective)),
      .init("throttled", .integer(facts.legs.throttled)),
      .init("failed", .integer(facts.failed)),
      .init("failovers", .integer(facts.failover.count)),
      .init("failover_p50_ms", .milliseconds(facts.failover.quantile(0.5))),
      .init("failover_max_ms", .milliseconds(facts.failover.max)),
      .init("pdd_p50_ms", .milliseconds(facts.postDialDelay.quantile(0.5))),
      .init("pdd_p95_ms", .milliseconds(facts.postDialDelay.quantile(0.95))),
      .init("pdd_p99_ms", .milliseconds(facts.postDialDelay.quantile(0.99))),
      .init("average_duration_ms", .milliseconds(facts.duration.mean)),
      .init("answer_seizure_ratio", ratio(facts.legs.answered, facts.legs.attempts)),
      .init("network_effectiveness_ratio", ratio(facts.legs.effective, facts.legs.attempts)),
      .init("session_establishment_ratio", ratio(facts.legs.answered, facts.legs.attempts)),
      .init("cps_offered_mean", .fixed(facts.pace.offeredMean, decimals: 3)),
      .init("cps_offered_peak", .integer(facts.pace.offeredPeak)),
      .init("cps_sent_mean", .fixed(facts.pace.sentMean, decimals: 3)),
      .init("cps_sent_peak", .integer(facts.pace.sentPeak)),
      .init("responses", .array(facts.responses.map(response))),
      .init("far_side", facts.farSide.map(farSide) ?? .null),
      .init("health", facts.health.map(health) ?? .null),
      .init("traffic_profile", .array(facts.profile.map(condition))),
      .init("attempts_over_time", .array(facts.attemptsOverTime.map { .integer($0) })),
    ])
  }

  private static func ratio(_ part: Int, _ whole: Int) -> JSONValue {
    whole > 0 ? .fixed(Double(part) / Double(whole), decimals: 6) : .null
  }

  private static func response(_ row: ResponseCount) -> JSONValue {
    .object([
      .init("status", row.response.status.map { .integer($0) } ?? .null),
      .init("vendor_code", row.response.vendorCode.map { .integer($0) } ?? .null),
      .init("throttled", .boolean(row.response.isThrottled)),
      .init("local", .boolean(row.response.isLocal)),
      .init("count", .integer(row.count)),
    ])
  }

  private static func farSide(_ facts: FarSideFacts) -> JSONValue {
    .object([
      .init("queued", .integer(facts.queueTime.count)),
      .init("queue_time_p50_ms", .milliseconds(facts.queueTime.quantile(0.5))),
      .init("queue_time_max_ms", .milliseconds(facts.queueTime.max)),
      .init("channels_peak", .integer(facts.channelsPeak)),
      .init("billed_s", .seconds(facts.billed)),
      .init("answers_too_late", .integer(facts.answersTooLate)),
      .init("answers_false", .integer(facts.answersFalse)),
    ])
  }

  private static func health(_ facts: CarrierHealthFacts) -> JSONValue {
    .object([
      .init("probes_sent", .integer(facts.watch.probesSent)),
      .init("probes_failed", .integer(facts.watch.probesFailed)),
      .init("near_dials", .integer(facts.watch.regions.near)),
      .init("far_dials", .integer(facts.watch.regions.far)),
      .init("distance_mean_ms", .milliseconds(facts.watch.regions.mean)),
      .init("kept_away", .integer(facts.watch.avoidances.count)),
      .init("kept_away_by_probes", .integer(facts.count(of: .probes))),
      .init("kept_away_s", .seconds(facts.avoided)),
      .init(
        "outages",
        .array(
          facts.outages.map { outage in
            .object([
              .init("kind", .string(outage.kind)),
              .init("start_s", .seconds(.nanoseconds(outage.start.nanoseconds))),
              .init("detected_after_ms", .milliseconds(outage.detected)),
              .init("detected_by", outage.cause.map { .string($0.rawValue) } ?? .null),
            ])
          }
        )
      ),
    ])
  }

  private static func condition(_ condition: ProfileCondition) -> JSONValue {
    .object([
      .init("figure", .string(condition.figure.rawValue)),
      .init("bound", .fixed(condition.bound, decimals: 3)),
      .init("measured", condition.measured.map { .fixed($0, decimals: 6) } ?? .null),
      .init("holds", condition.holds.map { .boolean($0) } ?? .null),
    ])
  }

  static func fault(_ facts: FaultFacts) -> JSONValue {
    .object([
      .init("part", .string(facts.part)),
      .init("kind", .string(facts.kind)),
      .init("start_s", .seconds(.nanoseconds(facts.start.nanoseconds))),
      .init("end_s", .seconds(.nanoseconds(facts.end.nanoseconds))),
    ])
  }
}
