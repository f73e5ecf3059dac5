package import RunReports

/// What one `run` is asked to do: a scenario file, what the command line changes, where to write.
package struct RunRequest: Sendable {
  /// As the user wrote it, relative to the working directory or absolute.
  package var scenarioPath: String
  /// Replaces the scenario's seed.
  package var seed: UInt64?
  /// `path=value` assignments, in the order of the command line.
  package var overrides: [String]
  /// Threshold expressions that are added to the scenario's.
  package var thresholds: [String]
  /// The folder that a run directory is named in.
  package var outputRoot: String
  /// The run directory itself; nil names it `<scenario>-<seed>-<digest8>` under `outputRoot`.
  package var outputDirectory: String?
  /// Makes a bad row of the lead file fatal.
  package var strictLeads: Bool
  /// Replaces a run directory that exists.
  package var force: Bool
  /// Simulated seconds for each second of the wall clock; nil runs as fast as it can.
  ///
  /// Within `CellPacer.paces`. The bytes are the same.
  package var pace: Double?
  /// Runs on the wall clock, with what this binds in place of the simulation; nil simulates all.
  package var live: (any LiveBinder)?
  /// Threads for zones that share nothing; the bytes are the same for any number.
  package var threads: Int
  /// Renders calls as sound; nil refuses a scenario that has any.
  package var audio: AudioBinding?
  /// Seals the files that hold the words of people; nil leaves them in clear, with the numbers
  /// masked that were said.
  package var sealing: Sealing?
  /// The fingerprint of the key of a recorded run, when the key itself is not at hand.
  var sealedUnder: String?
  package var build: BuildFacts
  /// Asked between slices of the run and between files: true makes the run throw `.interrupted`,
  /// with nothing left behind.
  package var isInterrupted: @Sendable () -> Bool

  package init(
    scenarioPath: String,
    build: BuildFacts,
    seed: UInt64? = nil,
    overrides: [String] = [],
    thresholds: [String] = [],
    outputRoot: String = "Reports",
    outputDirectory: String? = nil,
    strictLeads: Bool = false,
    force: Bool = false,
    pace: Double? = nil,
    live: (any LiveBinder)? = nil,
    threads: Int = 1,
    audio: AudioBinding? = nil,
    sealing: Sealing? = nil,
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) {
    self.scenarioPath = scenarioPath
    self.build = build
    self.seed = seed
    self.overrides = overrides
    self.thresholds = thresholds
    self.outputRoot = outputRoot
    self.outputDirectory = outputDirectory
    self.strictLeads = strictLeads
    self.force = force
    self.pace = pace
    self.live = live
    self.threads = threads
    self.audio = audio
    self.sealing = sealing
    self.isInterrupted = isInterrupted
  }
}

extension RunRequest {
  /// The words of the command line behind `overrides` and `thresholds`, for the record.
  var commandWords: [String] {
    overrides.flatMap { ["--set", $0] } + thresholds.flatMap { ["--threshold", $0] }
  }
}
