package import SimCore
package import VoicePipeline

/// A database of calls with a hot row: the counter of each campaign.
///
/// A transaction travels to the store, inserts its rows, takes the counters of its campaigns in
/// their order (so that no two wait for each other), holds them until its commit, and travels back.
/// Each lock is granted in the order of its requests.
package actor SimulatedOutcomeStore: CellActor {
  package nonisolated let cell: Cell
  private let spec: OutcomeStoreSpec
  /// Nil for a store that is always well.
  private let health: EndpointHealth?
  /// By campaign, and at last that of inbound calls.
  private let counters: [Resource]
  package private(set) var use = OutcomeStoreUse()

  package init(cell: Cell, spec: OutcomeStoreSpec, campaigns: Int, health: EndpointHealth? = nil) {
    self.health = health
    self.cell = cell
    self.spec = spec
    counters = (0...campaigns).map {
      Resource(EntityName("outcome counter", $0), cell: cell, capacity: 1)
    }
  }

  private func commit(_ batch: OutcomeBatch) async -> PortFailure? {
    let key = cell.key.entity(.batch, UInt64(batch.rows[0].call))
    let attempt = UInt64(batch.attempt)
    let travel = spec.latency.sample(key.bits(.travel, attempt)) / 2
    let effect = health?.effect(at: cell.now) ?? .none
    guard !effect.isDown else {
      await pass(travel * 2)
      return .unreachable
    }
    await pass(travel + (spec.rowTime * batch.rows.count).scaled(by: effect.latencyFactor))
    var failure: PortFailure?
    let failureShare = 1 - (1 - spec.failureShare) * (1 - effect.errorShare)
    if key.chance(failureShare, .writeFailure, attempt) {
      failure = .refused(code: 500)
    } else {
      failure = await raiseCounters(of: batch)
    }
    use.transactions += 1
    await pass(travel)
    return failure
  }

  /// Takes the counters of a batch, and gives them back at its commit; nil unless one is not to be
  /// had in time.
  private func raiseCounters(of batch: OutcomeBatch) async -> PortFailure? {
    let wanted = batch.rows.map { $0.campaign ?? counters.count - 1 }
    let places = counters.indices.filter { wanted.contains($0) }
    var held: [(counter: Resource, claim: Claim)] = []
    var failure: PortFailure?
    for place in places {
      let asked = cell.now
      let admission = await counters[place].acquire(patience: spec.lockTimeout)
      let wait = asked.duration(to: cell.now)
      use.lockWaits.record(wait)
      use.contended += wait > .zero ? 1 : 0
      guard case .granted(let claim) = admission else {
        use.lockTimeouts += 1
        failure = .timedOut
        break
      }
      held.append((counters[place], claim))
    }
    // A disk that is slow keeps the row locked for as much longer.
    let slow = health?.effect(at: cell.now).latencyFactor ?? 1
    if failure == nil { await pass(spec.rowLock.scaled(by: slow)) }
    for (counter, claim) in held { _ = counter.release(claim) }
    return failure
  }

  private func pass(_ time: Duration) async {
    guard time > .zero else { return }
    await Reply<Void>.wait(on: cell) { reply in
      after(time) { _ in reply.send(()) }
    }
  }
}

extension SimulatedOutcomeStore: OutcomeStore {
  package nonisolated func write(_ batch: OutcomeBatch, _ reply: Reply<PortFailure?>) {
    cell.spawn { reply.send(await self.commit(batch)) }
  }
}

extension EntityKind {
  fileprivate static let batch = EntityKind("outcome batch")
}

extension Purpose {
  fileprivate static let travel = Purpose("outcomes.travel")
  fileprivate static let writeFailure = Purpose("outcomes.failure")
}
