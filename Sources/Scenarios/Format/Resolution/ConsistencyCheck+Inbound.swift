internal import SimCore
internal import VoicePipeline

extension ConsistencyCheck {
  /// Calls come in at a rate, or by a trace that says it all.
  mutating func inbound() {
    guard let inbound = root["load"]?["inbound"] else { return }
    guard inbound["trace"] != nil else {
      // One that is there and cannot be read is a problem of its own.
      let isWritten = ["rate", "trace"].contains { log.knows("\(inbound.path).\($0)") }
      if inbound["rate"] == nil, !isWritten {
        log.add(
          .missingKey,
          at: inbound.mark,
          path: inbound.path + ".rate",
          "nothing says when people call in",
          remedy: "Add `rate: 600/h`, for example, or name a file of arrivals: `trace: calls.csv`."
        )
      }
      return
    }
    for key in ["rate", "arrivals", "ramp", "surge", "day_variation"] {
      guard let node = inbound[key], node.origin == .file || node.origin == .override else {
        continue
      }
      log.add(
        .contradiction,
        at: node.mark,
        path: node.path,
        "a trace says when each call arrives, and leaves nothing for \(key)",
        remedy: "Write either trace or \(key)."
      )
    }
  }
}
