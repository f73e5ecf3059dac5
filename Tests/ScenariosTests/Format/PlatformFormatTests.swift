import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Platform format")
struct PlatformFormatTests {
  private func text(_ platform: String) -> String {
    Loading.minimal + "\nplatform: \(platform)\n"
  }

  private func problems(_ platform: String) -> [ScenarioProblem] {
    Loading.problems(text(platform))
  }

  @Test func `a number of pods stands, a mapping makes them come and go`() throws {
    let standing = try Loading.load(text("{pods: 4, slots_per_pod: 30}"))
    #expect(standing.platform.elastic == nil)
    #expect(standing.platform.slotCount == 120)
    let elastic = try Loading.load(
      text("{pods: {target: 30, cap: 50, min: 2, max: 60, start: 30s}, autoscaler: voice-pods}")
    )
    #expect(elastic.platform.elastic?.max == 60)
    #expect(elastic.platform.podCount == 2)
    #expect(elastic.platform.slotCount == 3_000)
    #expect(elastic.platform.autoscaler?.up?.policies.first?.percent == 50)
    #expect(elastic.platform.autoscaler?.down?.policies.first?.period == .seconds(60))
  }

  @Test func `what is written out loads to the same scenario`() throws {
    for platform in [
      "{pods: 4}", "{pods: {}}",
      "{pods: {max: 9}, autoscaler: {}, nodes: {}, standby: {}, placement: {policy: sticky}}",
      "{pods: {}, autoscaler: {preset: without-behavior, triggers: [{metric: cpu, target: 60}]}}",
    ] {
      let scenario = try Loading.load(text(platform))
      #expect(try Loading.load(scenario.resolvedText).resolvedText == scenario.resolvedText)
    }
  }

  @Test func `a scenario that says nothing of pods has no word of what makes them come and go`()
    throws
  {
    let paths = try Loading.load(Loading.minimal).assumptions.map(\.path)
    #expect(
      paths.filter { $0.hasPrefix("platform") } == ["platform.pods", "platform.slots_per_pod"]
    )
  }

  @Test(arguments: [
    ("{pods: 4}", "{pod: 0, kind: pod-kill, moment: tools}", "faults[0].moment", "as a mapping"),
    ("{pods: {}}", "{endpoint: sessions, kind: outage}", "faults[0].endpoint", "store: redis"),
    (
      "{pods: {}, sessions: {store: memory}}", "{endpoint: sessions, kind: outage}",
      "faults[0].endpoint", "store: redis"
    ),
    (
      "{pods: {}, sessions: {}}", "{endpoint: sessions, kind: rate-limit}", "faults[0].kind",
      "brown-out"
    ),
  ])
  func `a fault of pods and their store befalls what there is`(
    _ platform: String,
    _ fault: String,
    _ path: String,
    _ remedy: String
  ) {
    // Outcomes give a pod that stands something to lose.
    let found = problems("\(platform)\noutcomes: {}\nfaults: [\(fault)]")
    #expect(found.map(\.code) == [.contradiction], "\(found)")
    #expect(found.first?.path == path)
    #expect(found.first?.remedy.contains(remedy) == true, "\(found)")
  }

  @Test func `only pods that come and go have an autoscaler, machines and what stands by`() {
    for key in ["placement", "autoscaler", "nodes", "standby", "sessions"] {
      let found = problems("{pods: 4, \(key): {}}")
      #expect(found.map(\.code) == [.contradiction], "\(key)")
      #expect(found.first?.path == "platform.\(key)")
      #expect(found.first?.line == 5)
      #expect(found.first?.remedy.contains("pods as a mapping") == true)
    }
  }

  @Test(arguments: [
    ("{pods: {min: 5, max: 4}}", "platform.pods.max", 32),
    ("{pods: {min: 2, max: 4, initial: 9}}", "platform.pods.initial", 44),
    ("{pods: {cap: 5}, slots_per_pod: 7}", "platform.slots_per_pod", 43),
    ("{pods: {min: 9}, nodes: {max: 2}}", "platform.nodes.max", 41),
  ])
  func `what cannot be is refused where it stands`(
    _ platform: String,
    _ path: String,
    _ column: Int
  ) {
    let found = problems(platform)
    #expect(found.map(\.code) == [.contradiction], "\(platform)")
    #expect(found.first?.path == path)
    #expect(found.first?.line == 5)
    #expect(found.first?.column == column)
  }

  @Test func `a policy counts one thing, a forecast is made, a schedule ends after it begins`() {
    for (autoscaler, path) in [
      ("{up: {policies: [{period: 15s}]}}", "up.policies[0]"),
      ("{up: {policies: [{pods: 1, percent: 5, period: 15s}]}}", "up.policies[0]"),
      ("{triggers: [{metric: forecast}]}", "triggers[0]"),
      ("{schedule: [{from: 10m, until: 5m, min: 3}]}", "schedule[0].until"),
    ] {
      let found = problems("{pods: {}, autoscaler: \(autoscaler)}")
      #expect(found.map(\.code) == [.contradiction], "\(autoscaler)")
      #expect(found.first?.path == "platform.autoscaler.\(path)")
    }
  }

  @Test func `a part of the pods can be set where they are a mapping`() throws {
    let scenario = try Loading.load(text("{pods: {max: 9}}"), overrides: ["platform.pods.max=12"])
    #expect(scenario.platform.elastic?.max == 12)
    let found = Loading.problems(text("{pods: 4}"), overrides: ["platform.pods.max=12"])
    #expect(found.map(\.code) == [.badOverride])
    #expect(found.first?.remedy.contains("as a mapping") == true)
  }

  @Test func `sockets bound the calls of a pod`() throws {
    let scenario = try Loading.load(text("{pods: {cap: 50, sockets: 90, sockets_per_call: 3}}"))
    #expect(scenario.platform.elastic.map { scenario.platform.slots(of: $0) } == 30)
  }

  @Test func `a pod that comes and goes can be killed without outcomes to lose`() {
    let faults = "faults: [{pod: 0, kind: pod-kill, at: 1m}]\n"
    #expect(Loading.problems(text("{pods: {}}") + faults).isEmpty)
    #expect(Loading.problems(text("{pods: 4}") + faults).map(\.code) == [.contradiction])
  }
}
