internal import RunReports
internal import SimCore
internal import VoicePipeline

/// Hands out the words of one call, and says in the access log that it did.
struct CallOpening {
  let words: RecordedWords
  let call: Int
  let accessor: Accessor

  /// The content of the call's file: the entry has reached the disk before anything is handed out.
  func content(_ sealing: Sealing?) throws(RunFailure) -> [UInt8] {
    let name = "calls/\(call).json"
    let sealed = name + SealedFile.suffix
    let run = words.run
    var access = try AccessFile(of: run)
    if Files.exists("\(run.directory)/\(name)") {
      let content = try run.read(name)
      try access.append([entry(.opened, name, "in clear")])
      return content
    }
    guard Files.exists("\(run.directory)/\(sealed)") else {
      let wasPurged = access.log.rows.contains {
        $0.action == .purged && [name, sealed].contains($0.file)
      }
      throw RunFailure(
        code: "AUD-005",
        class: .badInput,
        file: "\(run.directory)/\(name)",
        message: wasPurged
          ? "the words of call \(call) were removed when their retention was over"
          : "the run has no file of call \(call)"
      )
    }
    guard let sealing else {
      throw RunFailure(
        code: "CLI-005",
        class: .usage,
        message: "--seal-key is missing: \(sealed) is sealed"
      )
    }
    let place = SealedPlace(run: run.digest, name: name)
    let bytes = try run.read(sealed)
    let content: [UInt8]
    do throws(SealedFileError) {
      content = try SealedFile.open(bytes, at: place, key: sealing.key, cipher: sealing.cipher)
    } catch {
      let failure = Self.failure(error, "\(run.directory)/\(sealed)")
      try access.append([entry(.refused, sealed, failure.code)])
      throw failure
    }
    try access.append([entry(.opened, sealed, "key \(sealing.key.fingerprint)")])
    return content
  }

  private func entry(_ action: AccessAction, _ file: String, _ data: String) -> AccessEntry {
    AccessEntry(
      action,
      by: accessor.user,
      at: accessor.time,
      file: file,
      reason: accessor.reason,
      data: data
    )
  }

  static func failure(_ error: SealedFileError, _ path: String) -> RunFailure {
    let (code, message) =
      switch error {
      case .foreign: ("SEAL-007", "it is no sealed file of this version")
      case .otherKey(let fingerprint):
        ("SEAL-006", "it is sealed under another key, whose fingerprint is \(fingerprint)")
      case .otherPlace(let place):
        ("SEAL-007", "it was sealed as \(place.name) of run \(place.run.prefix(8))")
      case .damaged: ("SEAL-007", "it is not as it was sealed: a byte of it was changed or cut off")
      }
    return RunFailure(code: code, class: .badInput, file: path, message: message)
  }
}
