internal import SimCore
internal import VoicePipeline

extension RunFacts {
  /// Each latency metric as a log with one interval, the measured part of the run.
  var histogramLogs: [(name: String, log: HistogramLog)] {
    latencies.map { latency in
      let interval = HistogramLog.Interval(
        tag: latency.metric.rawValue,
        start: scenario.warmUp,
        length: scenario.duration - scenario.warmUp,
        histogram: latency.histogram
      )
      let start = UnixInstant(scenario.start)
      return (latency.metric.rawValue, HistogramLog(start: start, intervals: [interval]))
    }
  }

  /// Over all histograms, uncompressed.
  var histogramDigest: String {
    var digest = SHA256()
    for (_, log) in histogramLogs { log.update(&digest) }
    return digest.hexDigest
  }
}
