import SimCore
import Testing
import VoicePipeline

final class FakeMedia: MediaPath {
  func attach(_ agent: any AgentEventReceiver, observer: any CallObserver) {}
  func play(_ audio: any AudioStream, mark: PlaybackMark) {}
  func clear() {}
  func close(_ end: ConversationEnd) {}
}

@Suite("Call leg machine")
struct CallLegMachineTests {
  private static func run(_ events: [CallLegEvent]) -> (CallLegMachine, [String]) {
    var machine = CallLegMachine(ringTimeout: .seconds(25))
    var effects: [String] = []
    for (index, event) in events.enumerated() {
      let now = SimInstant(nanoseconds: Int64(index) * 1_000_000_000)
      effects += machine.handle(event, at: now).map(name)
    }
    return (machine, effects)
  }

  private static func name(_ effect: CallLegEffect) -> String {
    switch effect {
    case .invite: "invite"
    case .resume: "resume"
    case .startRingTimer(let time) where time != .seconds(25): "startRingTimer \(time)"
    case .startRingTimer: "startRingTimer"
    case .stopRingTimer: "stopRingTimer"
    case .cancel: "cancel"
    case .bye: "bye"
    case .setUp(.answered(let by, _)): "answered by \(by)"
    case .setUp(.ended(let outcome)): "ended \(outcome)"
    case .released: "released"
    }
  }

  @Test func `an answered leg lives until the far end hangs up`() {
    let (machine, effects) = Self.run([
      .dial, .carrier(.ringing), .carrier(.answered(.human, FakeMedia())), .carrier(.released),
    ])
    #expect(
      effects == ["invite", "startRingTimer", "stopRingTimer", "answered by human", "released"]
    )
    #expect(machine.state == .ended)
    #expect(machine.progressed == SimInstant(nanoseconds: 1_000_000_000))
  }

  @Test func `a leg that rings too long is cancelled as no answer`() {
    let (_, effects) = Self.run([.dial, .carrier(.ringing), .ringTimeout])
    #expect(effects == ["invite", "startRingTimer", "cancel", "ended noAnswer"])
  }

  @Test func `a 200 that crosses our CANCEL is hung up`() {
    let (_, effects) = Self.run([
      .dial, .carrier(.ringing), .ringTimeout, .carrier(.answered(.human, FakeMedia())),
    ])
    #expect(effects.last == "bye")
  }

  @Test func `a leg that is hung up twice says BYE once`() {
    let (_, effects) = Self.run([
      .dial, .carrier(.answered(.human, FakeMedia())), .hangUp, .hangUp, .carrier(.released),
    ])
    #expect(effects.filter { $0 == "bye" }.count == 1)
    #expect(!effects.contains("released"))
  }

  @Test(arguments: [
    (486, CallOutcome.busy), (404, .unobtainable), (480, .noAnswer), (603, .declined),
    (607, .declined), (503, .carrierFailure), (408, .carrierFailure), (429, .throttled),
  ])
  func `a final response becomes the outcome that it means`(code: Int, outcome: CallOutcome) {
    let (_, effects) = Self.run([
      .dial, .carrier(.rejected(SIPResponse(code), throttled: false)),
    ])
    #expect(effects.last == "ended \(outcome)")
  }

  /// A machine in a phase of its leg, handed over by way of its coded snapshot, and its effects.
  private static func resumed(
    after events: [CallLegEvent],
    _ rest: [CallLegEvent] = []
  ) throws -> [String] {
    var machine = try RoundTrip.copy(run(events).0)
    // One second later for each further event.
    return ([.resumed] + rest).enumerated().flatMap { index, event in
      let now = SimInstant(nanoseconds: Int64(events.count + index) * 1_000_000_000)
      return machine.handle(event, at: now).map(name)
    }
  }

  @Test func `a leg that is taken over asks its carrier how far it has come`() throws {
    #expect(try Self.resumed(after: []) == ["invite"])
    #expect(try Self.resumed(after: [.dial]) == ["resume"])
    let answer = CallLegEvent.carrier(.answered(.human, FakeMedia()))
    let rings: [CallLegEvent] = [.dial, .carrier(.ringing)]
    #expect(
      try Self.resumed(after: rings, [.carrier(.ringing), answer])
        == ["resume", "startRingTimer 24.0 seconds", "stopRingTimer", "answered by human"]
    )
    #expect(
      try Self.resumed(after: rings + [answer], [answer, .carrier(.released)])
        == ["resume", "answered by human", "released"]
    )
  }

  @Test func `a leg that is taken over too late ends as it would have`() throws {
    var machine = try RoundTrip.copy(Self.run([.dial, .carrier(.ringing)]).0)
    let late = SimInstant(nanoseconds: 60_000_000_000)
    #expect(
      machine.handle(.resumed, at: late).map(Self.name)
        == ["resume", "startRingTimer 0.0 seconds"]
    )
    #expect(
      machine.handle(.ringTimeout, at: late).map(Self.name) == ["cancel", "ended noAnswer"]
    )
    let gone = CallLegEvent.carrier(.released)
    let answered: [CallLegEvent] = [.dial, .carrier(.answered(.human, FakeMedia()))]
    #expect(try Self.resumed(after: answered, [gone]) == ["resume", "ended abandoned"])
    #expect(
      try Self.resumed(after: [.dial], [gone])
        == ["resume", "stopRingTimer", "ended carrierFailure"]
    )
    #expect(try Self.resumed(after: answered + [gone]).isEmpty)
  }

  @Test func `a 503 over the carrier's limit counts as throttled`() {
    let (_, effects) = Self.run([
      .dial, .carrier(.rejected(.serviceUnavailable, throttled: true)),
    ])
    #expect(effects.last == "ended throttled")
  }
}
