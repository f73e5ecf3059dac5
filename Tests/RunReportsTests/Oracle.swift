import Foundation
import Testing

/// Answers of programs that are not ours; nil where the program is not installed.
enum Oracle {
  /// Runs Python with text on its standard input and gives its standard output.
  static func python(_ program: String, input: Data) throws -> Data? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program]
    let source = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try input.write(to: source)
    defer { try? FileManager.default.removeItem(at: source) }
    let output = Pipe()
    process.standardInput = try FileHandle(forReadingFrom: source)
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? data : nil
  }

  static var hasPython: Bool { (try? python("pass", input: Data())) != nil }

  /// SHA-256 in Base64 by Python; an empty text without it, which every text contains.
  static func sha256Base64(_ text: String) -> String {
    let program = """
      import base64, hashlib, sys
      data = sys.stdin.buffer.read()
      sys.stdout.write(base64.b64encode(hashlib.sha256(data).digest()).decode())
      """
    guard let data = try? python(program, input: Data(text.utf8)) else { return "" }
    return String(decoding: data, as: UTF8.self)
  }
}
