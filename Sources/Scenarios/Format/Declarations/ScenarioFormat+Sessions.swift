internal import SimCore
internal import VoicePipeline

// What outlives a pod.
extension ScenarioFormat {
  private static let minute = Duration.zero ... .seconds(60)

  static let sessions = Section(
    title: "platform.sessions",
    summary: "Where conversations are kept in case their pod dies, and how another pod comes to "
      + "them.",
    fields: takeover + store
  )

  private static let takeover = [
    Field(
      "detection",
      .value(DistributionNotation(range: minute)),
      .assumed("3s", "three missed heartbeats of a second; a closed socket tells at once"),
      "From a pod's death until whoever holds the call's media knows of it."
    ),
    Field(
      "reconnection",
      .value(DistributionNotation(range: minute)),
      .assumed("1.5s", "a new WebSocket, or a re-INVITE, and the agent's own start"),
      "Until the call's media goes to the other pod."
    ),
    Field(
      "resume_on",
      .value(ChoiceNotation(choices: ResumePlace.allCases.map(\.rawValue))),
      .assumed("any-pod"),
      "The pod that takes the conversation up: any one with a slot, or the one that has died once "
        + "it is there again (sticky)."
    ),
    Field(
      "plays_on",
      .value(FlagNotation()),
      .assumed("false", "RTP leaves the pod frame by frame; a WebSocket's far end buffers"),
      "Whether the far end plays on what it had received when the pod died."
    ),
    Field(
      "patience",
      .value(DurationNotation(range: .zero ... .seconds(600))),
      .assumed("30s"),
      "How long after the death a pod and the state are looked for."
    ),
  ]

  private static let store = [
    Field(
      "store",
      .value(ChoiceNotation(choices: SessionStoreKind.allCases.map(\.rawValue))),
      .assumed("redis"),
      "A store of all pods (redis), or the memory of each, which dies with it (memory)."
    ),
    Field(
      "write",
      .value(DistributionNotation(range: minute)),
      .assumed("{median: 1ms, sigma: 0.7}", "a store in the same zone"),
      "From a change of the conversation until the store has it."
    ),
    Field(
      "read",
      .value(DistributionNotation(range: minute)),
      .assumed("{median: 1ms, sigma: 0.7}", "a store in the same zone"),
      "From asking for a conversation until it is there."
    ),
    Field(
      "timeout",
      .value(DurationNotation(range: .milliseconds(1) ... .seconds(60))),
      .assumed("500ms"),
      "How long an answer of the store is waited for that does not come."
    ),
    Field(
      "replication_lag",
      .value(DurationNotation(range: minute)),
      .assumed("100ms", "replication is asynchronous, so a fail-over loses the latest writes"),
      "What a fail-over of the store loses: the writes of so long before it."
    ),
    Field(
      "memory",
      .value(NumberNotation(range: 0.01...10_000_000, unit: "MB")),
      .assumed("1024"),
      "Memory of the store in megabytes."
    ),
    Field(
      "conversation_size",
      .value(NumberNotation(range: 0.1...100_000, unit: "kB")),
      .assumed("16", "the words of ten minutes and the state of the agent"),
      "What a conversation takes of it, in kilobytes."
    ),
    Field(
      "eviction",
      .value(ChoiceNotation(choices: SessionEviction.allCases.map(\.rawValue))),
      .text("noeviction", .recalled("Redis' own default of maxmemory-policy")),
      "What the store does when its memory is full: refuse what is new, or forget what was not "
        + "touched for longest."
    ),
  ]
}
