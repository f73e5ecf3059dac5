internal import SimCore
internal import VoicePipeline

// What keeps an ill model from taking the platform with it.
extension ScenarioFormat {
  static func modelBreaker(_ title: String) -> Section {
    Section(
      title: title + ".breaker",
      summary: "A circuit breaker: while it is open, requests fail at once and do not go.",
      fields: [
        Field(
          "failures_in_row",
          .value(IntegerNotation(range: 1...1_000)),
          .assumed("5"),
          "Failed requests in a row that open it. Over a limit of ours (429) none has failed."
        ),
        Field(
          "failures_of_twenty",
          .value(IntegerNotation(range: 1...20)),
          .assumed("10"),
          "Failed requests of the latest twenty that open it."
        ),
        Field(
          "slow_after",
          .value(DurationNotation(range: .milliseconds(10) ... .seconds(600))),
          .assumed("4s", "callers begin to ask whether anybody is there"),
          "A request without a token by then counts as failed, though it goes on."
        ),
        Field(
          "pause",
          .value(DurationNotation(range: .milliseconds(100) ... .seconds(3_600))),
          .assumed("5s"),
          "Until one request may try; doubled with each that fails."
        ),
        Field(
          "pause_max",
          .value(DurationNotation(range: .milliseconds(100) ... .seconds(3_600))),
          .assumed("60s"),
          "The longest pause."
        ),
      ]
    )
  }

  static let realtimePool = Section(
    title: "agent.realtime.pool",
    summary: "Sessions that wait, connected, on each pod; an agent that finds none connects one.",
    fields: [
      Field(
        "size",
        .value(IntegerNotation(range: 0...1_000)),
        .text("8", .recalled("a vendor's own pods (S2)")),
        "Sessions that wait on each pod; 0 keeps none, so that every call connects its own."
      ),
      Field(
        "acquire",
        .value(DurationNotation(range: .zero ... .seconds(10))),
        .text("50ms", .recalled("a vendor's own pods (S2)")),
        "Until a session that waits is a call's own."
      ),
      Field(
        "connect",
        .value(DistributionNotation(range: latency)),
        .assumed(
          "{median: 600ms, sigma: 0.4}",
          "three round trips of TCP, TLS and WebSocket at 80 ms, and a session's set-up"
        ),
        "Until a session is connected that was not there."
      ),
      Field(
        "refill_at_once",
        .value(IntegerNotation(range: 1...1_000)),
        .assumed("2"),
        "Sessions that a pod connects for its pool at the same time."
      ),
      Field(
        "refill_pause",
        .value(DurationNotation(range: .milliseconds(10) ... .seconds(600))),
        .assumed("2s"),
        "After a connection for the pool has failed."
      ),
      Field(
        "recycle_after",
        .value(DurationNotation(range: .seconds(1) ... .seconds(86_400))),
        .assumed("10m", "a session of at most 60 min shall have most of them left for its call"),
        "The age at which a session that waits is closed, and made anew."
      ),
    ]
  )

  static let shedding = Section(
    title: "platform.shedding",
    summary: "When new calls are turned away, so that those that are in keep their quality: dials "
      + "find no agent, callers wait or are turned away, as if every slot were taken.",
    fields: [
      Field(
        "response_p95",
        .value(DurationNotation(range: .milliseconds(1) ... .seconds(600))),
        .absent,
        "Of the responses of the last minute: at this they are turned away."
      ),
      Field(
        "pod_utilisation",
        .value(NumberNotation(range: 0.01...1, unit: "")),
        .absent,
        "Of the slots: at this part in use they are."
      ),
      Field(
        "model_utilisation",
        .value(NumberNotation(range: 0.01...100, unit: "")),
        .absent,
        "Requests at the language model, those that wait included, of what it works on at a time: "
          + "at this they are."
      ),
      Field(
        "resume",
        .value(NumberNotation(range: 0...1, unit: "")),
        .assumed("0.8"),
        "They are taken again once each is below this part of its bound."
      ),
      Field(
        "every",
        .value(DurationNotation(range: .milliseconds(100) ... .seconds(600))),
        .assumed("1s"),
        "How often it is looked."
      ),
    ]
  )
}
