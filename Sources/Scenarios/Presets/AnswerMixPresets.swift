internal import VoicePipeline

extension PresetFamily {
  /// Who answers an attempt that reached the network.
  static let answerMixes = PresetFamily(
    title: "Answer mixes",
    noun: "answer mix",
    path: "answers",
    key: "preset",
    presets: [
      mix(
        "warm-list",
        "Numbers of people who expect the call",
        ["60%", "18%", "15%", "3%", "2%", "2%"],
        [
          "human": "60 % is the figure of CallSphere's batch dialer article, a claim",
          "rest": "the other 40 % split by us: busy 3-6 %, few bad numbers on a known list",
        ]
      ),
      mix(
        "us-consumer-cold",
        "US consumers who do not know the caller",
        ["15.3%", "46.9%", "25.5%", "3.1%", "4.1%", "5.1%"],
        [
          "human": "15 % of all attempts, ours; carrier failures (2 %) taken out",
          "rest": "our mix of all attempts (voicemail 45, fax 1; no answer 20, SIP 480 4, 408 1; "
            + "busy 3; 404/484/SIT 4; 603/607/608 5 %), carrier failures (2 %) taken out",
        ]
      ),
    ]
  )

  private static let outcomes = [
    "human", "voicemail", "no_answer", "busy", "unobtainable", "declined",
  ]

  private static func mix(
    _ name: String,
    _ summary: String,
    _ shares: [String],
    _ reasons: KeyValuePairs<String, String>
  ) -> Preset {
    let rest = reasons.last?.value ?? ""
    let values = zip(outcomes, shares).map { outcome, share in
      let reason = reasons.first { $0.key == outcome }?.value ?? rest
      return PresetValue(outcome, share, .assumed(reason))
    }
    return Preset(name: name, summary: summary, values: values)
  }
}
