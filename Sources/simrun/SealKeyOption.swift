import Experiments
import LiveAdapters
import RunReports
import SimCore
import VoicePipeline

extension CommandDeclaration.Option {
  static let sealKey = Self(
    name: "seal-key",
    value: "FILE|env:NAME",
    text: "the key of what callers said: a file of mode 0600, or a variable"
  )
}

/// Reads the key that words are sealed under: from a file or the environment, never from the
/// command line, which every process of the host can read.
enum SealKeyOption {
  /// More than any key with its line end.
  private static let bytesMax = 4_096

  /// Nil without the option.
  static func sealing(_ arguments: Arguments) throws(RunFailure) -> Sealing? {
    guard let source = arguments.value("seal-key") else { return nil }
    guard !SealKey.isKey(source) else {
      throw failure("SEAL-001", .usage, "--seal-key takes the place of the key, not the key itself")
    }
    let text = try text(source)
    guard let key = SealKey(text: text) else {
      throw failure("SEAL-004", .badInput, "it holds no key of 32 bytes", file: source)
    }
    guard let cipher = OpenSSLCipher() else {
      throw failure("SEAL-005", .unavailable, "this build has no encryption")
    }
    return Sealing(key: key, cipher: cipher)
  }

  private static func text(_ source: String) throws(RunFailure) -> [UInt8] {
    let lead = "env:"
    if source.hasPrefix(lead) {
      let name = String(source.dropFirst(lead.count))
      guard let value = HostProcess.variable(name) else {
        throw failure("SEAL-002", .badInput, "the variable \(Console.quoted(name)) is not set")
      }
      return Array(value.utf8)
    }
    do throws(FileError) {
      var file = try InputFile(path: source)
      guard file.isPrivate else { throw FileError(path: source, operation: .open, errno: 0) }
      var block = [UInt8](repeating: 0, count: bytesMax)
      let count = try file.read(into: &block)
      return Array(block[..<count])
    } catch {
      guard error.errno != 0 else {
        throw failure("SEAL-003", .badInput, "others may read or write it", file: source)
      }
      throw RunFailure(error, code: "SEAL-002", class: .badInput)
    }
  }

  private static func failure(
    _ code: String,
    _ class: RunFailure.Class,
    _ message: String,
    file: String? = nil
  ) -> RunFailure {
    RunFailure(code: code, class: `class`, file: file, message: message)
  }
}
