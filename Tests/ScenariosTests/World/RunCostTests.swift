import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Cost of a run")
struct RunCostTests {
  private static let load = """
    load: {campaign: {leads: none.csv, rate: 600/h}}
    answers: {preset: warm-list}
    """
  private static let silent = """
    \(load)
    agent: {llm: {preset: gpt-4o-mini, price: {input: $1, output: $2}}}
    """

  private func items(_ run: WorldBench.Run, _ component: CostComponent) -> [CostItem] {
    run.result.costs.items.filter { $0.component == component }
  }

  @Test func `pods that stand cost their hours, the warm-up left out`() throws {
    let run = try WorldBench.run(
      """
      \(Self.silent)
      duration: 15m
      warm_up: 5m
      platform: {pods: 3}
      costs: {pod_per_hour: $1.20}
      """
    )
    let pods = try #require(items(run, .pods).first)
    #expect(pods.quantity == 0.5 && pods.cost == Nanodollars(600_000_000))
    #expect(pods.prices == ["costs.pod_per_hour"])
  }

  @Test func `pods that come and go, nodes in their place, and a server cost their hours`() throws {
    let run = try WorldBench.run(
      """
      \(Self.load)
      duration: 10m
      platform:
        pods: {min: 4, max: 4}
        nodes: {pods_per_node: 2, price_per_hour: 0.6, spot_share: 50%, spot_price: 25%}
      agent: {llm: {preset: self-hosted-8b-fp16, server: {price_per_hour: 6}}}
      """
    )
    #expect(items(run, .pods).isEmpty)
    // Of two nodes one is spot: six nodes' minutes at 60 and at 15 cents an hour.
    let nodes = [CostComponent.nodes, .spotNodes].map { component in
      items(run, component).reduce(0) { $0 + $1.cost.dollars }
    }
    let platform = try #require(run.result.platform)
    let end = SimInstant.zero.advanced(by: .seconds(600))
    let spot = Double(platform.spotNodes.integral(from: .zero, to: end)) / 3_600e9
    #expect(abs(nodes[0] - (2.0 / 6 - spot) * 0.6) < 1e-6)
    #expect(abs(nodes[1] - spot * 0.15) < 1e-6)
    #expect(items(run, .servers).map(\.cost) == [Nanodollars(1_000_000_000)])
  }

  @Test func `lines cost the steps of each call, and models what calls were told`() throws {
    let run = try WorldBench.run(
      """
      \(Self.silent)
      duration: 10m
      carriers:
        - {name: trunk, preset: elastic-trunk, price_per_minute: 0.06, billing_step: 60s}
      """
    )
    let rows = WorldBench.Run.rows(run.calls, "hold_ms", "cost_usd", "planned_ms")
    let measured = rows.filter { (Double($0[2]) ?? 0) < 600_000 }
    let minutes = measured.compactMap { Double($0[0]) }.reduce(0) { sum, hold in
      sum + (hold / 60_000).rounded(.up)
    }
    #expect(minutes > 20)
    #expect(items(run, .lines).map(\.cost) == [Nanodollars(Int64(minutes) * 60_000_000)])
    let models = measured.compactMap { Double($0[1]) }.reduce(0, +)
    let told = run.result.costs.total(of: .models).dollars
    #expect(told > 0.01 && abs(told - models) < 1e-6 * Double(measured.count))
  }

  @Test func `what is serverless costs talk alone, and bandwidth is bytes`() throws {
    let run = try WorldBench.run(
      """
      \(Self.silent)
      duration: 10m
      platform: {pods: 50}
      costs:
        serverless:
          {processors: 2, memory: 1, per_processor_second: $0.001, per_gigabyte_second: $0.0005}
        bandwidth: {per_gigabyte: $10, carrier_kbps: 80, model_kbps: 0}
      """
    )
    let end = SimInstant.zero.advanced(by: .seconds(600))
    let talk = Double(run.result.measurements.active.integral(from: .zero, to: end)) / 1e9
    #expect(talk > 60 && items(run, .pods).isEmpty)
    let cost = try #require(items(run, .serverless).first).cost.dollars
    #expect(abs(cost - talk * 0.0025) < 1e-6)
    // 10 kB a second at a cent a megabyte.
    let bandwidth = try #require(items(run, .bandwidth).first).cost.dollars
    #expect(abs(bandwidth - talk * 0.0001) < 1e-6)
  }

  @Test func `what each minute cost makes the whole, where there is no warm-up`() throws {
    let run = try WorldBench.run(
      """
      \(Self.silent)
      duration: 10m
      callers: [{share: 100%, profile: us-landline-quiet, talk_time: 20s}]
      """
    )
    let costs = run.result.costs
    #expect(costs.spent.map(\.count) == [10, 10, 10, 10])
    // Calls that end after the run's time are in the total, and in no minute.
    let spent = costs.spent.flatMap(\.self).reduce(0, +)
    #expect(spent <= costs.total.dollars + 1e-6 && spent > 0.85 * costs.total.dollars)
    #expect(costs[.machines].allSatisfy { abs($0 - 20 * 0.2 / 60) < 1e-9 })
    #expect(costs.resolved > 20 && costs.resolved <= costs.answered)
    #expect(costs.answered < costs.calls)
    #expect(costs.total(over: costs.calls) == costs.total.dollars / Double(costs.calls))
  }
}
