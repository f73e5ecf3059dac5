internal import SimCore

// The pod of a call, where pods come and go.
extension Call {
  /// The slot that was kept, or one that is found now; nil when there is none.
  func place() async -> PodSlot? {
    let router = desk.router
    guard let host = desk.host else {
      if let slot { return slot }
      let found = router.onCell { $0.acquire() }
      if let found { hold(found) }
      return found
    }
    let isStaleUsed = desk.probe?.defect == .staleSlotUsed
    if let slot, isStaleUsed || router.onCell({ $0.isHeld(slot) }) {
      return await beforeItStops(nearer(than: slot, by: host), by: host)
    }
    // The pod that kept one has gone meanwhile.
    slot = nil
    let found = await router.place(routed(by: host))
    if let found { hold(found) }
    return found
  }

  /// Another slot than one on a pod that was told to stop, and would cut the conversation off; the
  /// kept one while there is no other.
  private func beforeItStops(_ kept: PodSlot?, by host: any PodHost) async -> PodSlot? {
    guard let kept else { return nil }
    let (router, call) = (desk.router, routed(by: host))
    if desk.probe?.defect == .stoppingUsed { return kept }
    guard router.onCell({ !$0.isOpen(kept.pod) && $0.isHeld(kept) && $0.hasSlot(for: call) })
    else { return kept }
    guard let other = await router.place(call) else {
      return router.onCell { $0.isHeld(kept) } ? kept : nil
    }
    router.onCell { $0.release(kept) }
    hold(other)
    return other
  }

  /// A slot in a nearer region than that of the kept one; nil where that one may not be used.
  private func nearer(than kept: PodSlot, by host: any PodHost) -> PodSlot? {
    let call = routed(by: host)
    let slot = desk.router.onCell { $0.exchange(kept, for: call) }
    if let slot, slot != kept { hold(slot) }
    return slot
  }

  /// The slot is the call's own from now on.
  func hold(_ slot: PodSlot) {
    desk.probe?.saw(.slotHeld(attempt.id, pod: slot.pod, grant: slot.grant))
  }

  /// How often the call is written down.
  var recordings: Int {
    guard let defect = desk.probe?.defect, attempt.id.number % 7 == 0 else { return 1 }
    switch defect {
    case .recordForgotten: return 0
    case .recordTwice: return 2
    default: return 1
    }
  }

  /// Where the media comes in: with the carrier, or near the person where that is nowhere.
  var origin: CallOrigin {
    let carrier = desk.carriers.onCell { [route] in $0.region(of: route) }
    return CallOrigin(entry: carrier ?? attempt.region, home: attempt.region)
  }

  /// What the choice of a pod may go by.
  func routed(by host: any PodHost) -> RoutedCall {
    RoutedCall(
      affinity: affinity,
      weight: host.weight(of: attempt.id),
      tenant: desk.tenant(of: attempt.lead?.campaign),
      origin: origin
    )
  }

  /// Runs `stop` if the pod of a conversation dies.
  func stopIfLost(_ slot: PodSlot, _ stop: @escaping @Sendable () -> Void) {
    guard desk.host != nil else { return }
    desk.router.onCell { router in
      router.watch(slot) { [self] in
        onCell { $0.isPodLost = true }
        stop()
      }
    }
  }

  /// The same for all attempts to reach one person.
  private var affinity: UInt64 {
    guard let lead = attempt.lead else { return attempt.id.key }
    return Mix.draw(Mix.finish(UInt64(lead.campaign) + 1), UInt64(lead.index))
  }
}
