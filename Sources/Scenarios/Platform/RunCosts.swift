internal import SimCore
internal import VoicePipeline

/// Puts together what a run cost: what is paid for by the hour, and what calls have used.
struct RunCosts {
  private let scenario: Scenario
  private let result: WorldResult
  private var window: MeasuredWindow { result.measurements.window }
  private var meter: CostMeter { result.measurements.costs }

  /// At most so many buckets over the run's time, each of whole minutes.
  private static let bucketsMax = 240

  init(_ scenario: Scenario, _ result: WorldResult) {
    self.scenario = scenario
    self.result = result
  }

  var account: CostAccount {
    let hourly = hourly
    var account = CostAccount()
    account.items = hourly.map { $0.item(within: window) } + lines + others + models
    account.calls = meter.calls
    account.answered = meter.answered
    account.resolved = meter.resolved
    spread(hourly, over: &account)
    return account
  }

  /// What is paid for by the hour, in the order of the components.
  private var hourly: [HourlyCost] { machines + services + servers + bandwidth + idleSessions }

  /// Sessions that wait cost what those cost in which somebody talks.
  private var idleSessions: [HourlyCost] {
    guard let idle = result.resilience.pool?.idle,
      let price = scenario.agent.realtime?.price?.perSessionMinute
    else { return [] }
    return [
      HourlyCost(
        .sessions,
        name: "waiting",
        unit: "session hours",
        perHour: price.dollars * 60,
        prices: ["agent.realtime.price.per_session_minute"]
      ) { idle.hours(from: $0, to: $1) }
    ]
  }

  private var machines: [HourlyCost] {
    if let serverless = scenario.costs.serverless {
      let active = result.measurements.active
      return [
        HourlyCost(
          .serverless,
          unit: "hours of talk",
          perHour: serverless.perHour,
          prices: ["costs.serverless"]
        ) { active.hours(from: $0, to: $1) }
      ]
    }
    if let pod = scenario.platform.elastic, let account = result.platform {
      return FleetPrice(scenario.platform, pod).parts(of: account)
    }
    let pods = Double(scenario.platform.podCount)
    return [
      HourlyCost(
        .pods,
        unit: "pod hours",
        perHour: scenario.costs.podPerHour.dollars,
        prices: ["costs.pod_per_hour"]
      ) { pods * $0.hours(to: $1) }
    ]
  }

  /// A layer that is part of the platform's pods costs what they do.
  private var services: [HourlyCost] {
    (result.platform?.services ?? []).filter(\.isOwn).compactMap { service in
      let specs = scenario.platform.services ?? []
      guard let index = specs.firstIndex(where: { $0.layer == service.layer }),
        let pods = specs[index].pods
      else { return nil }
      return HourlyCost(
        .services,
        name: service.layer.label,
        unit: "pod hours",
        perHour: pods.pricePerHour,
        prices: ["platform.services[\(index)].pods.price_per_hour"]
      ) { service.ready.hours(from: $0, to: $1) }
    }
  }

  private var servers: [HourlyCost] {
    let machines: [(key: String, server: ModelServerSpec?)] = [
      ("llm", scenario.agent.llm.server), ("llm_light", scenario.agent.llmLight?.server),
    ]
    return machines.compactMap { key, server in
      guard let server else { return nil }
      return HourlyCost(
        .servers,
        name: key,
        unit: "machine hours",
        perHour: server.pricePerHour,
        prices: ["agent.\(key).server.price_per_hour"]
      ) { $0.hours(to: $1) }
    }
  }

  private var bandwidth: [HourlyCost] {
    let active = result.measurements.active
    return [
      HourlyCost(
        .bandwidth,
        unit: "hours of talk",
        perHour: scenario.costs.bandwidth.perHour,
        prices: ["costs.bandwidth"]
      ) { active.hours(from: $0, to: $1) }
    ]
  }

