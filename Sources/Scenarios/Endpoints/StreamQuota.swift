package import SimCore

/// What a project may have open with one endpoint: streams or work in progress, and connections.
package struct StreamQuota: Sendable {
  /// Streams or pieces of work; nil for no bound.
  package let work: Resource?
  /// How long one more waits; nil where it is refused at once.
  package let patience: Duration?
  package let connections: Resource?

  init(_ name: EntityName, cell: Cell, quota: QuotaSpec?) {
    patience = quota.flatMap { $0.wait > .zero ? $0.wait : nil }
    let queueLimit = patience == nil ? 0 : nil
    work = quota?.concurrent.map {
      Resource(name, cell: cell, capacity: $0, queueLimit: queueLimit)
    }
    connections = quota?.connections.map {
      Resource(name, cell: cell, capacity: $0, queueLimit: 0)
    }
  }

  /// Asks for a place; while a fault cuts the quota, only so much of it is given out.
  func request(
    for user: any ResourceUser,
    argument: UInt64 = 0,
    factor: Double = 1
  ) -> Entry? {
    guard let work else { return nil }
    if factor < 1, work.inUse >= Int(Double(work.capacity) * factor) { return .refused }
    return work.request(for: user, argument: argument, patience: patience)
  }
}
