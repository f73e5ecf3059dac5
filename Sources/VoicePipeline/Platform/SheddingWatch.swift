package import SimCore

/// What shedding came to.
package struct SheddingAccount: Sendable {
  /// 1 while calls are turned away.
  package var isShedding = ConcurrencyCurve()
  /// What has begun it, each time.
  package var causes: [SheddingSignal] = []
  /// Calls and dials that were turned away.
  package var turnedAway = 0

  package init() {}
}

/// Looks at the load every so often, and tells the router whether it may give slots out.
package actor SheddingWatch: CellActor {
  package nonisolated let cell: Cell
  private let router: PodRouter
  private let signal: @Sendable (SheddingSignal) -> Double?
  private let end: SimInstant
  private var shedder: LoadShedder
  private var curve = ConcurrencyCurve()
  /// Put in by a proof.
  private var probe: PlatformProbe?

  /// After `end` everybody is taken who still comes.
  package init(
    cell: Cell,
    _ rule: SheddingRule,
    router: PodRouter,
    until end: SimInstant,
    signal: @escaping @Sendable (SheddingSignal) -> Double?
  ) {
    self.cell = cell
    self.router = router
    self.end = end
    self.signal = signal
    shedder = LoadShedder(rule)
  }

  package func install(_ probe: PlatformProbe) { self.probe = probe }

  package func start() { look() }

  private func look() {
    guard cell.now < end else { return tell(false) }
    shedder.look(signal)
    tell(shedder.isShedding)
    after(shedder.rule.every) { $0.look() }
  }

  private func tell(_ isShedding: Bool) {
    curve.set(isShedding ? 1 : 0, at: cell.now)
    probe?.saw(.shedding(isShedding))
    router.onCell { $0.turnAway(isShedding) }
  }

  package var account: SheddingAccount {
    var account = SheddingAccount()
    account.isShedding = curve
    account.causes = shedder.causes
    account.turnedAway = router.onCell { $0.turnedAway }
    return account
  }
}
