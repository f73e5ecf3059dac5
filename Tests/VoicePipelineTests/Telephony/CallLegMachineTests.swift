import SimCore
import Testing
import VoicePipeline

private final class FakeMedia: MediaPath {
  func attach(_ agent: any AgentEventReceiver, observer: any CallObserver) {}
  func play(_ audio: any AudioStream, mark: PlaybackMark) {}
  func clear() {}
  func close() {}
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

  @Test func `a 503 over the carrier's limit counts as throttled`() {
    let (_, effects) = Self.run([
      .dial, .carrier(.rejected(.serviceUnavailable, throttled: true)),
    ])
    #expect(effects.last == "ended throttled")
  }
}
