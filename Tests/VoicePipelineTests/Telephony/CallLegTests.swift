import SimCore
import Testing
import VoicePipeline

@Suite("Call leg")
struct CallLegTests {
  @Test func `who waits for the release of a leg is let go when the near end hangs up`() {
    let cell = Cell(seed: 1)
    let leg = CallLeg(
      cell: cell,
      attempt: CallAttempt(id: CallID(number: 1, key: 7), phone: 12_125_550_100, planned: .zero),
      carrier: RejectingCarrier(),
      ringTimeout: .seconds(20)
    )
    let hangsUp = watch(leg, on: cell)
    #expect(hangsUp.waiter != nil)
    // The simplest end that no release follows.
    cell.spawn { _ = await leg.connect() }
    _ = cell.run(until: .zero.advanced(by: .seconds(1)))
    #expect(hangsUp.waiter == nil)
  }

  /// Has somebody wait whom nothing else keeps.
  private func watch(_ leg: CallLeg, on cell: Cell) -> Watched {
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

/// A carrier whose every callee is busy.
private struct RejectingCarrier: Carrier {
  let name = "rejecting"

  func invite(_ attempt: CallAttempt, for leg: any CarrierEventReceiver) {
    leg.receive(.rejected(.busyHere, throttled: false))
  }

  func resume(_ call: CallID, for leg: any CarrierEventReceiver) {}
  func cancel(_ call: CallID) {}
  func hangUp(_ call: CallID) {}
}
