import SimCore
import VoicePipeline

/// Latencies that are promised in print, and the share of turns that keep them.
struct LatencyPromises {
  static let milliseconds: [Int64] = [400, 500, 800, 1_000]
  /// Fewer turns say nothing about a share.
  static let needs = 20

  struct Kept {
    var milliseconds: Int64
    var share: Share
  }

  let kept: [Kept]

  /// Nil with too few turns.
  init?(_ histogram: LatencyHistogram?) {
    guard let histogram, histogram.count >= Self.needs else { return nil }
    kept = Self.milliseconds.map {
      Kept(
        milliseconds: $0,
        share: Share(histogram.count(atMost: .milliseconds($0)), of: histogram.count)
      )
    }
  }

  /// `within 400 ms 0.2 %, 500 ms 1.1 %, ... of 18,641 turns`.
  var sentence: String {
    let parts = kept.map { kept in
      "\(Figures.count(Int(kept.milliseconds)))\(Figures.space)ms "
        + "\(Figures.percent(kept.share.value ?? 0))\(Figures.space)%"
    }
    let turns = Figures.counted(kept.first?.share.whole ?? 0, "turn")
    return "within \(parts.joined(separator: ", ")) of \(turns)"
  }
}
