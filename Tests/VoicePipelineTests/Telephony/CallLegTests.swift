import SimCore
import Testing
import VoicePipeline

@Suite("Call leg")
struct CallLegTests {
  private let cell = Cell(seed: 1)

  @Test func `who waits for the release of a leg is let go when the near end hangs up`() {
    let leg = leg(on: OneAnswer(event: .answered(.human, FakeMedia())))
    let watched = watch(leg)
    cell.spawn { _ = await leg.connect() }
    run(to: 1)
    #expect(watched.waiter != nil, "the far end may still release the leg")
    cell.enter { leg.onCell { $0.hangUp() } }
    withExtendedLifetime(leg) { #expect(watched.waiter == nil) }
  }

  @Test func `who waits for the release of a leg is let go when it never comes about`() {
    let leg = leg(on: OneAnswer(event: .rejected(CarrierRefusal(.busyHere))))
    let watched = watch(leg)
    #expect(watched.waiter != nil)
    cell.spawn { _ = await leg.connect() }
    run(to: 1)
    withExtendedLifetime(leg) { #expect(watched.waiter == nil) }
  }

  private func leg(on carrier: OneAnswer) -> CallLeg {
    CallLeg(
      cell: cell,
      attempt: CallAttempt(id: CallID(number: 1, key: 7), phone: 12_125_550_100, planned: .zero),
      carrier: carrier,
      timeouts: LegTimeouts(ring: .seconds(20))
    )
  }

  private func run(to second: Int) {
    _ = cell.run(until: .zero.advanced(by: .seconds(second)))
  }

  /// Has somebody wait whom nothing else keeps.
  private func watch(_ leg: CallLeg) -> Watched {
    let waiter = Waiter()
    cell.enter { leg.onCell { leg in leg.whenReleased { waiter.released() } } }
    return Watched(waiter: waiter)
  }
}

private final class Waiter: Sendable {
  func released() {}
}

private struct Watched: Sendable {
  weak let waiter: Waiter?
}

/// A carrier with one answer to every call.
private struct OneAnswer: Carrier {
  let name = "one answer"
  let event: CarrierEvent

  func invite(_ attempt: CallAttempt, for leg: any CarrierEventReceiver) { leg.receive(event) }
  func resume(_ call: CallID, for leg: any CarrierEventReceiver) {}
  func cancel(_ call: CallID) {}
  func hangUp(_ call: CallID) {}
}
