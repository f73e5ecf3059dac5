extension RunFacts {
  /// `<scenario>-<seed>-<digest8>`: the directory of the run, under `Reports`.
  package var directoryName: String {
    "\(Self.fileSafe(scenario.name))-\(scenario.seed)-\(engine.digest.prefix(8))"
  }

  /// Re-runs the run directory and compares digests; nil for a live run, which nothing can repeat.
  package var replayCommand: String? {
    isLive ? nil : "simrun replay Reports/\(directoryName)"
  }

  /// Zooms into one call of the run directory; nil for a live run.
  package func zoomCommand(call: Int) -> String? {
    replayCommand.map { "\($0) --call \(call) --fidelity packet" }
  }

  /// Makes the same run from the scenario file.
  package var runCommand: String { runCommandWords().joined(separator: " ") }

  /// The words of `runCommand`, each quoted as it must be; a line may break between two.
  ///
  /// Another path to the scenario file may be given, such as the one that the user typed.
  package func runCommandWords(of path: String? = nil) -> [String] {
    let live = isLive ? ["--live"] : []
    let words =
      ["simrun", "run", path ?? scenario.fileName] + live
      + ["--seed", String(scenario.seed)]
    return (words + scenario.overrides).map(Self.shellQuoted)
  }

  /// A word as a POSIX shell reads it back.
  package static func shellQuoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "-_./=:@%+,".utf8.contains(byte)
      }
    }
    if isPlain, !word.isEmpty { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }

  /// A name that is one part of a path: ASCII letters, digits, `.`, `_` and `-`, at most 64, and
  /// no dot in front.
  static func fileSafe(_ name: String) -> String {
    let safe = name.unicodeScalars.prefix(64).map { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "-": Character(scalar)
      default: Character("-")
      }
    }
    let text = String(safe)
    if text.isEmpty { return "run" }
    return text.hasPrefix(".") ? "-" + text.dropFirst() : text
  }
}
