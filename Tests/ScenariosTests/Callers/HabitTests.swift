import Scenarios
import SimCore
import Synchronization
import Testing
import VoicePipeline

/// One habit at a time, on the bench's line.
@Suite("Habits")
struct HabitTests {
  private func calls(
    _ more: String,
    goal: String? = "order-status",
    seeds: ClosedRange<UInt64> = 1...40,
    errors: Double = 0
  ) throws -> [DialogueBench.Call] {
    let kind = try DialogueBench.kind(more)
    let goals = try goal.map(DialogueBench.goal) ?? GoalMix([])
    return seeds.map { DialogueBench.run(kind, goals: goals, seed: $0, errors: errors) }
  }

  private func share(_ calls: [DialogueBench.Call], _ body: (DialogueBench.Call) -> Bool) -> Double
  {
    Double(calls.count(where: body)) / Double(calls.count)
  }

  @Test func `pauses split a turn, and only its last part completes it`() throws {
    let calls = try calls(", pauses: {share: 30%}")
    let plain = try self.calls("")
    #expect(calls.flatMap(\.spoken).count > plain.flatMap(\.spoken).count * 5 / 4)
    #expect(plain.allSatisfy { $0.result?.isReached == true })
    #expect(share(calls) { $0.result?.isComplete == true } > 0.9)
  }

  @Test func `backchannels do not stop the agent, and want no answer`() throws {
    let calls = try calls(", habits: {backchannels: 100%}")
    let hums = calls.flatMap(\.spoken).filter { $0.kind == .backchannel }
    #expect(hums.count > 100)
    #expect(hums.allSatisfy { $0.words.count == 1 })
    let overlaps = calls.flatMap(\.overlaps).filter { $0.kind == .backchannel }
    #expect(overlaps.count > 100)
    #expect(overlaps.allSatisfy { $0.agentWasFirst && !$0.isCut })
    #expect(calls.allSatisfy { $0.result?.isReached == true })
  }

  @Test func `an interruption cuts the agent, and the record says when it stopped`() throws {
    let calls = try calls(", habits: {interruptions: 100%, early_interruptions: 100%}")
    let overlaps = calls.flatMap(\.overlaps).filter { $0.kind == .interruption }
    #expect(overlaps.count > 100)
    let cut = overlaps.filter(\.isCut)
    #expect(cut.count * 10 > overlaps.count * 8)
    for overlap in cut {
      #expect(overlap.agentWasFirst)
      let stopped = overlap.agentStopped ?? .zero
      #expect(overlap.onset.duration(to: stopped) == .milliseconds(300))
      #expect(overlap.end == stopped)
    }
  }

  @Test func `a corrector breaks in when the agent says a wrong value`() throws {
    let more = ", habits: {corrections: 100%}"
    let calls = try calls(more, goal: "payment", seeds: 1...60, errors: 0.08)
    let corrections = calls.flatMap(\.spoken).filter { $0.kind == .interruption }
    #expect(!corrections.isEmpty)
    #expect(corrections.allSatisfy { $0.words.first == "no" })
    let calm = try self.calls(more, goal: "payment")
    #expect(calm.flatMap(\.spoken).allSatisfy { $0.kind != .interruption })
  }

  @Test func `callers who foresee the end begin before it`() throws {
    let calls = try calls(", turn_taking: {anticipates: true}", seeds: 1...80)
    let overlaps = calls.flatMap(\.overlaps).filter { $0.kind == .turn && $0.agentWasFirst }
    let turns = calls.flatMap(\.spoken).filter { $0.kind == .turn }
    let ratio = Double(overlaps.count) / Double(turns.count)
    #expect((0.04...0.3).contains(ratio), "\(ratio)")
    #expect(share(calls) { $0.result?.isReached == true } > 0.85)
    let patient = try self.calls("")
    #expect(patient.flatMap(\.overlaps).isEmpty)
  }

  @Test func `a caller who yields stops within words of the agent's beginning`() throws {
    let habits = ", pauses: {share: 40%, short: 0%, medium: 0%}, habits: {talks_over: "
    let over = try calls(habits + "100%}")
    let yielding = try calls(habits + "0%}")
    func agentFirst(_ calls: [DialogueBench.Call]) -> Int {
      calls.flatMap(\.overlaps).count { !$0.agentWasFirst || $0.kind == .turn }
    }
    #expect(agentFirst(over) > agentFirst(yielding))
  }

  @Test func `silence, hold and asides take their time`() throws {
    let silent = try calls(", habits: {silences: 100%, silence: 6s}", seeds: 1...10)
    let plain = try calls("", seeds: 1...10)
    for (slow, quick) in zip(silent, plain) {
      #expect(quick.end.duration(to: slow.end) > .seconds(5))
      #expect(slow.result?.isReached == true)
    }
    let held = try calls(", habits: {holds: 100%, hold: 7s}", seeds: 1...10)
    let phrases = ["waitasecond", "holdonplease", "onemomentplease"]
    for call in held {
      #expect(call.spoken.contains { phrases.contains($0.words.joined()) })
    }
    for (slow, quick) in zip(held, plain) {
      #expect(quick.end.duration(to: slow.end) > .seconds(5))
    }
    let asides = try calls(", habits: {asides: 100%}", seeds: 1...10)
    #expect(asides.flatMap(\.spoken).contains { $0.kind == .aside })
    #expect(asides.allSatisfy { $0.result?.isComplete == true })
  }

