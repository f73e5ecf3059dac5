import SimCore
import VoicePipeline

extension RunJSON {
  /// What telling people from machines came to; its ratios stand under `ratios`.
  static func detection(_ counts: DetectionCounts) -> JSONValue {
    .object([
      .init("humans", verdicts(counts.humans)),
      .init("machines", verdicts(counts.machines)),
      .init("humans_hung_up", .integer(counts.humansHungUp)),
      .init("machines_talked_to", .integer(counts.machinesTalkedTo)),
      .init("greeted", .integer(counts.greeted)),
      .init("greeted_late", .integer(counts.greetedLate)),
      .init("cost_usd", .fixed(counts.cost.dollars, decimals: 4)),
    ])
  }

  private static func verdicts(_ counts: VerdictCounts) -> JSONValue {
    .object([
      .init("answers", .integer(counts.answers)),
      .init("human", .integer(counts.human)),
      .init("machine", .integer(counts.machine)),
      .init("unknown", .integer(counts.unknown)),
    ])
  }
}
