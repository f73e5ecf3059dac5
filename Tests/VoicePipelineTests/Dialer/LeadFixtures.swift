import Foundation
import SimCore
import VoicePipeline

/// A file that goes away with the test.
func withFile<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
  let path = NSTemporaryDirectory() + "/simrun-\(UUID().uuidString).csv"
  try Files.write(path, bytes)
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try body(path)
}

func withFile<Result>(_ text: String, _ body: (String) throws -> Result) throws -> Result {
  try withFile(Array(text.utf8), body)
}

/// What a lead file says, in a form that can be compared.
struct LeadFileSummary: Equatable {
  var leads: [Lead]
  var rejects: [RejectedRow]
  var rows: Int
  var digest: [UInt8]

  init(_ file: LeadFile) {
    leads = (0..<file.leads.count).map { file.leads[$0] }
    rejects = file.rejects.rows
    rows = file.rows
    digest = file.digest
  }

  /// Reads a file of the given text, in blocks of the given size.
  init(_ bytes: [UInt8], blockSize: Int) throws {
    self = try withFile(bytes) { path in
      var options = LeadFileOptions()
      options.blockSize = blockSize
      return LeadFileSummary(try LeadFile.load(path, options: options))
    }
  }
}

/// Reads a lead file of the given text.
func load(_ text: String, isStrict: Bool = false) throws -> LeadFile {
  try withFile(text) { path in
    var options = LeadFileOptions()
    options.isStrict = isStrict
    return try LeadFile.load(path, options: options)
  }
}

/// The error of a lead file that cannot be used; nil when it can.
func loadError(_ bytes: [UInt8], isStrict: Bool = false) throws -> LeadError? {
  try withFile(bytes) { path in
    var options = LeadFileOptions()
    options.isStrict = isStrict
    do throws(LeadError) {
      _ = try LeadFile.load(path, options: options)
      return nil
    } catch {
      return error
    }
  }
}
