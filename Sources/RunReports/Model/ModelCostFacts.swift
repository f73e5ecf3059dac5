package import VoicePipeline

/// What the measured conversations used of one service, and what it charges for that.
package struct ServiceCostFacts: Sendable {
  package var service: ModelCall.Service
  package var usage: ServiceUsage
  /// Nil where the scenario gives no price, and of what is the agent's own.
  package var cost: Nanodollars?

  package init(service: ModelCall.Service, usage: ServiceUsage, cost: Nanodollars?) {
    self.service = service
    self.usage = usage
    self.cost = cost
  }
}

extension RunFacts {
  /// What the models of all measured conversations cost; nil when nothing has a price.
  package var modelCost: Nanodollars? {
    services.contains { $0.cost != nil } ? conversations.tally.cost : nil
  }

  /// Dollars over a number of things; nil when there are none, or nothing has a price.
  package func modelCost(over count: Int) -> Double? {
    guard let cost = modelCost, count > 0 else { return nil }
    return cost.dollars / Double(count)
  }
}
