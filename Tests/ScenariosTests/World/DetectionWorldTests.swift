import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("People and machines in a world")
struct DetectionWorldTests {
  /// Ten minutes of calls that are answered, half of them by machines.
  private static func world(_ detection: String, rate: Int = 12_000) -> String {
    """
    duration: 10m
    load: {campaign: {leads: none.csv, rate: \(rate)/h}}
    answers:
      preset: warm-list
      human: 50%
      voicemail: 50%
      no_answer: 0%
      busy: 0%
      unobtainable: 0%
      declined: 0%
      detection: \(detection)
    callers:
      - share: 100%
        profile: us-landline-quiet
        talk_time: 8s
        patience: {hello: 60s, hazard: {0s: 0}, opening_per_second: 0}
    carriers: [{name: north, preset: elastic-trunk, failure_share: 0%}]
    platform: {pods: 40, slots_per_pod: 50}
    """
  }

  private static let greeting = "greeting: {share: 100%, length: {uniform: [500ms, 1200ms]}}"

  private static func counts(_ detection: String, seed: UInt64 = 1) throws -> DetectionCounts {
    try #require(try WorldBench.run(world(detection), seed: seed).result.detection)
  }

  /// Whether a count lies within five standard deviations of a share of the whole.
  private static func isNear(_ part: Int, _ share: Double, of whole: Int) -> Bool {
    let spread = (share * (1 - share) * Double(whole)).squareRoot()
    return abs(Double(part) - share * Double(whole)) <= 5 * spread + 1
  }

  @Test func `perfect is the default, counts nothing, and says what it is`() throws {
    let plain = Self.world("perfect").split(separator: "\n")
      .filter { !$0.contains("detection") }.joined(separator: "\n")
    let run = try WorldBench.run(plain)
    let named = try WorldBench.run(Self.world("perfect"))
    #expect(run.result.detection == nil)
    #expect(run.calls == named.calls && run.result.traceDigest == named.result.traceDigest)
    let scenario = try WorldBench.scenario(plain)
    let line = scenario.assumptions.first { $0.path == "answers.detection.mode" }
    #expect(line?.value == "perfect" && line?.provenance.grade == .default)
  }

  /// Rows of the calls that were answered within the run, without the column that says so.
  private static func answered(_ run: WorldBench.Run, outcome: String) -> [[String]] {
    WorldBench.Run.rows(run.calls, "answered_ms", "outcome", "hold_ms")
      .filter { $0[1] == outcome && (Double($0[0]) ?? 600_000) < 600_000 }
  }

  @Test func `verdicts are wrong as often as they are said to be`() throws {
    for (machine, human) in [(3, 8), (20, 30), (0, 0)] {
      let errors = "false_machine: \(machine)%, false_human: \(human)%"
      let text = "{preset: twilio, mode: synchronous, \(errors), \(Self.greeting)}"
      let counts = try Self.counts(text)
      #expect(counts.humans.answers > 700 && counts.machines.answers > 700)
      let (humans, machines) = (counts.humans, counts.machines)
      let judged = humans.human + humans.machine
      #expect(Self.isNear(humans.machine, Double(machine) / 100, of: judged), "\(humans)")
      // Who hangs up first leaves no verdict.
      #expect(humans.unknown == 0 && judged <= humans.answers)
      let heard = machines.human + machines.machine
      #expect(Self.isNear(machines.human, Double(human) / 100, of: heard), "\(machines)")
      #expect(heard == machines.answers && machines.unknown == 0)
      #expect(counts.humansHungUp == humans.machine)
    }
  }

  @Test func `an agent that talks at once is heard by boxes, and judged by what people answer`()
    throws
  {
    let errors = "false_machine: 0%, false_human: 0%"
    let text = "{preset: twilio, mode: asynchronous, \(errors), \(Self.greeting)}"
    let run = try WorldBench.run(Self.world(text))
    let counts = try #require(run.result.detection)
    // The box has hardly begun when the agent does.
    #expect(counts.machinesTalkedTo > counts.machines.answers * 9 / 10)
    #expect(counts.machines.machine == counts.machines.answers)
    let holds = Self.answered(run, outcome: "voicemail").compactMap { Double($0[2]) }
    #expect(holds.allSatisfy { $0 < 12_000 })
    #expect(counts.humansHungUp == counts.humans.machine)
  }

