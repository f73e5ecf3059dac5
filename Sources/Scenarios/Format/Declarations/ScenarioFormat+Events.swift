internal import SimCore
internal import VoicePipeline

extension ScenarioFormat {
  static let events = Section(
    title: "events",
    summary: "What happens in calls comes to dashboards over a bus: each dial, each agent that "
      + "joins, each reply that is heard and each end is an event.",
    fields: [
      Field(
        "linger",
        .value(DurationNotation(range: .zero ... .seconds(60))),
        .text("5ms", .recalled("linger.ms of a Kafka producer, 5 ms since Kafka 4.0")),
        "From the first event of a batch to its being sent; each pod has one batch under way."
      ),
      Field(
        "buffer",
        .value(IntegerNotation(range: 1...10_000_000)),
        .assumed("10000"),
        "Events that a pod holds at most, those on their way included; more are lost, and counted."
      ),
      Field(
        "partitions",
        .value(IntegerNotation(range: 1...10_000)),
        .assumed("8"),
        "Parts of the bus, each with a consumer of its own; the events of a call are in one."
      ),
      Field(
        "latency",
        .value(DistributionNotation(range: .zero ... .seconds(60))),
        .assumed("{median: 5ms, sigma: 0.5}", "three brokers in the same region"),
        "The way to the bus and back."
      ),
      Field(
        "consume",
        .value(DurationNotation(range: .zero ... .seconds(10))),
        .assumed("200us", "5,000 events a second and partition"),
        "What a consumer takes for one event."
      ),
      Field(
        "refresh",
        .value(DurationNotation(range: .zero ... .seconds(3_600))),
        .assumed("100ms"),
        "How often a dashboard is told of what is new; 0s tells it of each event at once."
      ),
      Field(
        "delivery",
        .value(DistributionNotation(range: .zero ... .seconds(60))),
        .assumed("{median: 30ms, sigma: 0.5}", "from the nearest edge to a browser"),
        "From there to the screen."
      ),
    ]
  )
}
