import Scenarios
import SimCore
import Testing
import VoicePipeline

/// A conversation whose agent is lost in a given phase, and that another agent leads to its end.
struct Takeover {
  static let first = "first"
  static let second = "second"

  let bench: SeamBench
  let script: CallerScript
  /// The instant at which the first agent went away.
  let left: SimInstant
  /// The instant at which the second one joined.
  let joined: SimInstant
  let final: AgentMachine

  /// Three questions, each with time for its answer and for a take-over; an interruption of the
  /// first answer where that is what it is about.
  private static func script(isInterrupting: Bool) -> CallerScript {
    var starts: [Int64] = [8_000, 24_000, 40_000]
    if isInterrupting { starts.insert(12_500, at: 1) }
    let speeches = starts.enumerated().map { index, start in
      let utterance = Utterance(
        words: index == 1 && isInterrupting ? ["no", "wait"] : ["is", "friday", "free", "too"],
        wordDuration: .milliseconds(400),
        traits: SpeechTraits(snrDecibels: 30, errorOddsFactor: 1),
        index: index
      )
      let first = SimInstant(nanoseconds: start * 1_000_000)
      let end = first.advanced(by: utterance.duration)
      return CallerScript.Speech(utterance: utterance, start: first, end: end)
    }
    let hangUp = SimInstant(nanoseconds: 56_000_000_000)
    return CallerScript(speeches: speeches, keys: [], hangUp: hangUp)
  }

  /// An agent whose phases all last long enough to be met; one model slot, so that a leak shows.
  private static func agent() throws -> AgentSpec {
    let text = """
      duration: 1m
      load: {campaign: {leads: none.csv, rate: 60/h}}
      agent:
        greeting: Hello. How can I help you today?
        vad_hangover: 200ms
        endpointing: 500ms
        interruption: {min_duration: 0s}
        stt: {preset: deepgram-nova-3, latency: 600ms, word_error_rate: 0%}
        llm: {preset: gpt-4o-mini, time_to_first_token: 500ms, slots: 1}
      """
    return try WorldBench.scenario(text).agent
  }

  init(in phase: AgentPhase, joiningAfter delay: Duration) throws {
    script = Self.script(isInterrupting: phase == .interrupted)
    bench = SeamBench(agent: try Self.agent(), script: script, seed: 11)
    let agent = bench.join(as: Self.first)
    let snapshot = try #require(Self.run(bench, agent, until: phase), "\(phase) never came")
    left = bench.cell.now
    bench.cell.enter { agent.onCell { $0.abandon() } }
    let coded = try SnapshotCopy.of(snapshot)
    #expect(coded == snapshot)
    bench.cell.run(until: left.advanced(by: delay))
    joined = bench.cell.now
    let successor = bench.join(as: Self.second, resuming: coded)
    bench.cell.run()
    final = bench.cell.enter { successor.onCell { $0.snapshot } }
  }

  private static func run(
    _ bench: SeamBench,
    _ agent: VoiceAgent,
    until phase: AgentPhase
  ) -> AgentMachine? {
    let cell = bench.cell
    while cell.now < SimInstant(nanoseconds: 30_000_000_000) {
      cell.run(until: cell.now.advanced(by: .milliseconds(5)))
      let machine = cell.enter { agent.onCell { $0.snapshot } }
      if phase.matches(machine) { return machine }
    }
    return nil
  }
}

extension Takeover {
  /// Utterances that the caller heard no reply to before the next one.
  var unanswered: [Int] {
    let onsets = bench.cell.enter { bench.caller.onCell { $0.onsets.map(\.instant) } }
    let ends = script.speeches.dropFirst().map(\.start) + [script.hangUp]
    return zip(script.speeches, ends).enumerated().compactMap { index, window in
      onsets.contains { window.0.end < $0 && $0 < window.1 } ? nil : index
    }
  }

  /// The words of each of the caller's turns, as the agents have understood them.
  var understood: [[String]] {
    final.conversation.turns.compactMap { turn in
      if case .caller(let words) = turn { words } else { nil }
    }
  }

  /// What the caller said, but for an utterance that ended while nobody listened.
  var understandable: [[String]] {
    script.speeches.map { speech in
      let isLost = speech.start < left && left < speech.end && speech.end < joined
      return isLost ? [] : speech.utterance.words
    }
  }

  /// The sentences that the far end has reported as played, each once, in order.
  var finished: [String] {
    var texts: [String: String] = [:]
    var marks: [String] = []
    for entry in bench.entries {
      let mark = String(entry.detail.prefix { $0 != " " })
      if entry.isDeed && entry.verb == "synthesize" {
        texts[mark] = String(entry.detail.dropFirst(mark.count + 1))
      } else if !entry.isDeed && entry.verb == "played" && !marks.contains(mark) {
        marks.append(mark)
      }
    }
    return marks.compactMap { texts[$0] }
  }

  /// What the conversation says that the agents have said.
  var remembered: [String] {
    final.conversation.turns.flatMap { turn in
      if case .agent(let sentences) = turn { sentences } else { [String]() }
    }
  }

  /// What the first agent did or learned after it had gone, but for the end of what it had asked of
  /// the model, and for what the line said before there was a second agent.
  var afterlife: [SeamLog.Entry] {
    let line = ["speech started", "speech ended", "played", "cleared", "digit"]
    return bench.entries.filter { entry in
      guard entry.name == Self.first, entry.instant > left else { return false }
      if entry.isDeed { return true }
      if entry.verb == "generation cancelled" { return false }
      return !(line.contains(entry.verb) && entry.instant < joined)
    }
  }

  /// Reports to the second agent of audio that it has never played.
  var foreignReports: [SeamLog.Entry] {
    var played: Set<String> = []
    return bench.entries.filter { entry in
      guard entry.name == Self.second else { return false }
      let mark = String(entry.detail.prefix { $0 != " " })
      if entry.isDeed {
        if entry.verb == "play" { played.insert(mark) }
        return false
      }
      return ["played", "cleared"].contains(entry.verb) && !played.contains(mark)
    }
  }
}
