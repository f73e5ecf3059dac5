import Foundation
import Testing

/// A program of `Tests/Interop`, in the Python that `scripts/interop.sh` sets up.
final class InteropProgram {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent()

  private static let python = root.appending(path: ".build/interop/bin/python")

  /// Whether there is such a Python, and a certificate to test with.
  static var isReady: Bool {
    FileManager.default.isExecutableFile(atPath: python.path) && FakeAuthority.shared != nil
  }

  private let process = Process()
  private let input = Pipe()
  private let written: URL

  init(_ name: String, _ arguments: [String]) throws {
    written = FileManager.default.temporaryDirectory
      .appending(path: "simrun-interop-\(UUID().uuidString)")
    try Data().write(to: written)
    process.executableURL = Self.python
    process.arguments = [Self.root.appending(path: "Tests/Interop/\(name)").path] + arguments
    process.environment = ["PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"]
    process.standardInput = input
    process.standardOutput = try FileHandle(forWritingTo: written)
    try process.run()
  }

  deinit {
    // Only after a failure: it ends by itself otherwise.
    if process.isRunning { process.terminate() }
    try? FileManager.default.removeItem(at: written)
  }

  var isRunning: Bool { process.isRunning }

  /// Whole lines that it has written so far.
  var lines: [String] {
    guard let text = try? String(contentsOf: written, encoding: .utf8) else { return [] }
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  /// Ends its input, which tells a server to end.
  func endInput() throws { try input.fileHandleForWriting.close() }

  /// Judges what it has written, once it has ended.
  func conclude(_ location: SourceLocation = #_sourceLocation) {
    #expect(!isRunning, "it does not end", sourceLocation: location)
    if isRunning { return }
    #expect(process.terminationStatus == 0, sourceLocation: location)
    #expect(lines.contains { $0.hasPrefix("ok ") }, sourceLocation: location)
    for line in lines where line.hasPrefix("FAILED") {
      Issue.record("\(line)", sourceLocation: location)
    }
    InteropReport.append(lines.filter { $0.hasPrefix("ok ") || $0.hasPrefix("FAILED") })
  }
}

/// The lines that `scripts/interop.sh` shows: in the file that it names in the environment.
enum InteropReport {
  static func append(_ lines: [String]) {
    let name = "SIMRUN_INTEROP_LINES"
    guard let path = ProcessInfo.processInfo.environment[name], !lines.isEmpty,
      let file = FileHandle(forWritingAtPath: path)
    else { return }
    file.seekToEndOfFile()
    file.write(Data((lines.joined(separator: "\n") + "\n").utf8))
    try? file.close()
  }
}
