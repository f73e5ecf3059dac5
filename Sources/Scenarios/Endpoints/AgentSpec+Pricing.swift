package import VoicePipeline

extension AgentSpec {
  /// What the agent's services charge.
  package var pricing: ModelPricing {
    let agent = self
    return ModelPricing(
      session: { agent.realtime?.price?.cost(ofSession: $0) ?? .zero },
      price: { agent.tariff(of: $0)?.cost(of: $1) }
    )
  }

  /// What a service charges; nil where no price is known.
  package func tariff(of service: ModelCall.Service) -> Tariff? {
    switch service {
    case .recognizer: stt.price
    case .languageModel: llm.price
    case .lightModel: llmLight?.price
    case .synthesizer: tts.price
    case .realtime: realtime?.price
    case .turnDetector, .tool: nil
    }
  }
}
