internal import SimCore
internal import VoicePipeline

extension PresetFamily {
  /// How far regions lie apart.
  static let regionLatencies = PresetFamily(
    title: "Region latencies",
    noun: "set of region latencies",
    path: "routing.regions",
    key: "preset",
    presets: [
      Preset(
        name: "aws",
        summary: "Regions of AWS by their names, half a round trip one way: averages of 2017",
        values: [
          PresetValue(
            "table",
            pairs(between: averages2017),
            .verified("acomputerscientistlearnsaws, AWS inter-region latency, 2017; xkyle")
          )
        ]
      )
    ]
  )

  private static func pairs(
    between roundTrips: [(from: String, to: String, milliseconds: Double)]
  ) -> String {
    let pairs = roundTrips.map { from, to, milliseconds in
      "{from: \(from), to: \(to), delay: \(FixedDecimal.text(milliseconds / 2, decimals: 2))ms}"
    }
    return "[\(pairs.joined(separator: ", "))]"
  }

  /// Round trips in milliseconds.
  private static let averages2017 = [
    ("us-east-1", "us-west-2", 87.0), ("us-east-1", "eu-west-1", 80.5),
    ("us-east-1", "eu-central-1", 88.7), ("us-east-1", "ap-northeast-1", 145),
    ("us-east-1", "ap-southeast-1", 217), ("us-east-1", "ap-southeast-2", 230),
    ("us-east-1", "sa-east-1", 119.5), ("us-west-2", "eu-west-1", 137),
    ("us-west-2", "ap-northeast-1", 89), ("us-west-2", "ap-southeast-1", 161),
    ("eu-west-1", "eu-central-1", 19.6), ("eu-west-1", "ap-northeast-1", 212),
    ("eu-west-1", "ap-southeast-1", 239), ("eu-west-1", "ap-southeast-2", 310),
    ("eu-west-1", "sa-east-1", 191), ("ap-northeast-1", "ap-southeast-1", 74),
    ("ap-northeast-1", "ap-southeast-2", 104), ("ap-southeast-1", "ap-southeast-2", 175),
    ("ap-southeast-1", "sa-east-1", 328),
  ]
}
