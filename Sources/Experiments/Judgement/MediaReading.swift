internal import Scenarios
internal import SimCore
internal import VoicePipeline

// How the audio of calls arrived, as figures of a run.
extension WorldResult {
  /// A figure of the media; nil for a metric that is none.
  func mediaReading(_ metric: MetricName, _ statistic: Threshold.Statistic) -> MetricReading? {
    let media = measurements.allMedia
    let frames = media.uplink.frames + media.downlink.frames
    switch metric {
    case .callerScore: return score(media.downlink.scores, statistic)
    case .agentScore: return score(media.uplink.scores, statistic)
    case .worstScore: return score(media.downlink.worstScores, statistic)
    case .packetLoss: return frameShare(frames.lost, of: frames.frames)
    case .qualityAlarms: return alarms(\.raised)
    case .falseQualityAlarms: return alarms(\.unfounded)
    case .missedQualityAlarms: return alarms(\.missed)
    case .concealedFrames: return frameShare(frames.concealed, of: frames.frames)
    default: return nil
    }
  }

  /// A distribution of the media; nil for a metric that has none here.
  func mediaHistogram(of metric: MetricName) -> LatencyHistogram? {
    switch metric {
    case .interarrivalJitter: measurements.allMedia.uplink.jitter
    case .playoutDelay: measurements.allMedia.downlink.playoutDelay
    default: nil
    }
  }

  private func score(
    _ scores: ScoreHistogram,
    _ statistic: Threshold.Statistic
  ) -> MetricReading {
    let value =
      switch statistic {
      case .min: scores.min
      case .p5: scores.quantile(0.05)
      case .p50: scores.quantile(0.5)
      default: scores.mean
      }
    return MetricReading(value: value, interval: nil, count: scores.count)
  }

  private func alarms(_ count: KeyPath<QualityAlarms, Int>) -> MetricReading {
    let alarms = measurements.qualityAlarms
    return MetricReading(
      value: alarms.map { Double($0[keyPath: count]) },
      interval: nil,
      count: alarms?.windows ?? 0
    )
  }

  /// Frames are lost in bursts, so their number gives no interval; seeds do.
  private func frameShare(_ part: Int, of whole: Int) -> MetricReading {
    let value = whole > 0 ? Double(part) / Double(whole) : nil
    return MetricReading(value: value, interval: nil, count: whole)
  }
}
