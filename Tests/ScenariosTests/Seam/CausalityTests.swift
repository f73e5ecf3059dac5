import Scenarios
import SimCore
import Testing
import VoicePipeline

/// Two worlds that are one until an instant, and what became of them.
private struct PartedWorlds {
  let parting: SimInstant
  /// Whether the caller was speaking when they parted.
  let isInSpeech: Bool
  let first: [SeamLog.Entry]
  let second: [SeamLog.Entry]

  init(agent: AgentSpec, seed: UInt64, foresight: Foresight? = nil) {
    let key = DrawKey(seed: seed)
    let script = CallerScript(key: key)
    parting = script.parting(key: key)
    isInSpeech = script.speech(at: parting) != nil
    first = Self.history(agent, script, seed, foresight)
    second = Self.history(agent, script.parted(after: parting, key: key), seed, foresight)
  }

  private static func history(
    _ agent: AgentSpec,
    _ script: CallerScript,
    _ seed: UInt64,
    _ foresight: Foresight?
  ) -> [SeamLog.Entry] {
    let bench = SeamBench(agent: agent, script: script, seed: seed)
    bench.join(as: "agent", foresight: foresight)
    bench.cell.run()
    #expect(bench.ends.count == 1, "seed \(seed)")
    let entries = bench.entries
    bench.cell.shutdown()
    return entries
  }

  /// The first entry of either world that the other one lacks.
  var difference: SeamLog.Entry? {
    let shared = zip(first, second).prefix { $0 == $1 }.count
    let rest = [first, second].compactMap { $0.dropFirst(shared).first }
    return rest.min { $0.instant < $1.instant }
  }

  /// The same, as long as no word of the difference can have reached the agent.
  var breach: SeamLog.Entry? {
    let horizon = parting.advanced(by: SeamBench.releaseDelay)
    return difference.flatMap { $0.instant <= horizon ? $0 : nil }
  }
}

@Suite("Causality")
struct CausalityTests {
  /// An agent that detects silence after a hangover, and whose model fails now and then.
  private static func agent() throws -> AgentSpec {
    let text = """
      duration: 1m
      load: {campaign: {leads: none.csv, rate: 60/h}}
      agent:
        greeting: Hello. How can I help you?
        vad_hangover: 200ms
        llm:
          preset: gpt-4o-mini
          failures: {refused: 2%, broken_off: 2%, hang: 2%, stall: 10%, stall_time: 2s}
      """
    return try WorldBench.scenario(text).agent
  }

  @Test func `worlds that differ only after an instant are the same to an agent until then`() throws
  {
    let agent = try Self.agent()
    var inSpeech = 0
    var different = 0
    var verbs: Set<String> = []
    for seed in 0..<1_000 as Range<UInt64> {
      let worlds = PartedWorlds(agent: agent, seed: seed)
      if let breach = worlds.breach {
        Issue.record("seed \(seed), parted at \(worlds.parting.nanoseconds): \(breach)")
      }
      if worlds.isInSpeech { inSpeech += 1 }
      if worlds.difference != nil { different += 1 }
      verbs.formUnion(worlds.first.map(\.verb))
    }
    // Worlds may part after the agent's last deed.
    #expect(different > 900, "\(different) of 1,000")
    #expect(inSpeech > 700, "\(inSpeech) of 1,000")
    // The calls are rich enough for the test to mean something.
    let expected: Set = [
      "speech started", "speech ended", "partial", "final", "digit", "text", "cleared",
      "played", "generation cancelled", "synthesis cancelled", "generation failed", "clear",
    ]
    #expect(expected.subtracting(verbs).isEmpty, "\(expected.subtracting(verbs).sorted())")
  }

  @Test func `a recognizer that knows the words to come is found out`() throws {
    let agent = try Self.agent()
    let caught = (0..<250 as Range<UInt64>).count { seed in
      PartedWorlds(agent: agent, seed: seed, foresight: .words).breach != nil
    }
    #expect(caught >= 150, "\(caught) of 250")
  }

  @Test func `a detector that knows the end to come is found out by what the agent does`() throws {
    let agent = try Self.agent()
    let caught = (0..<250 as Range<UInt64>).count { seed in
      PartedWorlds(agent: agent, seed: seed, foresight: .end).deedsOnly.breach != nil
    }
    #expect(caught >= 70, "\(caught) of 250")
  }
}

extension PartedWorlds {
  /// The same without what the agent learns.
  fileprivate var deedsOnly: PartedWorlds {
    PartedWorlds(
      parting: parting,
      isInSpeech: isInSpeech,
      first: first.filter(\.isDeed),
      second: second.filter(\.isDeed)
    )
  }

  private init(
    parting: SimInstant,
    isInSpeech: Bool,
    first: [SeamLog.Entry],
    second: [SeamLog.Entry]
  ) {
    self.parting = parting
    self.isInSpeech = isInSpeech
    self.first = first
    self.second = second
  }
}
