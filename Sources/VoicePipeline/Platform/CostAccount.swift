internal import SimCore

/// What a run spends money on.
package enum CostComponent: String, Sendable, Hashable, CaseIterable {
  /// Pods, where no machines are paid for in their place.
  case pods
  case nodes
  case spotNodes = "spot_nodes"
  /// Pods that wait for a wish.
  case standby
  /// Seconds of calls, where pods cost nothing while nobody talks.
  case serverless
  /// Pods of layers that have their own.
  case services
  /// Machines of ours that serve models.
  case servers
  /// What leaves the platform's network.
  case bandwidth
  /// Minutes of calls.
  case lines
  /// Listening for machines.
  case detection
  case texts
  case models
  /// Sessions with speech-to-speech models, beside what is said in them.
  case sessions

  /// What it belongs to.
  package var group: CostGroup {
    switch self {
    case .pods, .nodes, .spotNodes, .standby, .serverless, .services, .servers: .machines
    case .bandwidth: .bandwidth
    case .lines, .detection, .texts: .telephony
    case .models, .sessions: .models
    }
  }

  package var label: String {
    switch self {
    case .pods: "pods"
    case .nodes: "nodes"
    case .spotNodes: "spot nodes"
    case .standby: "pods that stand by"
    case .serverless: "serverless seconds"
    case .services: "pods of a layer"
    case .servers: "model server"
    case .bandwidth: "bandwidth"
    case .lines: "carrier"
    case .detection: "machine detection"
    case .texts: "texts"
    case .models: "model"
    case .sessions: "sessions"
    }
  }
}

/// Where the money goes, in four parts.
package enum CostGroup: String, Sendable, Hashable, CaseIterable {
  case machines
  case bandwidth
  case telephony
  case models
}

/// One thing that a run pays for.
package struct CostItem: Sendable, Hashable {
  package var component: CostComponent
  /// Which of its kind; nil for the only one.
  package var name: String?
  /// Of what is paid for, within the measured part of the run; nil where it has no one measure.
  package var quantity: Double?
  package var unit: String
  package var cost: Nanodollars
  /// Where the scenario says its prices: paths, or the sections that they are in.
  package var prices: [String]

  package init(
    _ component: CostComponent,
    name: String? = nil,
    quantity: Double?,
    unit: String,
    cost: Nanodollars,
    prices: [String]
  ) {
    self.component = component
    self.name = name
    self.quantity = quantity
    self.unit = unit
    self.cost = cost
    self.prices = prices
  }
}

/// What the measured part of a run cost, and what the whole of it cost over time.
package struct CostAccount: Sendable {
  /// What has a price in the scenario, in the order of the components.
  package var items: [CostItem] = []
  /// Measured calls: all of them, those that a person answered, and those that did what they were
  /// made for.
  package var calls = 0
  package var answered = 0
  package var resolved = 0
  /// Of the series below.
  package var bucket = Duration.seconds(60)
  /// By group, in the order of declaration: dollars in each bucket from the start of the run.
  ///
  /// Calls count when they end; detection and texts have no time.
  package var spent = [[Double]](repeating: [], count: CostGroup.allCases.count)
  /// Calls that did what they were made for, by when they ended.
  package var resolvedOverTime: [Int] = []

  package init() {}

  package var total: Nanodollars { items.reduce(.zero) { $0 + $1.cost } }

  package func total(of group: CostGroup) -> Nanodollars {
    items.reduce(.zero) { $1.component.group == group ? $0 + $1.cost : $0 }
  }

  /// Dollars for each of so many things; nil without any.
  package func total(over count: Int) -> Double? {
    count > 0 ? total.dollars / Double(count) : nil
  }

  package subscript(group: CostGroup) -> [Double] {
    get { spent[group.index] }
    set { spent[group.index] = newValue }
  }
}

extension CostGroup {
  fileprivate var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
