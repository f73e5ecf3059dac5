package import SimCore
package import VoicePipeline

/// A source of replies that knows which requests need the better model.
package protocol ComplexityKnowing: Sendable {
  func isComplex(_ request: GenerationRequest) -> Bool
}

/// A classifier that sends simple requests to the lighter model, and errs with a given rate.
package struct SimulatedRouter: ModelRouter {
  private let cell: Cell
  private let spec: RouterSpec
  private let truth: (any ComplexityKnowing)?

  /// Requests are simple where the replies do not say.
  package init(cell: Cell, spec: RouterSpec, replies: any ReplySource) {
    self.cell = cell
    self.spec = spec
    truth = replies as? any ComplexityKnowing
  }

  package func route(_ request: GenerationRequest, for agent: any AgentEventReceiver) {
    let draws = request.call.draws(from: cell.key)
    let index = request.drawIndex
    let isRight = draws.chance(spec.accuracy, .routing, index)
    let isComplex = truth?.isComplex(request) ?? false
    let tier: ModelTier = isComplex == isRight ? .heavy : .light
    let number = request.request
    cell.after(spec.latency.sample(draws.bits(.routingTime, index))) {
      agent.receive(.routed(request: number, tier))
    }
  }
}

extension Purpose {
  fileprivate static let routing = Purpose("router.accuracy")
  fileprivate static let routingTime = Purpose("router.latency")
}
