internal import SimCore
internal import VoicePipeline

extension Scenario {
  /// The agent with as much capacity in each layer as its pods have at the start.
  var agentOnPods: AgentSpec {
    var agent = agent
    for service in platform.services ?? [] {
      let pods = service.pods?.min ?? platform.podCount
      let quota = QuotaSpec(
        preset: "",
        concurrent: pods * service.slots,
        wait: Self.servicePatience,
        connections: nil
      )
      switch service.layer {
      case .recognition: agent.stt.quota = quota
      case .model: agent.llm.slots = pods * service.slots
      case .synthesis: agent.tts.quota = quota
      }
    }
    return agent
  }

  /// Who waits for a slot of a layer of ours waits until there is one.
  private static let servicePatience = Duration.seconds(86_400)

  /// The pods of the layers that the platform names.
  func services(behind ports: AgentPorts?, key: DrawKey) -> [ServicePool] {
    guard let ports else { return [] }
    return (platform.services ?? []).enumerated().compactMap { index, spec in
      guard let slots = ports.slots(of: spec.layer) else { return nil }
      return ServicePool(
        spec,
        slots: slots,
        draws: key.entity(.service, UInt64(index)),
        until: duration
      )
    }
  }
}

extension AgentPorts {
  /// What bounds the requests of a simulated layer; nil where it is no simulated one.
  func slots(of layer: ServiceLayer) -> Resource? {
    switch layer {
    case .recognition: (recognizer as? SimulatedRecognizer)?.quota.work
    case .model: SimulatedLanguageModel.behind(model)?.slots
    case .synthesis: (synthesizer as? SimulatedSynthesizer)?.quota.work
    }
  }
}

extension EntityKind {
  fileprivate static let service = EntityKind("platform service")
}
