internal import SimCore
internal import VoicePipeline

// The rules for what keeps an ill model from taking the platform along.
extension ConsistencyCheck {
  mutating func resilience() {
    shedsBySomething()
    nextTierExists()
    breakerPauses()
  }

  private mutating func shedsBySomething() {
    guard let shedding = root["platform"]?["shedding"] else { return }
    let signals = SheddingSignal.allCases.map(\.rawValue)
    if signals.allSatisfy({ shedding[$0] == nil }) {
      log.add(
        .contradiction,
        at: shedding.mark,
        path: shedding.path,
        "nobody is ever turned away without a bound",
        remedy: "Write one of \(signals.joined(separator: ", "))."
      )
    }
    if let node = shedding[SheddingSignal.modelUtilisation.rawValue],
      root["agent"]?["realtime"] != nil
    {
      log.add(
        .contradiction,
        at: node.mark,
        path: node.path,
        "a speech-to-speech model stands in for the language model, which nobody asks",
        remedy: "Write response_p95 or pod_utilisation."
      )
    }
  }

  private mutating func nextTierExists() {
    guard let node = root["agent"]?["recovery"]?["next_tier"], node.value(as: Bool.self) == true,
      root["agent"]?["llm_light"] == nil
    else { return }
    log.add(
      .contradiction,
      at: node.mark,
      path: node.path,
      "there is no next tier",
      remedy: "Write agent.llm_light, or leave next_tier out."
    )
  }

  private mutating func breakerPauses() {
    for key in ["llm", "llm_light"] {
      guard let breaker = root["agent"]?[key]?["breaker"], let node = breaker["pause_max"],
        let most = node.value(as: Duration.self),
        let pause = breaker["pause"]?.value(as: Duration.self), most < pause
      else { continue }
      log.add(
        .contradiction,
        at: node.mark,
        path: node.path,
        "the longest pause is shorter than the first one",
        remedy: "Make it at least as long as pause."
      )
    }
  }
}
