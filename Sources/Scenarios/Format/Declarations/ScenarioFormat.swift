internal import SimCore
internal import VoicePipeline

/// The declarations of the scenario format, from the root down.
enum ScenarioFormat {
  static let root = Section(
    title: "scenario",
    summary: "A scenario file is one YAML mapping.",
    fields: head + [
      presets,
      Field(
        "load",
        .section(load),
        .required(example: "{campaign: {leads: L.csv, rate: 500/h}}"),
        "The calls that are made."
      ),
      Field("answers", .section(answers), .assumed("warm-list"), "What becomes of an attempt."),
      Field(
        "carriers",
        .list(of: .section(carrier), count: 1...64),
        .assumed("[{name: trunk, preset: elastic-trunk}]"),
        "The trunks that carry the calls."
      ),
      Field(
        "attestation",
        .section(attestation),
        .assumed("{}"),
        "What called people make of how a call is signed."
      ),
      Field("routing", .section(routing), .assumed("{}"), "Which carrier takes which call."),
      Field("platform", .section(platform), .assumed("{}"), "The pods that hold conversations."),
      Field("costs", .section(costs), .assumed("{}"), "Prices that no other section has."),
      Field("agent", .section(agent), .assumed("{}"), "The voice agent and its models."),
      Field(
        "callers",
        .list(of: .section(caller), count: 1...64),
        .assumed("[{share: 100%, profile: us-landline-quiet}]"),
        "The people who answer; their shares make 100 %."
      ),
      Field(
        "goals",
        .list(of: .section(goal), count: 0...64),
        .assumed("[]"),
        "What the callers want settled; their shares make 100 %. Without goals they talk for their "
          + "`talk_time`, and the agent answers at random."
      ),
      Field(
        "audio",
        .section(audio),
        .assumed("{}"),
        "How calls are heard that are rendered as sound."
      ),
      Field("compliance", .section(compliance), .assumed("{}"), "The rules for a dial."),
      Field("audit", .section(audit), .assumed("general"), "The log of every decision."),
      Field("records", .section(records), .assumed("{}"), "How many rows the tables have."),
      Field(
        "outcomes",
        .section(outcomes),
        .absent,
        "How the outcomes of calls come to a CRM or a call log; without it nobody writes them."
      ),
      Field(
        "events",
        .section(events),
        .absent,
        "How what happens in calls comes to dashboards; without it nobody looks on."
      ),
      Field(
        "faults",
        .list(of: .section(fault), count: 0...1000),
        .absent,
        "What goes wrong with endpoints, carriers and pods, and when."
      ),
      Field(
        "operations",
        .list(of: .section(operation), count: 0...1000),
        .absent,
        "What operators do to campaigns while the run goes on."
      ),
      Field(
        "bindings",
        .section(bindings),
        .assumed("{}"),
        isAssumption: false,
        "What stands in for the simulation in a live run."
      ),
      Field(
        "thresholds",
        .list(of: .value(ThresholdNotation()), count: 0...100),
        .assumed("[]"),
        isAssumption: false,
        "Bounds that a run must keep, or it fails."
      ),
      Field(
        "claim",
        .section(claim),
        .absent,
        isAssumption: false,
        "A published figure that the scenario tests."
      ),
      Field(
        "provenance",
        .list(of: .section(stated), count: 0...10_000),
        .absent,
        isAssumption: false,
        "Where values of this file come from; without it, the file itself."
      ),
    ]
  )

  private static let head = [
    Field(
      "scenario",
      property: "name",
      .value(NameNotation(code: .badName)),
      .required(example: "peak-20k"),
      isAssumption: false,
      "The scenario's name: it names the run directory."
    ),
    Field(
      "description",
      .value(TextNotation(lengthMax: 2000)),
      .absent,
      isAssumption: false,
      "What the scenario is about, for the report."
    ),
    Field(
      "start",
      .value(InstantNotation()),
      .assumed("2026-03-02T15:00:00Z"),
      "The civil time at which the run starts; calling hours and time zones follow from it."
    ),
    Field(
      "duration",
      .value(DurationNotation(range: .seconds(1) ... .seconds(31 * 86_400))),
      .required(example: "1h"),
      "How long calls are planned, the warm-up included."
    ),
    Field(
      "warm_up",
      .value(DurationNotation(range: .zero ... .seconds(86_400))),
      .assumed("0s"),
      "The first part of the duration: it is simulated, but counts in no figure."
    ),
    Field(
      "seed",
      .value(SeedNotation()),
      .assumed("1"),
      isAssumption: false,
      "The root of all random draws; --seed overrides it."
    ),
    Field(
      "replications",
      .value(IntegerNotation(range: 1...100_000)),
      .assumed("1"),
      "How many seeds, from `seed` up, are run; with more than one the report gives intervals."
    ),
    Field(
      "fidelity",
      .value(FidelityNotation()),
      .assumed("flow"),
      "How much of the media is real: one draw for each call (flow), one pass over the packets of "
        + "each talk spurt (packet), or sound that a recognizer hears (audio), for all calls or, "
        + "as in {default: flow, audio: 1%}, for a share of them."
    ),
  ]

  private static let audio = Section(
    title: "audio",
    summary: "How calls are heard that are rendered as sound. The recognizer is pocketsphinx: its "
      + "errors are its own, and worse than those of services.",
    fields: [
      Field(
        "language",
        .value(ChoiceNotation(choices: AudioLanguage.allCases.map(\.rawValue))),
        .assumed("bigram"),
        "What the recognizer takes for possible: sentences of the scenario word for word "
          + "(grammar), their pairs of words (bigram), or all of English (large)."
      ),
      Field(
        "noise_suppression",
        .value(FlagNotation()),
        .assumed("true"),
        "Whether noise is suppressed before the recognizer hears it."
      ),
      Field(
        "recordings",
        .value(PathNotation()),
        .absent,
        isAssumption: false,
        "Recordings that stand for what callers say: CSV with the columns text, file and, if you "
          + "like, accent. The list is relative to the scenario file, and the files (WAV, FLAC or "
          + "Ogg) are to the list."
      ),
    ]
  )

  static let stated = Section(
    title: "provenance",
    summary: "Where values of the file come from.",
    fields: [
      Field(
        "grade",
        .value(ChoiceNotation(choices: Grade.allCases.map(\.rawValue))),
        .required(example: "verified"),
        isAssumption: false,
        "How far the values can be trusted: read in the source, computed from it, recalled, or "
          + "an assumption (default)."
      ),
      Field(
        "source",
        .value(TextNotation(lengthMax: 500)),
        .required(example: "our call log, March"),
        isAssumption: false,
        "The publication or measurement."
      ),
      Field(
        "date",
        .value(DateNotation()),
        .absent,
        isAssumption: false,
        "When the source was read."
      ),
      Field(
        "origin",
        .value(ChoiceNotation(choices: ValueOrigin.allCases.map(\.rawValue))),
        .assumed("file"),
        isAssumption: false,
        "Which layer the value was resolved from; simrun writes it into resolved scenarios."
      ),
      Field(
        "paths",
        .list(of: .value(TextNotation(lengthMax: 200)), count: 1...10_000),
        .required(example: "[agent.llm.time_to_first_token]"),
        isAssumption: false,
        "The values, as `simrun explain` names them."
      ),
    ]
  )
}

/// The layer that a value was resolved from.
enum ValueOrigin: String, Sendable, Hashable, CaseIterable {
  case file
  /// A `--set` argument.
  case override
  case preset
  /// A default of simrun.
  case fallback
}
