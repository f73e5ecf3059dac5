import Experiments
import Foundation
import RunReports
import Scenarios
import SimCore
import Testing
import VoicePipeline

/// A run with everything that a dialer has, and its report byte by byte.
///
/// `SIMRUN_UPDATE_GOLDEN=1` writes the files anew; they are to be looked at then.
@Suite("Report of a dialer")
struct DialerReportTests {
  private static let scenario = """
    scenario: dialer
    description: Three campaigns over carriers of two regions, of which one falls silent.
    start: 2026-03-02T18:00:00Z
    duration: 20m
    warm_up: 2m
    load:
      campaigns:
        - name: agent
          leads: leads.csv
          rate: 1500/h
          priority: 2
          when_busy: wait
          wait_max: 20s
          overflow: {after: 5s, most: 40, longest: 3m, replay_rate: 50%}
          retry: {attempts: 3, busy: {after: 2m}, no_answer: {after: 3m}}
        - {name: menu, leads: leads.csv, rate: 600/h, script: ivr}
        - {name: message, leads: leads.csv, rate: 600/h, script: prerecorded}
    answers: {preset: warm-list, human: 60%, detection: twilio}
    carriers:
      - {name: north, preset: elastic-trunk, cps: 2, region: east}
      - {name: south, preset: rolling-5s-429, cps: 2, region: west}
    routing:
      prefer: region
      regions:
        places:
          - {name: east, zones: [America/New_York, America/Chicago]}
          - {name: west, zones: [America/Los_Angeles, America/Denver]}
      probe: {interval: 5s, timeout: 1s, failures: 2}
    platform: {pods: 2, slots_per_pod: 8}
    outcomes: {batch_interval: 250ms}
    faults:
      - {at: 8m, for: 2m, carrier: north, kind: signalling-outage}
      - {at: 12m, kind: pod-kill, pod: 0}
    operations:
      - {at: 10m, campaign: message, action: pause}
      - {at: 13m, campaign: message, action: resume}
    """

  @Test func `the record and the page of a run are what was looked at once`() throws {
    let bench = try RunBench()
    var mix = LeadMix()
    mix.writtenShare = 0.6
    try LeadGenerator(seed: 3, mix: mix).write(rows: 3_000, to: bench.path("leads.csv"))
    try Data(Self.scenario.utf8).write(to: bench.folder.appending(path: "dialer.yaml"))
    var facts = try bench.run(bench.path("dialer.yaml")).facts
    // The host is another one every time.
    facts.host = HostFacts(
      cpuSeconds: 1,
      wallSeconds: 1,
      memoryPeakBytes: 1 << 20,
      scenarioPath: "dialer.yaml",
      leadPath: "leads.csv",
      machine: "none",
      kernel: "none"
    )
    for needed in ["overflow", "probes", "regions", "pod-kill", "ivr", "outcome_writes"] {
      #expect(RunJSON.text(facts).contains(needed), "the run has no \(needed)")
    }
    try compare(RunJSON.text(facts), "dialer.run.json")
    try compare(HTMLReport.text(facts), "dialer.report.html")
  }

  private func compare(_ text: String, _ name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/\(name)")
    if ProcessInfo.processInfo.environment["SIMRUN_UPDATE_GOLDEN"] == "1" {
      return try Data(text.utf8).write(to: file)
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    let lines = zip(expected.split(separator: "\n"), text.split(separator: "\n"))
    let difference = lines.first { $0 != $1 }.map { "\($0.prefix(200)), got \($1.prefix(200))" }
    #expect(expected == text, "\(name): expected \(difference ?? "another length")")
  }
}
