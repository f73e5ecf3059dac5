internal import SimCore
internal import VoicePipeline

/// What a platform costs: its nodes where there are any, else its pods; and what stands by.
struct FleetPrice {
  private let platform: PlatformSpec
  private let pod: PodSpec

  init(_ platform: PlatformSpec, _ pod: PodSpec) {
    self.platform = platform
    self.pod = pod
  }

  func cost(of account: PlatformAccount, until end: SimInstant) -> Nanodollars {
    func hours(_ curve: ConcurrencyCurve) -> Double {
      Double(curve.integral(from: .zero, to: end)) / 3_600e9
    }
    var dollars: Double
    if let nodes = platform.nodes {
      let spot = hours(account.spotNodes)
      dollars = (hours(account.nodes) - spot * (1 - nodes.spotPrice)) * nodes.pricePerHour
    } else {
      dollars = hours(account.pods) * pod.pricePerHour
    }
    if let standby = platform.standby {
      let equal = hours(account.hot) * standby.hot.price + hours(account.warm) * standby.warm.price
      dollars += equal * pod.pricePerHour
    }
    return Nanodollars(Int64((dollars * 1e9).rounded()))
  }
}
