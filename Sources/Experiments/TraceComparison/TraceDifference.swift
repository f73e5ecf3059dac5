package import SimCore

/// Where two runs part, event by event.
package struct TraceDifference: Sendable {
  /// One of the two runs.
  package struct Run: Sendable {
    /// As the user named it.
    package var name: String
    package var seed: UInt64
    package var start: UnixInstant

    package init(name: String, seed: UInt64, start: UnixInstant) {
      self.name = name
      self.seed = seed
      self.start = start
    }
  }

  /// The first event that the runs do not share: what each has in its place.
  ///
  /// Nil on the side of a run that has ended.
  package struct Parting: Sendable {
    package var first: TraceEntry?
    package var second: TraceEntry?
  }

  /// The two runs, as they were named.
  package var runs: (first: Run, second: Run)
  /// Where they part, the kernel's own events included.
  package var parting: Parting
  /// Where the events part that the models recorded; nil when none differs, or for one call.
  package var recorded: Parting?
  /// The last events that both share, oldest first.
  package var before: [TraceEntry]
  /// Kernel events and recorded events that are equal before the runs part; nil for one call only.
  package var equal: (events: UInt64, records: UInt64)?
  /// The window of simulated time that the calls were compared in; nil for one call only.
  package var window: Range<SimInstant>?
  /// Calls whose recorded events differ by the end of the window, in order.
  package var calls: [UInt64]

  /// The earlier of the two instants at which the runs part.
  package var instant: SimInstant {
    let times = [parting.first, parting.second].compactMap { $0?.event.time }
    return times.min() ?? .zero
  }
}

/// What a comparison of two traces came to.
package enum TraceVerdict: Sendable {
  /// Every event is the same; kernel events and recorded events of each, nil for one call only.
  case equal(first: String, second: String, events: UInt64?, records: UInt64)
  case different(TraceDifference)
}

/// Two lists of kept events, walked side by side.
package struct TracePair: Sendable {
  let first: [TraceEntry]
  let second: [TraceEntry]

  package init(first: [TraceEntry], second: [TraceEntry]) {
    self.first = first
    self.second = second
  }

  /// The place of the first event that differs; nil when one list begins with the other and they
  /// are equally long.
  ///
  /// What a kernel event woke is no part of the comparison: the digests do not cover it either.
  package var parting: Int? {
    let common = min(first.count, second.count)
    if let at = (0..<common).first(where: { first[$0].event != second[$0].event }) { return at }
    return first.count == second.count ? nil : common
  }

  /// Both sides at a place.
  func entries(at place: Int) -> TraceDifference.Parting {
    TraceDifference.Parting(
      first: place < first.count ? first[place] : nil,
      second: place < second.count ? second[place] : nil
    )
  }

  /// Entities whose events differ, in rising order.
  package var entitiesThatDiffer: [UInt64] {
    let mine = Self.byEntity(first)
    let theirs = Self.byEntity(second)
    var found: [UInt64] = []
    var (left, right) = (mine[...], theirs[...])
    while let entity = [left.first?.entity, right.first?.entity].compactMap(\.self).min() {
      let one = left.first?.entity == entity ? left.removeFirst().events : []
      let other = right.first?.entity == entity ? right.removeFirst().events : []
      if one != other { found.append(entity) }
    }
    return found
  }

  /// The recorded events of each entity in their order; by rising entity, nobody's left out.
  private static func byEntity(
    _ entries: [TraceEntry]
  ) -> [(entity: UInt64, events: [EventTrace.Event])] {
    let ordered = entries.enumerated().filter {
      !$0.element.isKernel && $0.element.event.entity != 0
    }
    .sorted { ($0.element.event.entity, $0.offset) < ($1.element.event.entity, $1.offset) }
    var groups: [(entity: UInt64, events: [EventTrace.Event])] = []
    for (_, entry) in ordered {
      if groups.last?.entity == entry.event.entity {
        groups[groups.count - 1].events.append(entry.event)
      } else {
        groups.append((entry.event.entity, [entry.event]))
      }
    }
    return groups
  }
}
