import SimCore
import VoicePipeline

extension RunJSON {
  /// How the audio arrived, of all carriers and of each.
  static func media(_ facts: MediaFacts) -> JSONValue {
    .object([
      .init("at_agent", direction(facts.all.uplink)),
      .init("at_caller", direction(facts.all.downlink)),
      .init("opus_uncalibrated", .boolean(facts.isUncalibrated)),
      .init("quality_alarms", facts.alarms.map(alarms) ?? .null),
      .init(
        "carriers",
        .array(
          facts.carriers.map { carrier in
            .object([
              .init("name", .string(carrier.carrier)),
              .init("at_agent", direction(carrier.uplink)),
              .init("at_caller", direction(carrier.downlink)),
            ])
          }
        )
      ),
    ])
  }

  /// What a recognizer made of calls of one kind that were rendered as sound.
  static func heard(_ cell: AudibleCell) -> JSONValue {
    .object([
      .init("profile", .string(cell.label.profile)),
      .init("accent", .string(cell.label.accent)),
      .init("noise", .string(cell.label.noise)),
      .init("made_up", .string(cell.loss.rawValue)),
      .init("calls", .integer(cell.calls)),
      .init("words", .integer(cell.errors.referenceWords)),
      .init("substitutions", .integer(cell.errors.substitutions)),
      .init("deletions", .integer(cell.errors.deletions)),
      .init("insertions", .integer(cell.errors.insertions)),
    ])
  }

  /// How far the calls that were rendered as sound are from the others.
  static func tiers(_ facts: RunFacts) -> [JSONValue] {
    TierAgreement(facts.tiers, comparesWords: facts.drawsHeardErrors).comparisons.map { figure in
      let isTime = figure.figure == .responseP95
      let value = { (value: Double) -> JSONValue in
        isTime ? .fixed(value / 1_000_000, decimals: 3) : .fixed(value, decimals: 6)
      }
      return .object([
        .init("figure", .string(figure.figure.rawValue + (isTime ? "_ms" : ""))),
        .init("heard", value(figure.heard)),
        .init("drawn", value(figure.drawn)),
        .init("difference", .fixed(figure.difference, decimals: 6)),
        .init("low", .fixed(figure.interval.lowerBound, decimals: 6)),
        .init("high", .fixed(figure.interval.upperBound, decimals: 6)),
        .init("wanted", figure.figure.bound.map { .fixed($0, decimals: 3) } ?? .null),
        .init("judgement", .string(figure.judgement.rawValue)),
        .init("n_heard", .integer(figure.heardCount)),
        .init("n_drawn", .integer(figure.drawnCount)),
      ])
    }
  }

  private static func direction(_ counts: MediaCounts) -> JSONValue {
    let frames = counts.frames
    return .object([
      .init("calls", .integer(counts.calls)),
      .init("frames", .integer(frames.frames)),
      .init("lost", .integer(frames.lost)),
      .init("late", .integer(frames.late)),
      .init("discarded", .integer(frames.discarded)),
      .init("recovered", .integer(frames.recovered)),
      .init("retransmitted", .integer(counts.retransmitted)),
      .init("concealed", .integer(frames.concealed)),
      .init("bursts", .integer(frames.bursts)),
      .init("duplicates", .integer(counts.duplicates)),
      .init("reordered", .integer(counts.reordered)),
      .init("stretched_ms", .fixed(Double(frames.stretchedMicros) / 1_000, decimals: 3)),
      .init("jitter_p50_ms", milliseconds(counts.jitter.quantile(0.5))),
      .init("jitter_p95_ms", milliseconds(counts.jitter.quantile(0.95))),
      .init("playout_p50_ms", milliseconds(counts.playoutDelay.quantile(0.5))),
      .init("playout_p95_ms", milliseconds(counts.playoutDelay.quantile(0.95))),
      .init("mos_mean", score(counts.scores.mean)),
      .init("mos_p5", score(counts.scores.quantile(0.05))),
      .init("mos_p50", score(counts.scores.quantile(0.5))),
      .init("worst_8s_p5", score(counts.worstScores.quantile(0.05))),
    ])
  }

  private static func alarms(_ alarms: QualityAlarms) -> JSONValue {
    .object([
      .init("windows", .integer(alarms.windows)),
      .init("bad_windows", .integer(alarms.badWindows)),
      .init("raised", .integer(alarms.raised)),
      .init("false", .integer(alarms.unfounded)),
      .init("missed_windows", .integer(alarms.missed)),
    ])
  }

  private static func milliseconds(_ duration: Duration?) -> JSONValue {
    duration.map { .fixed(Double($0.nanoseconds) / 1_000_000, decimals: 3) } ?? .null
  }

  private static func score(_ value: Double?) -> JSONValue {
    value.map { .fixed($0, decimals: 3) } ?? .null
  }
}
