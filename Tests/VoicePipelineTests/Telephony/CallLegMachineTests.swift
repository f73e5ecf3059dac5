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
  /// What a dial has wanted done when it rings.
  private static let ringing = ["invite", "invite timer 2 s", "ring timer 25 s"]
  private static let timeouts = LegTimeouts(invite: .seconds(2), ring: .seconds(25))

  private static func run(_ events: [CallLegEvent]) -> (CallLegMachine, [String]) {
    var machine = CallLegMachine(timeouts)
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
    case .refusedLate(let refusal): "refused late \(refusal.response.code)"
    case .resume: "resume"
    case .startTimer(let timer, let time): "\(timer) timer \(time.nanoseconds / 1_000_000_000) s"
    case .stopTimer: "stop timer"
    case .cancel: "cancel"
    case .bye: "bye"
    case .discard: "discard media"
    case .setUp(.answered(let by, _)): "answered by \(by)"
    case .detected(let news): "detected \(news)"
    case .setUp(.ended(let ending)): "ended \(ending.outcome)"
    case .released: "released"
    }
  }

  @Test func `an answered leg lives until the far end hangs up`() {
    let (machine, effects) = Self.run([
      .dial, .carrier(.ringing), .carrier(.answered(.human, FakeMedia())), .carrier(.released),
    ])
    #expect(
      effects == Self.ringing + ["stop timer", "answered by human", "released"]
    )
    #expect(machine.state == .ended)
    #expect(machine.progressed == SimInstant(nanoseconds: 1_000_000_000))
  }

  @Test func `a leg that rings too long is cancelled as no answer`() {
    let (_, effects) = Self.run([.dial, .carrier(.ringing), .timeout(.ring)])
    #expect(effects == Self.ringing + ["cancel", "ended noAnswer"])
  }

  @Test func `a 200 that crosses our CANCEL is hung up`() {
    let (_, effects) = Self.run([
      .dial, .carrier(.ringing), .timeout(.ring), .carrier(.answered(.human, FakeMedia())),
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
      .dial, .carrier(.rejected(CarrierRefusal(SIPResponse(code)))),
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
    #expect(try Self.resumed(after: []) == ["invite", "invite timer 2 s"])
    #expect(try Self.resumed(after: [.dial]) == ["resume", "invite timer 2 s"])
    #expect(
      try Self.resumed(after: [.dial, .carrier(.trying)]) == ["resume", "setup timer 181 s"]
    )
    let answer = CallLegEvent.carrier(.answered(.human, FakeMedia()))
    let rings: [CallLegEvent] = [.dial, .carrier(.ringing)]
    #expect(
      try Self.resumed(after: rings, [.carrier(.ringing), answer])
        == ["resume", "ring timer 24 s", "stop timer", "answered by human"]
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
        == ["resume", "ring timer 0 s"]
    )
    #expect(
      machine.handle(.timeout(.ring), at: late).map(Self.name) == ["cancel", "ended noAnswer"]
    )
    let gone = CallLegEvent.carrier(.released)
    let answered: [CallLegEvent] = [.dial, .carrier(.answered(.human, FakeMedia()))]
    #expect(try Self.resumed(after: answered, [gone]) == ["resume", "ended abandoned"])
    #expect(
      try Self.resumed(after: [.dial], [gone])
        == ["resume", "invite timer 2 s", "stop timer", "ended carrierFailure"]
    )
    #expect(try Self.resumed(after: answered + [gone]).isEmpty)
  }

  @Test func `a 503 over the carrier's limit counts as throttled`() {
    let (_, effects) = Self.run([
      .dial, .carrier(.rejected(CarrierRefusal(.serviceUnavailable, isThrottled: true))),
    ])
    #expect(effects.last == "ended throttled")
  }

  @Test func `a carrier that says nothing is given up in time, and one that tries is not`() {
    let (silent, effects) = Self.run([.dial, .timeout(.invite)])
    #expect(silent.state == .ended)
    #expect(silent.progressed == nil)
    #expect(effects.suffix(2) == ["stop timer", "ended carrierFailure"])
    let (trying, rest) = Self.run([.dial, .carrier(.trying), .timeout(.invite)])
    #expect(trying.state == .proceeding)
    #expect(rest.last == "setup timer 181 s")
    let (lost, ended) = Self.run([.dial, .carrier(.trying), .timeout(.setup)])
    #expect(lost.state == .ended)
    #expect(ended.suffix(3) == ["cancel", "stop timer", "ended carrierFailure"])
  }

  @Test func `a leg that its carrier queues is given as long as that takes`() {
    let (queued, effects) = Self.run([.dial, .carrier(.queued), .timeout(.invite)])
    #expect(queued.state == .queued)
    #expect(effects.last == "stop timer")
    let (_, rest) = Self.run([.dial, .carrier(.queued), .carrier(.trying), .carrier(.ringing)])
    #expect(rest.suffix(2) == ["setup timer 181 s", "ring timer 25 s"])
  }

  @Test func `a dial that was given up does not ring on when it is heard of late`() {
    for late in [CarrierEvent.trying, .ringing] {
      let (_, effects) = Self.run([.dial, .timeout(.invite), .carrier(late)])
      #expect(effects.last == "cancel")
    }
    let answer = CallLegEvent.carrier(.answered(.human, FakeMedia()))
    #expect(Self.run([.dial, .timeout(.invite), answer]).1.last == "bye")
  }

  @Test func `what a leg hears after it was given up in silence is not lost`() {
    #expect(!Self.run([.dial, .timeout(.invite), .carrier(.trying)]).0.hasRungLate)
    #expect(Self.run([.dial, .timeout(.invite), .carrier(.ringing)]).0.hasRungLate)
    let answer = CallLegEvent.carrier(.answered(.human, FakeMedia()))
    #expect(Self.run([.dial, .timeout(.invite), answer]).0.hasRungLate)
    let refusal = CarrierRefusal(SIPResponse(429), isThrottled: true, retryAfter: .seconds(30))
    let late = CallLegEvent.carrier(.rejected(refusal))
    #expect(Self.run([.dial, .timeout(.invite), late]).1.last == "refused late 429")
  }

  private static func ending(_ events: [CallLegEvent]) -> LegEnding? {
    var machine = CallLegMachine(timeouts)
    let effects = events.flatMap { machine.handle($0, at: .zero) }
    for case .setUp(.ended(let ending)) in effects { return ending }
    return nil
  }

  @Test(arguments: [
    (408, true), (480, true), (503, true), (504, true), (404, false), (486, false), (603, false),
    (607, false),
  ])
  func `a dial goes elsewhere where another carrier may do better`(code: Int, goes: Bool) {
    let refusal = CallLegEvent.carrier(.rejected(CarrierRefusal(SIPResponse(code))))
    #expect(Self.ending([.dial, refusal])?.mayGoElsewhere == goes)
    #expect(Self.ending([.dial, .carrier(.trying), refusal])?.mayGoElsewhere == goes)
    // The phone has rung: whoever is there must not be rung twice.
    #expect(Self.ending([.dial, .carrier(.ringing), refusal])?.mayGoElsewhere == false)
  }

  @Test func `silence lets a dial go elsewhere, an ambiguous end does not`() {
    #expect(Self.ending([.dial, .timeout(.invite)])?.mayGoElsewhere == true)
    #expect(Self.ending([.dial, .carrier(.trying), .carrier(.released)])?.mayGoElsewhere == false)
    #expect(Self.ending([.dial, .carrier(.ringing), .timeout(.ring)])?.mayGoElsewhere == false)
    let unheard: [CallLegEvent] = [.dial, .carrier(.trying), .timeout(.setup)]
    #expect(Self.ending(unheard)?.mayGoElsewhere == false)
    let full = CarrierRefusal(SIPResponse(403), isThrottled: true)
    #expect(Self.ending([.dial, .carrier(.rejected(full))])?.mayGoElsewhere == true)
  }
}