  @Test func `keys stand in for digits`() throws {
    let calls = try calls(", habits: {keypad: 100%}", seeds: 1...10)
    #expect(calls.allSatisfy { $0.result?.isReached == true })
    let digits = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    let said = calls.flatMap(\.spoken).flatMap(\.words)
    #expect(!said.contains { digits.contains($0) })
  }

  @Test func `noise is heard as sounds without words`() throws {
    let calls = try calls(", noise_over_time: {bursts_per_minute: 20}", seeds: 1...10)
    let bursts = calls.flatMap(\.spoken).filter { $0.kind == .noise }
    let minutes = calls.reduce(0.0) { $0 + Double($1.end.nanoseconds) / 60e9 }
    let sounds = bursts.filter { !$0.words.isEmpty }
    #expect(sounds.isEmpty)
    #expect(abs(Double(bursts.count) / minutes - 18) < 5, "\(Double(bursts.count) / minutes)")
  }

  @Test func `after three times "hello" without an answer the caller is gone`() throws {
    let kind = try DialogueBench.kind()
    for seed in 1...20 as ClosedRange<UInt64> {
      let cell = Cell(seed: seed)
      let deaf = DeafLine()
      let caller = SyntheticCaller(
        cell: cell,
        persona: Persona(kind, draws: DrawKey(seed: seed)),
        line: deaf,
        demand: DemandMeter(cell: cell)
      )
      cell.enter { caller.onCell { $0.pickUp() } }
      _ = cell.run(until: SimInstant.zero.advanced(by: .seconds(30)))
      #expect(deaf.events.withLock == ["hello", "hello", "hello", "hang up"])
      cell.shutdown()
    }
  }

  @Test func `an angry caller breaks in more often the longer it takes`() throws {
    let more = ", emotion: angry, habits: {interruptions: 10%}, escalation: "
    let calm = try calls(more + "0", errors: 0.3)
    let worse = try calls(more + "2", errors: 0.3)
    func breaks(_ calls: [DialogueBench.Call]) -> Int {
      calls.flatMap(\.spoken).count { $0.kind == .interruption }
    }
    #expect(breaks(worse) > breaks(calm))
  }

  @Test func `a voicemail greeting is said, beeps, and is deaf`() throws {
    let cell = Cell(seed: 4)
    let deaf = DeafLine()
    let machine = MachineGreeting(
      cell: cell,
      line: deaf,
      draws: DrawKey(seed: 4),
      length: .seconds(20),
      label: CallerLabel(profile: "voicemail", accent: "us-general", noise: "quiet")
    )
    cell.enter { machine.onCell { $0.pickUp() } }
    _ = cell.run(until: SimInstant.zero.advanced(by: .seconds(200)))
    let events = deaf.events.withLock
    #expect(events.first?.hasPrefix("hello you have reached") == true)
    #expect(events.suffix(2) == ["", "hang up"])
    #expect((3...6).contains(events.count))
    cell.shutdown()
  }

  @Test func `what the agent will say later changes nothing now`() throws {
    // Two agents that differ in a reply leave every caller alike until it is heard.
    let kind = try DialogueBench.kind(", pauses: {share: 10%}, habits: {backchannels: 30%}")
    for seed in 1...100 as ClosedRange<UInt64> {
      let goals = try DialogueBench.goal("appointment")
      let heavy = DialogueBench.run(kind, goals: goals, seed: seed)
      let light = DialogueBench.run(kind, goals: goals, seed: seed, tier: .light)
      // A sentence is written down at its end, and a "mm-hm" falls within one.
      let (one, other) = (turns(heavy), turns(light))
      let parted = zip(one, other).prefix { $0 == $1 }.count
      let differs = parted < min(one.count, other.count)
      if differs { #expect(one[parted].hasPrefix("agent:"), "\(one[parted])") }
    }
  }

  private func turns(_ call: DialogueBench.Call) -> [String] {
    call.lines.filter { !$0.hasSuffix("[backchannel]") }
  }
}

/// A line on which nobody answers.
private final class DeafLine: CallerMouth, Sendable {
  let events = EventList()
  func say(_ utterance: Utterance) { events.append(utterance.words.joined(separator: " ")) }
  func fallSilent() {}
  func press(_ digit: Character) { events.append(String(digit)) }
  func hangUp() { events.append("hang up") }
}

/// What happened, in order; a cell runs on one thread at a time.
private final class EventList: Sendable {
  private let list = Mutex<[String]>([])
  var withLock: [String] { list.withLock { $0 } }
  func append(_ event: String) { list.withLock { $0.append(event) } }
}
