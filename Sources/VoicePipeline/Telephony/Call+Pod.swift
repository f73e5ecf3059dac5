internal import SimCore

// The pod of a call, where pods come and go.
extension Call {
  /// The slot that was kept, or one that is found now; nil when there is none.
  func place() async -> PodSlot? {
    guard let host = desk.host else { return slot ?? desk.router.onCell { $0.acquire() } }
    let router = desk.router
    if let slot, router.onCell({ $0.isHeld(slot) }) { return slot }
    // The pod that kept one has gone meanwhile.
    slot = nil
    return await router.place(routed(by: host))
  }

  /// What the choice of a pod may go by.
  func routed(by host: any PodHost) -> RoutedCall {
    RoutedCall(
      affinity: affinity,
      weight: host.weight(of: attempt.id),
      tenant: desk.tenant(of: attempt.lead?.campaign)
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
