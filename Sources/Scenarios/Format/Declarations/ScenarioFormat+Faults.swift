internal import SimCore
internal import VoicePipeline

// What goes wrong, when, and with what.
extension ScenarioFormat {
  static let fault = Section(
    title: "faults[]",
    summary: "Something that goes wrong with an endpoint or a carrier for a while, or with a pod "
      + "or a machine.",
    fields: [
      Field(
        "endpoint",
        .value(ChoiceNotation(choices: FaultTarget.allCases.map(\.rawValue))),
        .absent,
        "The endpoint that it befalls; or write a carrier, a pod, a node, a zone or a region."
      ),
      Field(
        "carrier",
        .value(NameNotation()),
        .absent,
        "The carrier that it befalls, by its name."
      ),
      Field(
        "pod",
        .value(IntegerNotation(range: 0...9_999)),
        .absent,
        "The pod that it befalls, by its number, from 0."
      ),
      Field(
        "node",
        .value(IntegerNotation(range: 0...9_999)),
        .absent,
        "The machine that it befalls, by its number, from 0: those that there are at first, and "
          + "then in the order in which they are made."
      ),
      Field(
        "zone",
        .value(IntegerNotation(range: 0...4_095)),
        .absent,
        "The zone of machines that it befalls, by its number, from 0."
      ),
      Field(
        "region",
        .value(NameNotation()),
        .absent,
        "The region of the platform that it befalls."
      ),
      Field(
        "kind",
        .value(ChoiceNotation(choices: FaultKind.allCases.map(\.rawValue))),
        .required(example: "brown-out"),
        "Slow and faulty (brown-out), gone (outage), with its quotas cut (rate-limit), or gone "
          + "time and again (random-outages). Of a carrier: slow to ring, and some dials end with "
          + "503 (brown-out), all do (outage), its calls per second are cut (rate-limit); messages "
          + "vanish both ways while calls in progress go on (signalling-outage), some are lost, "
          + "doubled or late (lost-messages, duplicate-messages, reordered-messages), or the 200 "
          + "is (late-200); no audio passes (media-outage), or none of one side (one-way-audio); "
          + "dials find no way to it (dns-loss, registration-loss), or numbers that exist get a "
          + "404 (stale-routing). Of a pod: it dies with the outcomes that it has not written yet "
          + "(pod-kill), and with its calls where pods come and go. Of a node: it dies without a "
          + "word, and every pod on it (node-loss). Of a zone: every node in it does, and there "
          + "are none there for a while (zone-loss). Of a region: it is gone for a while with its "
          + "pods, and with the layers that are there for all (region-loss). Of the store of "
          + "conversations (sessions): it is gone, and a fail-over loses its latest writes "
          + "(outage), or it is slow and faulty (brown-out). Of the store of outcomes (outcomes): "
          + "its disk is slow and writes fail (brown-out), or it is gone (outage). Of the dialer "
          + "(dialer): its clock, by which it keeps to calling hours, is wrong (clock-step)."
      ),
      Field(
        "at",
        .value(DurationNotation(range: .zero ... .seconds(31 * 86_400))),
        .assumed("0s"),
        "When it begins, since the start of the run."
      ),
      Field(
        "for",
        property: "length",
        .value(DurationNotation(range: .milliseconds(1) ... .seconds(31 * 86_400))),
        .assumed("20m", "mean length of an outage"),
        "How long it lasts; of random outages, the mean."
      ),
    ] + measures
  )

  private static let measures = [
    Field(
      "latency_factor",
      .value(NumberNotation(range: 1...1000, unit: "")),
      .assumed("3"),
      "Brown-out: factor on latencies; of a carrier, on its post-dial delay."
    ),
    Field("error_share", .value(ShareNotation()), .assumed("10%"), "Brown-out: failed requests."),
    Field(
      "factor",
      .value(NumberNotation(range: 0...1, unit: "")),
      .assumed("0.3"),
      "Rate limit: what is left of each quota."
    ),
    Field(
      "every",
      .value(DurationNotation(range: .seconds(3_600) ... .seconds(3_650 * 86_400))),
      .assumed("30d", "one outage in 30 days"),
      "Random outages: mean time from the end of one to the next."
    ),
    Field(
      "share",
      .value(ShareNotation()),
      .assumed("10%"),
      "Lost, duplicate and reordered messages: of all messages. Stale routing: of the numbers."
    ),
    Field(
      "late_by",
      .value(DurationNotation(range: .milliseconds(1) ... .seconds(180))),
      .assumed("5s"),
      "Late 200: from the moment at which somebody picks up."
    ),
    Field(
      "by",
      .value(NumberNotation(range: -86_400...86_400, unit: "s")),
      .assumed("3600", "an hour: a zone or daylight saving time that was set wrongly"),
      "Clock step: seconds that the clock is ahead; below zero, behind."
    ),
    Field(
      "mute",
      .value(ChoiceNotation(choices: MutedSide.allCases.map(\.rawValue))),
      .assumed("agent", "the direction towards a callee behind a router fails more often; ours"),
      "One-way audio: who is not heard."
    ),
    Field(
      "moment",
      .value(ChoiceNotation(choices: ConversationMoment.allCases.map(\.rawValue))),
      .absent,
      "Pod-kill, where pods come and go: it waits until one of the pod's conversations is at this "
        + "moment."
    ),
  ]
}
