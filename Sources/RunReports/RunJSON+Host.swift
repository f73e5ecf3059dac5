extension RunJSON {
  /// The text of a `run.json` without its host facts: what two runs of one seed share.
  ///
  /// The writer puts one value on a line and indents by depth, so the object ends at the first line
  /// that closes at its own depth.
  package static func withoutHost(_ text: [UInt8]) -> [UInt8] {
    var kept: [UInt8] = []
    kept.reserveCapacity(text.count)
    var isInHost = false
    for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.starts(with: "  \"host\": {".utf8) { isInHost = true }
      if !isInHost {
        kept.append(contentsOf: line)
        kept.append(UInt8(ascii: "\n"))
      }
      if isInHost, line.starts(with: "  }".utf8) { isInHost = false }
    }
    return kept
  }
}
