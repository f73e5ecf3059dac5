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
    let dollars = parts(of: account).reduce(0) { $0 + $1.dollars(from: .zero, to: end) }
    return Nanodollars(Int64((dollars * 1e9).rounded()))
  }

  func parts(of account: PlatformAccount) -> [HourlyCost] {
    var parts: [HourlyCost] = []
    if let nodes = platform.nodes {
      parts = [
        HourlyCost(
          .nodes,
          unit: "node hours",
          perHour: nodes.pricePerHour,
          prices: ["platform.nodes.price_per_hour"]
        ) { account.nodes.hours(from: $0, to: $1) - account.spotNodes.hours(from: $0, to: $1) },
        HourlyCost(
          .spotNodes,
          unit: "node hours",
          perHour: nodes.pricePerHour * nodes.spotPrice,
          prices: ["platform.nodes.price_per_hour", "platform.nodes.spot_price"]
        ) { account.spotNodes.hours(from: $0, to: $1) },
      ]
    } else {
      parts = [
        HourlyCost(
          .pods,
          unit: "pod hours",
          perHour: pod.pricePerHour,
          prices: ["platform.pods.price_per_hour"]
        ) { account.pods.hours(from: $0, to: $1) }
      ]
    }
    guard let standby = platform.standby else { return parts }
    let tiers = [
      ("hot", standby.hot.price, account.hot), ("warm", standby.warm.price, account.warm),
    ]
    return parts
      + tiers.map { name, price, curve in
        HourlyCost(
          .standby,
          name: name,
          unit: "pod hours",
          perHour: pod.pricePerHour * price,
          prices: ["platform.pods.price_per_hour", "platform.standby.\(name).price"]
        ) { curve.hours(from: $0, to: $1) }
      }
  }
}

/// Something that is paid for by the hour.
struct HourlyCost {
  let component: CostComponent
  let name: String?
  let unit: String
  /// In dollars.
  let perHour: Double
  let prices: [String]
  /// How many hours of it there were between two instants.
  let hours: (SimInstant, SimInstant) -> Double

  init(
    _ component: CostComponent,
    name: String? = nil,
    unit: String,
    perHour: Double,
    prices: [String],
    hours: @escaping (SimInstant, SimInstant) -> Double
  ) {
    self.component = component
    self.name = name
    self.unit = unit
    self.perHour = perHour
    self.prices = prices
    self.hours = hours
  }

  func dollars(from start: SimInstant, to end: SimInstant) -> Double {
    hours(start, end) * perHour
  }

  func item(within window: MeasuredWindow) -> CostItem {
    CostItem(
      component,
      name: name,
      quantity: hours(window.start, window.end),
      unit: unit,
      cost: Nanodollars(Int64((dollars(from: window.start, to: window.end) * 1e9).rounded())),
      prices: prices
    )
  }
}

extension ConcurrencyCurve {
  /// Hours of all that was there together.
  func hours(from start: SimInstant, to end: SimInstant) -> Double {
    Double(integral(from: start, to: end)) / 3_600e9
  }
}