  @Test func `an agent that waits talks to the machines it was told were people, and no others`()
    throws
  {
    let text = "{preset: twilio, mode: synchronous, \(Self.greeting)}"
    let run = try WorldBench.run(Self.world(text))
    let counts = try #require(run.result.detection)
    #expect(counts.machinesTalkedTo <= counts.machines.human)
    #expect(counts.machinesTalkedTo > counts.machines.human * 8 / 10)
    // A box is known 2.4 s after its first word, which comes 0.8 s after the answer.
    let slowest = try #require(counts.verdictTime.max)
    #expect(slowest < .milliseconds(3_500) && slowest > .milliseconds(3_200))
    let boxes = Self.answered(run, outcome: "voicemail")
    // A person who was hung up on counts as what the detector took them for.
    #expect(boxes.count == counts.machines.answers + counts.humansHungUp)
    #expect(counts.cost == Nanodollars(Int64(counts.answers) * 7_500_000))
  }

  @Test func `without a detector the agent talks to every box until the tape is full`() throws {
    let run = try WorldBench.run(Self.world("{preset: \"off\", \(Self.greeting)}", rate: 3_000))
    let counts = try #require(run.result.detection)
    #expect(counts.machinesTalkedTo == counts.machines.answers && counts.machines.answers > 150)
    #expect(counts.verdictTime.count == 0 && counts.cost == .zero)
    let boxes = Self.answered(run, outcome: "voicemail")
    #expect(boxes.count == counts.machines.answers)
    #expect(boxes.allSatisfy { Double($0[2]) ?? 0 > 60_000 })
  }

  @Test func `people feel the wait: 1.2 s and the agent's own time after their greeting`() throws {
    let errors = "false_machine: 0%, false_human: 0%"
    let waiting = try Self.counts(
      "{preset: twilio, mode: synchronous, \(errors), \(Self.greeting)}"
    )
    let talking = try Self.counts(
      "{preset: twilio, mode: asynchronous, \(errors), \(Self.greeting)}"
    )
    // Many say nothing any more when the agent is quick.
    #expect(waiting.greeted > 700 && talking.greeted > 200)
    let slow = try #require(waiting.feltDelay.quantile(0.5))
    let quick = try #require(talking.feltDelay.quantile(0.5))
    #expect(slow > .milliseconds(1_200) + quick)
    #expect(waiting.greetedLate > talking.greetedLate)
    let least = try #require(waiting.feltDelay.min)
    #expect(least > .milliseconds(1_200))
  }

  @Test func `a message is left after the tone, and lasts as long as it is`() throws {
    for mode in ["synchronous", "asynchronous"] {
      let text =
        "{preset: twilio, mode: \(mode), false_human: 0%, false_machine: 0%, message: 15s, "
        + "\(Self.greeting)}"
      let run = try WorldBench.run(Self.world(text, rate: 3_000))
      let counts = try #require(run.result.detection)
      let boxes = Self.answered(run, outcome: "voicemail").compactMap { Double($0[2]) }
      #expect(boxes.count == counts.machines.answers + counts.humansHungUp)
      let whole = boxes.filter { $0 > 20_000 }
      #expect(whole.count >= counts.machines.answers)
      // 0.8 s, greetings of 12 to 35 s, and the message.
      #expect(boxes.allSatisfy { $0 < 53_000 }, "\(mode)")
    }
  }

  @Test func `detectors of vendors differ in what they take for a person's greeting`() throws {
    let long = "greeting: {share: 100%, length: {uniform: [1500ms, 1600ms]}}"
    let errors = "false_machine: 0%, false_human: 0%, mode: synchronous"
    for (preset, isMachine) in [
      ("twilio", false), ("signalwire", true), ("bandwidth", false), ("jambonz", false),
    ] {
      let counts = try Self.counts("{preset: \(preset), \(errors), \(long)}")
      let share = Double(counts.humansHungUp) / Double(max(counts.humans.answers, 1))
      #expect(isMachine ? share > 0.95 : share == 0, "\(preset): \(share)")
    }
  }

  @Test func `every call of every mode has its end in the audit log`() throws {
    for mode in DetectionMode.allCases {
      let text = "{preset: twilio, mode: \"\(mode.rawValue)\", message: 10s}"
      let run = try WorldBench.run(Self.world(text, rate: 2_000), seed: 3)
      let audit = try #require(run.result.measurements.audit)
      guard case .whole(let log) = AuditVerifier.verify(audit.table.compressed) else {
        Issue.record("\(mode)")
        continue
      }
      let ended = log.rows.count { $0.event == AuditEvent.ended.rawValue }
      #expect(ended == WorldBench.Run.rows(run.calls).count, "\(mode)")
    }
  }
}
