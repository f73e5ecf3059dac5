import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Worlds with tenants and services")
struct TenancyWorldTests {
  /// Two campaigns of 40 Erlang on 100 slots, beside a neighbour.
  private func world(_ tenancy: String, pods: String = "min: 2, max: 2") -> String {
    """
    duration: 8m
    load:
      campaigns:
        - {name: a, tenant: clinic, leads: l.csv, rate: 1200/h, arrivals: poisson}
        - {name: b, tenant: clinic, leads: l.csv, rate: 600/h, arrivals: poisson}
    answers:
      {human: 100%, voicemail: 0%, no_answer: 0%, busy: 0%, unobtainable: 0%, declined: 0%,
        ring_human: 0s}
    carriers: [{name: trunk, preset: elastic-trunk, cps: 100, failure_share: 0%}]
    compliance: {limit_abandonment: false}
    callers: [{share: 100%, profile: us-landline-quiet, talk_time: 2m}]
    platform:
      pods: {\(pods), processor_per_call: 0%}
      slots_per_pod: 50
      tenancy: \(tenancy)
    """
  }

  private func accounts(_ tenancy: String) throws -> [TenantAccount] {
    try #require(WorldBench.run(world(tenancy)).result.platform).tenants
  }

  @Test func `a noisy neighbour takes what it gets, unless the tenant has a share or its own pods`()
    throws
  {
    let noisy = "neighbours: [{tenant: others, load: 300, hold: {exponential: 60s}}]"
    let shared = try accounts("{kind: shared, \(noisy)}")
    let elastic = try accounts("{kind: elastic, \(noisy)}")
    let dedicated = try accounts("{kind: dedicated, \(noisy)}")
    #expect(shared.map(\.name) == ["clinic", "others"])
    func lost(_ accounts: [TenantAccount]) -> Double {
      Double(accounts[0].blocked) / Double(accounts[0].asked)
    }
    #expect(lost(shared) > 0.4, "\(lost(shared))")
    #expect(lost(elastic) < lost(shared) / 2, "\(lost(elastic))")
    // 60 Erlang at the end on 50 slots of its own; the neighbour cannot touch them.
    #expect(lost(dedicated) < 0.3, "\(lost(dedicated))")
    #expect(dedicated.allSatisfy { $0.callsMax <= 50 })
    #expect(dedicated[1].overShare > 0)
  }

  @Test func `a plan holds a tenant to its calls`() throws {
    let tenants = try accounts("{kind: shared, tenants: [{name: clinic, calls_max: 5}]}")
    #expect(tenants[0].callsMax == 5)
    #expect(tenants[0].overPlan == tenants[0].blocked)
    #expect(tenants[0].overPlan > 100)
  }

  @Test func `a word alone shares among the tenants that campaigns name`() throws {
    #expect(try accounts("elastic").map(\.name) == ["clinic"])
  }

  @Test func `tenants that nobody has written are refused where they stand`() {
    let text = "scenario: t\nstart: 2026-03-02T18:00:00Z\n"
    let tenancy = "{kind: shared, tenants: [{name: other}]}"
    let found = Loading.problems(text + world(tenancy))
    #expect(found.map(\.code) == [.contradiction, .contradiction])
    #expect(found.first?.path == "load.campaigns[0].tenant")
  }

  /// 133 Erlang of conversations, and a model of two requests a pod.
  private func served(_ services: String) throws -> WorldBench.Run {
    try WorldBench.run(
      """
      duration: 8m
      load: {campaign: {leads: l.csv, rate: 2400/h, arrivals: poisson}}
      answers:
        {human: 100%, voicemail: 0%, no_answer: 0%, busy: 0%, unobtainable: 0%, declined: 0%,
          ring_human: 0s}
      carriers: [{name: trunk, preset: elastic-trunk, cps: 100, failure_share: 0%}]
      callers: [{share: 100%, profile: us-landline-quiet, talk_time: 2m}]
      platform:
        pods: {min: 2, max: 2, processor_per_call: 0%}
        slots_per_pod: 100
        services: [\(services)]
      """
    )
  }

  @Test func `a layer of the platform's pods has what they bring, one of its own scales by itself`()
    throws
  {
    let part = try served("{layer: llm, slots: 4}")
    let own = try served(
      """
      {layer: llm, slots: 4, pods: {min: 2, max: 20, target: 3, start: 5s},
        autoscaler: {preset: kubernetes}}
      """
    )
    let bound = try #require(part.result.platform?.services.first)
    let scaled = try #require(own.result.platform?.services.first)
    #expect(bound.ready.peak(from: .zero, to: part.result.end) == 2)
    #expect(!bound.isOwn && scaled.isOwn)
    #expect(bound.waiting.peak(from: .zero, to: part.result.end) > 5)
    #expect(scaled.ready.peak(from: .zero, to: own.result.end) > 3)
    #expect(scaled.meanWait < bound.meanWait / 3, "\(scaled.meanWait) of \(bound.meanWait)")
  }

  @Test func `recognition and synthesis can be services, too`() throws {
    let run = try served("{layer: stt, slots: 200}, {layer: tts, slots: 3}")
    let services = try #require(run.result.platform?.services)
    #expect(services.map(\.layer) == [.recognition, .synthesis])
    #expect(services.allSatisfy { $0.served > 100 })
    #expect(services[1].pressure.first != nil)
    #expect(services[0].pressure.first == nil)
  }
}
