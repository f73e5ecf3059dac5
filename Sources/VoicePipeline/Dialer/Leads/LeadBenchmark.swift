internal import SimCore

/// How fast a lead file is read.
package enum LeadBenchmark {
  /// What reading a file cost.
  package struct Result: Sendable, Hashable {
    package let rows: Int
    package let accepted: Int
    /// Median over the rounds, in rows of CSV per second of processor time, all checks included.
    package let rowsPerSecond: Double
    /// The same with the file's SHA-256, as a run reads it.
    package let rowsPerSecondHashed: Double
  }

  /// Reads a file several times with and without its digest, in turn.
  ///
  /// The clock comes from outside, in nanoseconds of processor time: this module has none.
  package static func measure(
    _ path: String,
    rounds: Int = 5,
    clock: () -> Int64
  ) throws(LeadError) -> Result {
    var plain: [Double] = []
    var hashed: [Double] = []
    var file = try LeadFile.load(path)
    for _ in 0..<max(rounds, 1) {
      for hashes in [false, true] {
        var options = LeadFileOptions()
        options.hashes = hashes
        let start = clock()
        file = try LeadFile.load(path, options: options)
        let rate = Double(file.rows) * 1e9 / Double(max(clock() - start, 1))
        if hashes { hashed.append(rate) } else { plain.append(rate) }
      }
    }
    return Result(
      rows: file.rows,
      accepted: file.accepted,
      rowsPerSecond: plain.median,
      rowsPerSecondHashed: hashed.median
    )
  }
}
