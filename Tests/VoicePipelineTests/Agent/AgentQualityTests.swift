import SimCore
import Testing
import VoicePipeline

@Suite("Agent machine on a bad line")
struct AgentQualityTests {
  private func bench(
    _ action: QualityAlarmRule.Action,
    _ change: (inout AgentSettings) -> Void = { _ in }
  ) -> AgentBench {
    var settings = AgentSettings(
      endpointing: .milliseconds(500),
      greeting: nil,
      instructionTokens: 100
    )
    settings.qualityAlarm = QualityAlarmRule(scoreMin: 3.1, action: action)
    settings.qualityAlarm?.confirmation = "Did you say:"
    settings.qualityAlarm?.callback = "We call back."
    change(&settings)
    var bench = AgentBench()
    bench.machine = AgentMachine(settings: settings)
    bench.send(.connected)
    return bench
  }

  private let bad = AgentEvent.media(.qualityDropped(OpinionScore(2.4)))
  private let good = AgentEvent.media(.qualityRecovered(OpinionScore(4)))

  /// The caller says yes, and an alarm comes while it is said.
  private func hear(_ bench: inout AgentBench, _ events: [AgentEvent]) {
    bench.send(.media(.speechStarted(FakeAudio())))
    for event in events { bench.send(event, after: .seconds(9)) }
    bench.finishTurn(["yes"])
  }

  @Test func `an alarm that nothing follows is written down, and the turn is answered`() {
    var bench = bench(.none)
    bench.send(.media(.speechStarted(FakeAudio())))
    bench.send(bad, after: .seconds(9))
    #expect(bench.notes.first?.hasPrefix("lineTurned") == true)
    #expect(bench.effects.isEmpty)
    bench.finishTurn(["yes"])
    #expect(bench.effects.contains { $0.hasPrefix("generate 1 yes") })
  }

  @Test func `the turn is asked back once, and the next one is answered`() {
    var bench = bench(.confirm)
    hear(&bench, [bad])
    #expect(bench.effects == ["synthesize 1.0 Did you say: yes?"])
    let mark = PlaybackMark(request: 1, sentence: 0)
    bench.send(.synthesis(mark, .audio(FakeAudio())))
    bench.send(.media(.played(mark)), after: .seconds(2))
    #expect(bench.machine.phase == .listening)
    hear(&bench, [])
    #expect(bench.effects.contains { $0.hasPrefix("generate 2 yes") })
  }

  @Test func `a line that has recovered in time is not asked about`() {
    var bench = bench(.confirm)
    hear(&bench, [bad, good])
    #expect(bench.effects.contains { $0.hasPrefix("generate 1 yes") })
  }

  @Test func `a callback is promised when the turn is over, and ends the call once it is heard`() {
    var bench = bench(.callback)
    hear(&bench, [bad])
    #expect(bench.effects == ["synthesize 1.0 We call back."])
    #expect(bench.notes.contains("callbackPromised"))
    let mark = PlaybackMark(request: 1, sentence: 0)
    bench.send(.synthesis(mark, .audio(FakeAudio())))
    bench.send(.media(.played(mark)), after: .seconds(2))
    #expect(bench.effects.last == "finish callback")
  }

  @Test func `a silent caller hears of the callback at once`() {
    var bench = bench(.callback)
    bench.send(bad, after: .seconds(3))
    #expect(bench.effects == ["synthesize 1.0 We call back."])
  }

  @Test func `a reply in progress is said to its end before the callback is promised`() {
    var bench = bench(.callback)
    bench.askOneQuestion()
    bench.answerOneSentence()
    bench.send(bad)
    #expect(bench.effects.isEmpty)
    bench.send(.generation(request: 1, .completed(outputTokens: 1)))
    bench.send(.media(.played(PlaybackMark(request: 1, sentence: 0))), after: .seconds(1))
    #expect(bench.effects == ["synthesize 2.0 We call back."])
    #expect(bench.machine.phase == .thinking)
  }

  @Test func `speech that turns out to be nothing does not put the callback off`() {
    var bench = bench(.callback)
    bench.send(.media(.speechStarted(FakeAudio())))
    bench.send(bad, after: .seconds(9))
    bench.finishTurn([])
    #expect(bench.effects == ["synthesize 1.0 We call back."])
  }

  @Test func `what is still to be done about the line outlives a change of pods`() {
    var bench = bench(.confirm)
    bench.send(.media(.speechStarted(FakeAudio())))
    bench.send(bad, after: .seconds(9))
    var other = AgentBench()
    other.machine = bench.machine
    other.now = bench.now
    other.finishTurn(["yes"])
    #expect(other.effects == ["synthesize 1.0 Did you say: yes?"])
  }
}
