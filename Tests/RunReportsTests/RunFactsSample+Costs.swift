import RunReports
import SimCore
import VoicePipeline

// What a run that never was has cost.
extension RunFactsSample {
  static let costs: CostFacts? = {
    var account = CostAccount()
    account.items = [
      CostItem(
        .pods,
        quantity: 20,
        unit: "pod hours",
        cost: Nanodollars(4_000_000_000),
        prices: ["costs.pod_per_hour"]
      ),
      CostItem(
        .bandwidth,
        quantity: 600.5,
        unit: "hours of talk",
        cost: Nanodollars(8_171_604_000),
        prices: ["costs.bandwidth"]
      ),
      CostItem(
        .lines,
        name: "trunk",
        quantity: 36_030.2,
        unit: "minutes",
        cost: Nanodollars(504_422_800_000),
        prices: ["carriers[0].price_per_minute"]
      ),
      CostItem(
        .models,
        name: "llm",
        quantity: 18_641,
        unit: "requests",
        cost: Nanodollars(61_200_000_000),
        prices: ["agent.llm.price"]
      ),
      CostItem(.sessions, quantity: nil, unit: "", cost: .zero, prices: []),
    ]
    account.calls = 19_980
    account.answered = 12_013
    account.resolved = 7_318
    account[.machines] = [Double](repeating: 4.0 / 60, count: 60)
    account[.bandwidth] = (0..<60).map { 0.1 + 0.001 * Double($0) }
    account[.telephony] = (0..<60).map { 5 + 0.1 * Double($0) }
    account[.models] = (0..<60).map { 0.6 + 0.01 * Double($0) }
    account.resolvedOverTime = (0..<60).map { 90 + $0 }
    return CostFacts(
      account,
      assumptions: [
        price("costs.pod_per_hour", "$0.20", .default, "simrun default: 4 vCPU and 8 GB"),
        price("costs.bandwidth.per_gigabyte", "$0.09", .memory, "AWS"),
        price("costs.bandwidth.carrier_kbps", "80 kbit/s", .computed, "G.711 with headers"),
        price("carriers[0].price_per_minute", "0.014", .memory, "Twilio, outbound in the US"),
        price("agent.llm.price.input", "$0.15", .verified, "price list"),
        price("agent.llm.prices", "of another section", .verified, "not to be seen"),
      ]
    )
  }()

  private static func price(
    _ path: String,
    _ value: String,
    _ grade: Grade,
    _ source: String
  ) -> Assumption {
    Assumption(
      path: path,
      value: value,
      provenance: Provenance(grade: grade, source: source)
    )
  }
}
