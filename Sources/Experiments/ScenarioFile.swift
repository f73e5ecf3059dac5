package import Scenarios
internal import SimCore

/// Reads a scenario file and says in the user's terms what is wrong with it.
package enum ScenarioFile {
  /// More than any scenario needs; bulk data has files of its own.
  private static let byteLimit = 16 << 20

  package static func load(
    _ path: String,
    overrides: [String] = [],
    seed: UInt64? = nil,
    thresholds: [String] = []
  ) throws(RunFailure) -> Scenario {
    try load(try bytes(path), of: path, overrides: overrides, seed: seed, thresholds: thresholds)
  }

  /// The scenario that a file's bytes describe: what can be read once only is not read again.
  static func load(
    _ bytes: [UInt8],
    of path: String,
    overrides: [String] = [],
    seed: UInt64? = nil,
    thresholds: [String] = []
  ) throws(RunFailure) -> Scenario {
    do {
      let absolute = try Files.absolute(path)
      return try ScenarioLoader.load(
        bytes: bytes,
        fileName: path,
        directory: Files.directory(of: absolute),
        overrides: overrides,
        seed: seed,
        thresholds: thresholds
      )
    } catch let error as FileError {
      throw RunFailure(error, code: "FIL-001", class: .badInput)
    } catch let error as ScenarioError {
      throw RunFailure(error)
    } catch {
      throw RunFailure(code: "INT-001", class: .internalError, message: "\(error)")
    }
  }

  /// The bytes of a file that the user named.
  static func bytes(_ path: String) throws(RunFailure) -> [UInt8] {
    do throws(FileError) {
      return try Files.readAll(path, limit: byteLimit)
    } catch {
      throw RunFailure(error, code: "FIL-001", class: .badInput)
    }
  }
}
