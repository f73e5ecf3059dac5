import Foundation
import Testing

/// Wireshark's analyser on the command line: it knows nothing of who wrote a capture.
enum PacketAnalyser {
  private static let paths = ["/usr/bin/tshark", "/usr/local/bin/tshark"]

  private static let path = paths.first { FileManager.default.isExecutableFile(atPath: $0) }

  static var isInstalled: Bool { path != nil }

  static let absence: Comment = "tshark is not installed: scripts/setup.sh --audio installs it"

  /// What it prints of a capture.
  static func output(_ capture: String, _ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(path))
    process.arguments = ["-n", "-r", capture] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "tshark \(arguments)")
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A stream of RTP as it prints it.
  struct Stream {
    var from: Int
    var to: Int
    var source: UInt32
    var codec: String
    var packets: Int
    var lost: Int
    /// In milliseconds, with three decimals.
    var jitterMean: Double
    var jitterMax: Double
  }

  static func streams(_ capture: String) throws -> [Stream] {
    let text = try output(capture, "-q", "-z", "rtp,streams")
    return try text.split(separator: "\n").compactMap { line -> Stream? in
      let words = line.split(separator: " ").map(String.init)
      guard words.count >= 16, Double(words[0]) != nil else { return nil }
      let source = try #require(UInt32(words[6].dropFirst(2), radix: 16))
      let lostAt = try #require(words.firstIndex { $0.hasPrefix("(") })
      let numbers = words[(lostAt + 1)...].compactMap(Double.init)
      return Stream(
        from: try #require(Int(words[3])),
        to: try #require(Int(words[5])),
        source: source,
        codec: words[7],
        packets: try #require(Int(words[lostAt - 2])),
        lost: try #require(Int(words[lostAt - 1])),
        jitterMean: numbers[4],
        jitterMax: numbers[5]
      )
    }
  }
}
