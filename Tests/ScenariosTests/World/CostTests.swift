import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Cost of a call")
struct CostTests {
  private static let body = """
    duration: 10m
    records: {model_calls: 100%}
    load: {campaign: {leads: none.csv, rate: 600/h}}
    answers: {preset: warm-list}
    carriers: [{name: trunk, preset: elastic-trunk, failure_share: 0%}]
    agent:
      greeting: Hello, this is the assistant.
      stt: {preset: deepgram-nova-3, price: {per_minute: $0.0048}}
      llm:
        preset: gpt-4o-mini
        price: {input: $0.15, cached_input: $0.075, output: $0.60}
      tts: {preset: cartesia-sonic-3, price: {per_million_characters: $39}}
    """

  @Test func `what a call costs is the price of its requests one by one`() throws {
    let run = try WorldBench.run(Self.body)
    let columns = WorldBench.Run.rows(
      run.modelCalls,
      "call",
      "service",
      "input_tokens",
      "cached_tokens",
      "output_tokens",
      "audio_ms",
      "characters"
    )
    var costs: [String: Double] = [:]
    for row in columns {
      let amounts = row[2...].map { Double($0) ?? 0 }
      let price: Double =
        switch row[1] {
        case "recognizer": amounts[3] / 60_000 * 0.0048
        case "language_model":
          ((amounts[0] - amounts[1]) * 0.15 + amounts[1] * 0.075 + amounts[2] * 0.60) / 1e6
        case "synthesizer": amounts[4] * 39 / 1e6
        default: .nan
        }
      costs[row[0], default: 0] += price
    }
    let calls = WorldBench.Run.rows(run.calls, "call", "pod", "cost_usd").filter { $0[1] != "" }
    #expect(calls.count > 30)
    for call in calls {
      let cost = try #require(Double(call[2]))
      #expect(abs(cost - costs[call[0], default: 0]) < 2e-6, "call \(call[0])")
    }
    let total = calls.reduce(0) { $0 + (Double($1[2]) ?? 0) }
    let told = run.result.measurements.conversations.tally.cost.dollars
    #expect(told > 0.01 && abs(told - total) < 1e-6 * Double(calls.count))
  }

  @Test func `a service has no cost without a price, nor without a request`() throws {
    let agent = try EndpointBench.agent("stt: speechmatics, llm: gpt-4o-mini")
    var usage = ServiceUsage()
    usage += ModelCall(
      service: .turnDetector,
      number: 1,
      begun: .zero,
      ended: .zero,
      ending: .completed
    )
    #expect(agent.pricing.cost(.turnDetector, usage) == nil)
    #expect(agent.pricing.cost(.languageModel, usage) == .zero)
  }

  @Test(arguments: [("cost_per_call < $0.05", 0.05), ("cost_per_success <= $1", 1.0)])
  func `amounts are thresholds`(text: String, bound: Double) throws {
    let scenario = try WorldBench.scenario(Self.body + "\nthresholds: [\"\(text)\"]")
    let threshold = try #require(scenario.thresholds.first)
    #expect(threshold.bound == bound && threshold.metric.kind == .money)
  }
}
