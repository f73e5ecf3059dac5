internal import Scenarios
internal import VoicePipeline

// What a run cost, as figures.
extension WorldResult {
  /// A figure of what the run cost; nil for a metric that is none.
  func costReading(_ metric: MetricName) -> MetricReading? {
    switch metric {
    case .totalCost: money(costs.total.dollars, of: costs.calls)
    case .totalCostPerCall: money(costs.total(over: costs.calls), of: costs.calls)
    case .totalCostPerAnswer: money(costs.total(over: costs.answered), of: costs.answered)
    case .totalCostPerResolved: money(costs.total(over: costs.resolved), of: costs.resolved)
    case .machineCost: money(costs.total(of: .machines).dollars, of: costs.calls)
    case .bandwidthCost: money(costs.total(of: .bandwidth).dollars, of: costs.calls)
    case .telephonyCost: money(costs.total(of: .telephony).dollars, of: costs.calls)
    case .modelCost: money(costs.total(of: .models).dollars, of: costs.calls)
    case .resolvedCalls: count(costs.resolved, of: costs.calls)
    default: nil
    }
  }

  private func money(_ dollars: Double?, of count: Int) -> MetricReading {
    MetricReading(value: dollars, interval: nil, count: count)
  }
}
