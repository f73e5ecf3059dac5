import Foundation

/// A built `simrun`, run as a user runs it: a process with arguments, an environment and a folder.
struct Binary: Sendable, CustomStringConvertible {
  /// Where the sources of these tests are checked out.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent()

  static let debug = Binary(url: root.appending(path: ".build/debug/simrun"))
  static let release = Binary(url: root.appending(path: ".build/optimised/release/simrun"))

  /// The gate builds both; `swift test` by itself has the debug binary only.
  static let needsRelease = ProcessInfo.processInfo.environment["SIMRUN_NEEDS_RELEASE"] == "1"

  /// The binaries that stand for the sources as they are now.
  static let built: [Binary] = {
    let identity = debug.isThere ? try? debug("--version").output : nil
    let isCurrent = release.isThere && (try? release("--version").output) == identity
    return isCurrent || needsRelease ? [debug, release] : [debug]
  }()

  let url: URL

  var isThere: Bool { FileManager.default.isExecutableFile(atPath: url.path) }

  var description: String { url.deletingLastPathComponent().lastPathComponent }

  /// What a process left behind.
  struct Ending: Sendable {
    let code: Int32
    let output: String
    let errors: String
  }

  /// Runs to the end; the environment is empty but for what is given.
  func callAsFunction(
    _ arguments: String...,
    in folder: URL = Binary.root,
    environment: [String: String] = [:]
  ) throws -> Ending {
    try run(arguments, in: folder, environment: environment)
  }

  /// Runs to the end, or until `whileRunning` has ended it.
  func run(
    _ arguments: [String],
    in folder: URL = Binary.root,
    environment: [String: String] = [:],
    whileRunning: (Process) throws -> Void = { _ in }
  ) throws -> Ending {
    let texts = try TemporaryFolder()
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try texts.writer("output")
    process.standardError = try texts.writer("errors")
    try process.run()
    try whileRunning(process)
    process.waitUntilExit()
    return Ending(
      code: process.terminationStatus,
      output: try texts.text("output"),
      errors: try texts.text("errors")
    )
  }
}