  private var lines: [CostItem] {
    meter.lines.sorted { $0.carrier < $1.carrier }.map { line in
      let index = scenario.carriers.firstIndex { $0.name == line.carrier }
      let prices = index.map {
        ["carriers[\($0)].price_per_minute", "carriers[\($0)].billing_step"]
      }
      return CostItem(
        .lines,
        name: line.carrier,
        quantity: Double(line.held.nanoseconds) / 60e9,
        unit: "minutes",
        cost: line.cost,
        prices: prices ?? ["costs.inbound_per_minute"]
      )
    }
  }

  private var others: [CostItem] {
    var items: [CostItem] = []
    if let detection = result.detection, detection.cost > .zero {
      items.append(
        CostItem(
          .detection,
          quantity: Double(detection.answers),
          unit: "answers",
          cost: detection.cost,
          prices: ["answers.detection.price"]
        )
      )
    }
    let texts = result.campaigns.map(\.texts)
    let sent = texts.reduce(0) { $0 + $1.sent }
    if sent > 0 {
      items.append(
        CostItem(
          .texts,
          quantity: Double(sent),
          unit: "texts",
          cost: texts.reduce(.zero) { $0 + $1.cost },
          prices: scenario.campaigns.indices.flatMap {
            ["load.campaign.texts.price", "load.campaigns[\($0)].texts.price"]
          }
        )
      )
    }
    return items
  }

  /// Calls round each price by itself: what is left over sessions is what was meant for them.
  private var models: [CostItem] {
    let pricing = scenario.agent.pricing
    var items: [CostItem] = []
    var sum = Nanodollars.zero
    for service in ModelCall.Service.allCases {
      let usage = result.measurements.usage[service]
      guard usage.requests > 0, let cost = pricing.cost(service, usage) else { continue }
      sum += cost
      items.append(
        CostItem(
          .models,
          name: service.section ?? service.rawValue,
          quantity: Double(usage.requests),
          unit: "requests",
          cost: cost,
          prices: service.section.map { ["agent.\($0).price"] } ?? []
        )
      )
    }
    if scenario.agent.realtime?.price?.perSessionMinute != nil {
      items.append(
        CostItem(
          .sessions,
          quantity: nil,
          unit: "",
          cost: Nanodollars(max(meter.models.count - sum.count, 0)),
          prices: ["agent.realtime.price.per_session_minute"]
        )
      )
    }
    return items
  }

  private func spread(_ hourly: [HourlyCost], over account: inout CostAccount) {
    let minutes = Int(scenario.duration.nanoseconds + 59_999_999_999) / 60_000_000_000
    let width = max((minutes + Self.bucketsMax - 1) / Self.bucketsMax, 1)
    let count = max((minutes + width - 1) / width, 1)
    account.bucket = .seconds(60) * width
    for group in CostGroup.allCases { account[group] = [Double](repeating: 0, count: count) }
    account.resolvedOverTime = [Int](repeating: 0, count: count)
    let end = SimInstant.zero.advanced(by: scenario.duration)
    for bucket in 0..<count {
      let from = SimInstant.zero.advanced(by: account.bucket * bucket)
      let to = min(from.advanced(by: account.bucket), end)
      for cost in hourly {
        account[cost.component.group][bucket] += cost.dollars(from: from, to: to)
      }
    }
    for (index, minute) in meter.minutes.enumerated() where index / width < count {
      account[.telephony][index / width] += minute.lines.dollars
      account[.models][index / width] += minute.models.dollars
      account.resolvedOverTime[index / width] += minute.resolved
    }
  }
}

extension SimInstant {
  fileprivate func hours(to end: SimInstant) -> Double {
    self < end ? Double(duration(to: end).nanoseconds) / 3_600e9 : 0
  }
}

extension ModelCall.Service {
  /// The section of an agent that has its price.
  fileprivate var section: String? {
    switch self {
    case .recognizer: "stt"
    case .languageModel: "llm"
    case .lightModel: "llm_light"
    case .synthesizer: "tts"
    case .realtime: "realtime"
    case .turnDetector, .tool: nil
    }
  }
}
