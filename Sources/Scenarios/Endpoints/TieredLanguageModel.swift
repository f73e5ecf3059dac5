internal import SimCore
package import VoicePipeline

/// A language model for most requests and a lighter one for those that a router gives it.
package struct TieredLanguageModel: LanguageModel {
  package let heavy: any LanguageModel
  package let light: any LanguageModel

  package init(heavy: any LanguageModel, light: any LanguageModel) {
    self.heavy = heavy
    self.light = light
  }

  package func generate(
    _ request: GenerationRequest,
    for agent: any AgentEventReceiver
  ) -> any GenerationStream {
    switch request.tier {
    case .heavy: heavy.generate(request, for: agent)
    case .light: light.generate(request, for: agent)
    }
  }
}
