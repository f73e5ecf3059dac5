internal import RunReports
internal import SimCore
internal import VoicePipeline

/// Where the files of a zoom go, and whether they may hold words.
struct ZoomPlace {
  let folder: String
  /// Why words are left out; nil when they are shown.
  let absence: SpokenText.Absence?
  /// What the names of its files begin with.
  let stem: String

  /// Files in the run's folder go when the words of its calls do.
  init(_ request: ZoomRequest, of run: RecordedRun) throws(RunFailure) {
    let isPurged = try AccessFile.log(of: run).rows.contains { $0.action == .purged }
    guard !isPurged || request.output != nil else {
      throw RunFailure(
        code: "ZOM-003",
        class: .badInput,
        file: request.directory,
        message: "the words of its calls were removed: no file of a call is put there again",
        remedy: "name another place with --out"
      )
    }
    absence = isPurged ? .purged : run.sealKey == nil ? nil : .sealed
    guard absence == nil || !request.isAudible else {
      throw RunFailure(
        code: "ZOM-006",
        class: .badInput,
        file: request.directory,
        message:
          "what was said in its calls is sealed or was removed, and their sound would say it",
        remedy: "ask for --fidelity packet: packets without speech in them"
      )
    }
    folder = request.output ?? "\(request.directory)/calls"
    stem = "\(request.call)" + (request.isLivedAgain ? ".live-in" : "")
  }

  /// Writes the files whole, over those of an earlier zoom; gives their paths.
  func write(_ files: [(suffix: String, bytes: [UInt8])]) throws(RunFailure) -> [String] {
    var paths: [String] = []
    do throws(FileError) {
      try Files.createDirectory(folder, withParents: true)
      for file in files {
        let path = "\(folder)/\(stem).\(file.suffix)"
        let unfinished = path + ".unfinished"
        try Files.write(unfinished, file.bytes, sync: false)
        try Files.rename(unfinished, to: path)
        paths.append(path)
      }
    } catch {
      throw RunFailure(error, code: "CLI-012", class: .badInput)
    }
    return paths
  }
}
