internal import SimCore
internal import VoicePipeline

/// The traits of speech as members of a message, in whole thousandths and millionths.
extension SpeechTraits {
  var members: [JSONValue.Member] {
    let whole: (Double, Double) -> JSONValue = { .integer(Int($0 * $1)) }
    return [
      JSONValue.Member("snr_millidb", whole(snrDecibels, 1_000)),
      JSONValue.Member("error_odds_ppm", whole(errorOddsFactor, 1_000_000)),
      JSONValue.Member("noise", .string(noise.rawValue)),
      JSONValue.Member("codec", .string(codec.rawValue)),
      JSONValue.Member("loss_ppm", whole(loss.ratio, 1_000_000)),
      JSONValue.Member("loss_burst_milliframes", whole(loss.burstFrames, 1_000)),
      JSONValue.Member("milliwords_per_minute", whole(wordsPerMinute, 1_000)),
      JSONValue.Member("accent_key", .integer(Int(accentKey))),
    ]
  }

  /// Nil without the first two; what an earlier version does not say has no effect.
  init?(_ value: JSONValue) {
    guard let snr = value["snr_millidb"]?.integer, let odds = value["error_odds_ppm"]?.integer
    else { return nil }
    self.init(snrDecibels: Double(snr) / 1_000, errorOddsFactor: Double(odds) / 1_000_000)
    noise = value["noise"]?.text.flatMap(NoiseKind.init(rawValue:)) ?? noise
    codec = value["codec"]?.text.flatMap(LineCodec.init(rawValue:)) ?? codec
    if let ratio = value["loss_ppm"]?.integer, let burst = value["loss_burst_milliframes"]?.integer,
      (0..<1_000_000).contains(ratio), burst >= 1_000
    {
      loss = LineLoss(ratio: Double(ratio) / 1_000_000, burstFrames: Double(burst) / 1_000)
    }
    if let key = value["accent_key"]?.integer, key >= 0 { accentKey = UInt64(key) }
    if let rate = value["milliwords_per_minute"]?.integer, rate > 0 {
      wordsPerMinute = Double(rate) / 1_000
    }
  }
}
