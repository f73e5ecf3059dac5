import VoicePipeline

/// What the models cost, in a sentence.
struct ModelCostText {
  /// Nil when nothing has a price, or nobody talked.
  let sentence: String?

  init(_ facts: RunFacts) {
    guard let call = facts.modelCost(over: facts.conversations.held) else {
      sentence = nil
      return
    }
    let money = MetricName.Kind.money
    var text = "\(money.quantity(call)) a call"
    if let success = facts.modelCost(over: facts.conversations.succeeded) {
      text += ", \(money.quantity(success)) a success"
    }
    let dearest = facts.services.max { $0.cost ?? .zero < $1.cost ?? .zero }
    if let dearest, let cost = dearest.cost, let total = facts.modelCost, total > .zero {
      let share = Figures.fixed(cost.dollars / total.dollars * 100, decimals: 0)
      text += "; \(share)\(Figures.space)% for the \(dearest.service.label)"
    }
    sentence = text
  }
}
