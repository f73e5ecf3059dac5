package import RunReports
package import SimCore

/// A set of measurements: what `simrun bench NAME` takes.
///
/// A suite measures: `bench` ends 0 whatever the figures are, unless it was to prove something, and
/// has found the contrary.
package protocol BenchmarkSuite {
  /// The word after `bench`.
  static var name: String { get }

  /// What it measures and about how long it takes, for the help page.
  static var summary: String { get }

  /// Measures everything that the request wants; `progress` is told what is measured now.
  static func run(
    _ request: BenchmarkRequest,
    progress: (String) -> Void
  ) throws(RunFailure) -> BenchmarkReport
}

/// What one `bench` is asked to do.
package struct BenchmarkRequest: Sendable {
  /// How often each figure is taken, for the median; nil leaves it to the suite.
  package var runs: Int?
  /// About how many events a figure takes, few in tests; nil leaves it to the suite.
  package var events: Int?
  /// Only figures whose key begins so, up to a dot; nil means all.
  package var only: String?
  /// Runs the programs of `Benchmarks/peers` beside our own.
  package var comparesPeers: Bool
  /// Takes the measurements that need a minute and more, too.
  package var isLarge: Bool
  /// How jobs return to their cell; nil compares the ways with each other.
  package var mode: Cell.Mode?
  /// Seeds of the determinism model; nil leaves it to the suite.
  package var seeds: Int?
  /// The first of those seeds: several processes can share many.
  package var firstSeed: Int
  /// Ends before the last seed when this many seconds are over; nil waits for all.
  package var seconds: Int?
  /// The folder of the peers; theirs are in `out` below it.
  package var peerFolder: String
  package var build: BuildFacts
  /// Nanoseconds of one step of the calibration loop, measured just before the suite.
  package var calibrationStep: Double
  /// Asked between measurements: true makes the suite throw `.interrupted`.
  package var isInterrupted: @Sendable () -> Bool

  package init(
    build: BuildFacts,
    runs: Int? = nil,
    events: Int? = nil,
    only: String? = nil,
    comparesPeers: Bool = false,
    isLarge: Bool = false,
    mode: Cell.Mode? = nil,
    seeds: Int? = nil,
    firstSeed: Int = 0,
    seconds: Int? = nil,
    peerFolder: String = "Benchmarks/peers",
    calibrationStep: Double = 1,
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) {
    self.build = build
    self.runs = runs
    self.events = events
    self.only = only
    self.comparesPeers = comparesPeers
    self.isLarge = isLarge
    self.mode = mode
    self.seeds = seeds
    self.firstSeed = firstSeed
    self.seconds = seconds
    self.peerFolder = peerFolder
    self.calibrationStep = calibrationStep
    self.isInterrupted = isInterrupted
  }

  /// Whether a figure, or a group of figures, is wanted.
  package func wants(_ key: String) -> Bool {
    guard let only else { return true }
    return key == only || key.hasPrefix(only + ".") || only.hasPrefix(key + ".")
  }

  /// To be called between two measurements.
  package func checkInterruption() throws(RunFailure) {
    if isInterrupted() { throw .interrupted }
  }
}
