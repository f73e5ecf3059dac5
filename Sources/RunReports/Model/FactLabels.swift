import SimCore
import VoicePipeline

extension Verdict {
  /// Told apart without colour.
  var glyph: String {
    switch self {
    case .pass: "✓"
    case .fail: "✕"
    case .inconclusive: "!"
    }
  }
}

extension [ThresholdFacts] {
  /// Failing ones first, then those that cannot be judged; else as they were.
  var sortedByVerdict: [ThresholdFacts] {
    [Verdict.fail, .inconclusive, .pass].flatMap { verdict in
      filter { $0.verdict == verdict }
    }
  }
}

extension CallOutcome {
  /// The name as a reader sees it.
  package var label: String {
    switch self {
    case .completed: "completed"
    case .abandoned: "hung up in dead air"
    case .blocked: "blocked: no free slot"
    case .failed: "failed: model endpoint"
    case .unfinished: "cut off by the end of the run"
    case .voicemail: "voicemail"
    case .noAnswer: "no answer"
    case .busy: "busy"
    case .unobtainable: "number not in service"
    case .declined: "declined"
    case .throttled: "throttled by the carrier"
    case .carrierFailure: "carrier failure"
    case .transferred: "transferred to a human"
    case .callback: "to be called back"
    case .cutOff: "dropped by the carrier: no audio"
    }
  }

  /// Whether the platform or a carrier lost a call that could have been had.
  var isLoss: Bool {
    switch self {
    case .abandoned, .blocked, .failed, .throttled, .carrierFailure, .cutOff: true
    default: false
    }
  }
}

/// The columns of a latency table, in milliseconds; what too few samples carry is not shown.
struct LatencyCells {
  /// Fewer samples give no 95 % interval of p99 (order statistics).
  static let p99Needs = OrderStatistics.samplesNeeded(0.99)
  /// The same for p95.
  static let p95Needs = OrderStatistics.samplesNeeded(0.95)

  let p50: String
  let p95: String
  let p99: String
  let max: String
  let count: String

  init(_ histogram: LatencyHistogram, text: (Duration) -> String = Figures.milliseconds) {
    func cell(_ value: Duration?) -> String { value.map(text) ?? Figures.none }
    p50 = cell(histogram.quantile(0.5))
    p95 = histogram.count < Self.p95Needs ? Figures.none : cell(histogram.quantile(0.95))
    p99 = histogram.count < Self.p99Needs ? Figures.none : cell(histogram.quantile(0.99))
    max = cell(histogram.max)
    count = Figures.count(histogram.count)
  }
}
