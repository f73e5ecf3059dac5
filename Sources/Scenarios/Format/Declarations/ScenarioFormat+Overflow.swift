internal import SimCore
internal import VoicePipeline

// Dials that nobody takes for too long.
extension ScenarioFormat {
  static let overflow = Section(
    title: "load.campaign.overflow",
    summary:
      "Dials that neither carriers nor agents take for too long: kept in the order of their plan, "
      + "and replayed when there is room again.",
    fields: [
      Field(
        "after",
        .value(DurationNotation(range: .zero ... .seconds(86_400))),
        .assumed("5s", "a failover is over within 3 s"),
        "How long a dial waits in the line, from its planned instant on, before it is kept. One "
          + "that `when_busy` would give up is kept at once."
      ),
      Field(
        "most",
        .value(IntegerNotation(range: 1...1_000_000)),
        .assumed("1000"),
        "Dials that are kept; who comes later is given up."
      ),
      Field(
        "longest",
        .value(DurationNotation(range: .milliseconds(1) ... .seconds(31 * 86_400))),
        .assumed("15m"),
        "How long a dial is kept at all, from its planned instant on; longer than `after`."
      ),
      Field(
        "replay_rate",
        .value(ShareNotation(range: 0.001...1)),
        .assumed("25%", "an outage of a minute is made up for within four"),
        "Kept dials that are made at most, of the campaign's rate: new ones go on beside them."
      ),
    ]
  )
}
