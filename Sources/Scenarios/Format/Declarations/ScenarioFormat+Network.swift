internal import SimCore
internal import VoicePipeline

// What a network does to the packets of a call.
extension ScenarioFormat {
  static func network(_ title: String) -> Section {
    Section(
      title: title,
      summary: "What a network does to the packets of a call, in each direction: a network's name, "
        + "or a mapping.",
      fields: delays + losses + ways,
      presets: .networks
    )
  }

  private static let second = Duration.zero ... .seconds(1)

  private static let delays = [
    Field(
      "preset",
      .value(PresetNotation(family: .networks)),
      .assumed("ideal"),
      "The network that fills what is not written here."
    ),
    Field(
      "delay",
      .value(DurationNotation(range: second)),
      .assumed("0ms", "within `carriers[].delay`"),
      "One way, beside what the agent's and the carrier's own delays are."
    ),
    Field(
      "jitter",
      .value(DurationNotation(range: second)),
      .assumed("0ms"),
      "Mean of what packets take longer than the fastest: gamma of shape 2, correlated by 0.7 from "
        + "one packet to the next."
    ),
    Field(
      "spike_share",
      .value(ShareNotation(range: 0...0.5)),
      .assumed("0%"),
      "Packets that take far longer, and hold up those behind."
    ),
    Field(
      "spike_scale",
      .value(DurationNotation(range: second)),
      .assumed("20ms", "no published figure used"),
      "A spike is longer than so many times this: x with the chance (1 + x)^-alpha."
    ),
    Field(
      "spike_alpha",
      .value(NumberNotation(range: 0.5...10, unit: "")),
      .assumed("1.8", "delays are heavy-tailed (Rizo-Dominguez 2010); exponent ours"),
      "Tail exponent of the spikes (Pareto)."
    ),
  ]

  private static let losses = [
    Field(
      "good_to_bad",
      .value(NumberNotation(range: 0...1, unit: "")),
      .absent,
      "Chance with each packet that the network turns bad (Gilbert-Elliott); without it, nothing "
        + "is lost here."
    ),
    Field(
      "bad_to_good",
      .value(NumberNotation(range: 0.001...1, unit: "")),
      .assumed("0.5", "as str0m_netem's links to wireless networks"),
      "Chance with each packet that it turns good again: 1 over the mean length of a bad spell."
    ),
    Field(
      "loss_in_good",
      .value(ShareNotation(range: 0...0.9)),
      .assumed("0%"),
      "Packets that are lost while it is good."
    ),
    Field(
      "loss_in_bad",
      .value(ShareNotation(range: 0...1)),
      .assumed("100%", "Gilbert 1960"),
      "Packets that are lost while it is bad."
    ),
    Field(
      "duplicate_share",
      .value(ShareNotation(range: 0...0.5)),
      .assumed("0%"),
      "Packets that arrive twice."
    ),
    Field(
      "reorders",
      .value(FlagNotation()),
      .assumed("false"),
      "Whether packets overtake each other; else each waits for the one ahead."
    ),
  ]

  private static let ways = [
    Field(
      "transport",
      .value(ChoiceNotation(choices: MediaTransport.allCases.map(\.rawValue))),
      .assumed("rtp"),
      "RTP over UDP, a WebSocket over TCP (nothing is lost, all behind a lost segment waits), or "
        + "WebRTC (lost packets are asked for again, each carries the one before)."
    ),
    Field(
      "set_up",
      .value(DurationNotation(range: .zero ... .seconds(30))),
      .assumed("0ms"),
      "From the answer until media can flow: connections, candidates, keys."
    ),
    Field(
      "clock_drift_ppm",
      .value(IntegerNotation(range: -1_000...1_000)),
      .assumed("0"),
      "How much faster the caller's clock runs than the agent's, in millionths."
    ),
    Field(
      "route_changes",
      .list(of: .section(routeChange), count: 0...16),
      .assumed("[]"),
      "Changes of the route in the midst of each call."
    ),
  ]

  private static let routeChange = Section(
    title: "route_changes[]",
    summary: "From then on packets take longer, or less long.",
    fields: [
      Field(
        "after",
        .value(DurationNotation(range: .zero ... .seconds(14_400))),
        .required(example: "60s"),
        "After the answer."
      ),
      Field(
        "added",
        .value(DurationNotation(range: second)),
        .required(example: "80ms"),
        "What packets take longer from then on, one way."
      ),
      Field(
        "shortens",
        .value(FlagNotation()),
        .assumed("false"),
        "Whether packets take that much less long instead."
      ),
    ]
  )
}
