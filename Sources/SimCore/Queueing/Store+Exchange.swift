extension Store {
  /// Which of the two queues somebody waits in.
  enum Side: UInt32 {
    case giver
    case taker
  }

  /// Takes an item in without waiting; false when there is neither a taker nor room.
  func accept(_ item: Item, _ priority: Int) -> Bool {
    let number = shelf.accept(item, rank: priority)
    if !handOver(number) {
      if shelf.count >= capacity {
        _ = shelf.giveOut(number)
        return false
      }
      shelf.put(number, at: cell.now)
    }
    counts.put += 1
    return true
  }

  /// The first item that passes, from the shelf or from a giver who waits for room.
  func takeNow(_ filter: Filter?) -> Item? {
    let number = shelf.take(where: filter, at: cell.now) ?? takeFromGiver(filter)
    guard let number else { return nil }
    counts.taken += 1
    refill()
    return shelf.giveOut(number)
  }

  func queue(_ item: Item, _ priority: Int, _ owner: WaitOwner) -> Int {
    let giver = givers.join(owner, at: cell.now)
    while offers.count <= giver { offers.append(0) }
    offers[giver] = shelf.accept(item, rank: priority)
    return giver
  }

  func queue(_ filter: Filter?, _ owner: WaitOwner) -> Int {
    let taker = takers.join(owner, at: cell.now)
    while parcels.count <= taker {
      parcels.append(nil)
      filters.append(nil)
    }
    filters[taker] = filter
    return taker
  }

  nonisolated(nonsending)
    func wait(_ number: Int, _ side: Side, _ patience: Duration?) async -> WaitEnd
  {
    let deadline = patience.map { cell.deadline(after: $0) } ?? .distantFuture
    let key = UInt32(truncatingIfNeeded: number) << 1 | side.rawValue
    return await cell.wait(at: self, key: key, until: deadline) { wait in
      onCell(with: (number, side, wait)) { $0.suspended($1.0, $1.1, $1.2) }
    }
  }

  /// Ends a giver's wait; the item of one who left goes with it.
  func endGiving(_ giver: Int, _ end: WaitEnd) -> Duration {
    if end != .called { _ = shelf.giveOut(offers[giver]) }
    count(end)
    return givers.end(giver, at: cell.now)
  }

  func endTaking(_ taker: Int, _ end: WaitEnd) -> (Item?, Duration) {
    count(end)
    let parcel = parcels[taker]
    parcels[taker] = nil
    filters[taker] = nil
    return (parcel.flatMap { shelf.giveOut($0) }, takers.end(taker, at: cell.now))
  }

  private func suspended(_ number: Int, _ side: Side, _ wait: WaitID) {
    switch side {
    case .giver: givers.suspended(number, wait)
    case .taker: takers.suspended(number, wait)
    }
  }

  private func count(_ end: WaitEnd) {
    switch end {
    case .called: break
    case .overdue: counts.reneged += 1
    case .cancelled: counts.withdrawn += 1
    }
  }

  /// Gives an item to the first waiting taker who accepts it.
  private func handOver(_ number: Int) -> Bool {
    var next = takers.first
    while let taker = next {
      next = takers.after(taker)
      if !shelf.passesFilter(number, filters[taker]) { continue }
      if takers.call(taker, on: cell) {
        parcels[taker] = number
        counts.taken += 1
        return true
      }
    }
    return false
  }

  private func takeFromGiver(_ filter: Filter?) -> Int? {
    var next = givers.first
    while let giver = next {
      next = givers.after(giver)
      guard shelf.passesFilter(offers[giver], filter), givers.call(giver, on: cell) else {
        continue
      }
      counts.put += 1
      return offers[giver]
    }
    return nil
  }

  /// Lets givers in while there is room; what they bring may be waited for.
  private func refill() {
    while shelf.count < capacity, let giver = givers.first {
      guard givers.call(giver, on: cell) else { continue }
      counts.put += 1
      if !handOver(offers[giver]) { shelf.put(offers[giver], at: cell.now) }
    }
  }
}

extension Store {
  func statistics(at now: SimInstant) -> StoreStatistics {
    StoreStatistics(
      counts: counts,
      items: shelf.ledger.level.summary(until: now),
      takers: takers.ledger.level.summary(until: now),
      givers: givers.ledger.level.summary(until: now),
      gaps: [shelf.ledger, takers.ledger, givers.ledger].map { $0.gap(at: now) }
    )
  }

  func reset() {
    counts = StoreCounts()
    shelf.restart(at: cell.now)
    takers.restart(at: cell.now)
    givers.restart(at: cell.now)
  }
}

extension Store: WaitPlace {
  package nonisolated func describeWait(_ key: UInt32) -> WaitDescription {
    onCell(with: key) { store, key in
      let place = "store \(store.name), \(store.shelf.count) items"
      let isTaker = Side(rawValue: key & 1) == .taker
      let line = isTaker ? store.takers : store.givers
      return line.describe(Int(key >> 1), place: isTaker ? place : place + ", which is full")
    }
  }

  package nonisolated func describeTasklessWaits() -> [WaitDescription] { [] }
}
