/// A population that uses every construct of the language that could put two runs out of order.
///
/// Sleeps of equal length, task groups, cancelled sleeps of mixed priority, `async let`, streams,
/// replies, closure timers, stray priorities: all by draws. Whatever the threads, the hash seed,
/// the optimiser or the mode, one seed has to give one digest. The models of a scenario are banned
/// from most of this; the kernel holds it all the same.
///
/// One task at a time is awake within an event, or several that run the same code: so no order
/// hangs on the number of hops, which differs between builds.
package struct DeterminismModel: Sendable, Hashable {
  package var population: Int
  package var steps: Int

  package init(population: Int = 10_000, steps: Int = 20) {
    self.population = population
    self.steps = steps
  }

  /// About so many events, in the same proportions.
  package init(events: Int) {
    self.init(population: max(2, events / Self.eventsPerInhabitant))
  }

  private static let eventsPerInhabitant = 64

  /// Lives a seed, up to an instant; what the trace keeps changes nothing.
  package func run(
    seed: UInt64,
    mode: Cell.Mode = .working,
    keeping retention: TraceRetention = .none,
    until end: SimInstant = .distantFuture
  ) -> DeterminismOutcome {
    let cell = Cell(seed: seed, mode: mode)
    cell.keepTrace(retention)
    let inhabitants = (0..<population).map { Inhabitant(cell, $0) }
    for (index, inhabitant) in inhabitants.enumerated() {
      let neighbour = inhabitants[(index + 1) % inhabitants.count]
      let steps = UInt64(steps)
      cell.spawn { await inhabitant.live(steps, beside: neighbour) }
    }
    cell.run(until: end)
    let outcome = DeterminismOutcome(
      digest: cell.digest,
      windows: cell.traceWindows,
      kept: cell.trace.kept,
      events: cell.eventCount,
      records: cell.trace.count,
      jobs: cell.jobCount,
      unfinished: cell.taskCount
    )
    cell.shutdown()
    return outcome
  }

  /// The words of what an inhabitant records, by the number of its kind.
  package static func words(_ kind: UInt32) -> TraceWords? {
    Deed(rawValue: kind).map { TraceWords("\($0)", a: .count("step"), b: .count("value")) }
  }
}

/// What a run of the model leaves behind.
package struct DeterminismOutcome: Sendable {
  /// Of everything recorded and of the order of all events.
  package let digest: String
  package let windows: TraceWindows
  /// The events that the retention asked for.
  package let kept: [TraceEntry]
  package let events: UInt64
  package let records: UInt64
  /// Differs between builds and modes: the optimiser elides hops.
  package let jobs: UInt64
  /// Tasks that never ended; 0 in a sound kernel.
  package let unfinished: Int
}

/// What an inhabitant records; the numbers are part of the digest.
private enum Deed: UInt32 {
  case slept = 1
  case visited
  case grouped
  case cancelled
  case paired
  case heard
  case answered
  case rang
  case ranErrand
  case hopped
}

/// Lives its steps by the draws of its key.
private actor Inhabitant: CellActor {
  nonisolated let cell: Cell
  private nonisolated let index: UInt64
  private nonisolated let key: DrawKey
  private var visits: UInt64 = 0

  init(_ cell: Cell, _ index: Int) {
    self.cell = cell
    self.index = UInt64(index)
    key = cell.key.entity("inhabitant", UInt64(index))
  }

  func live(_ steps: UInt64, beside neighbour: Inhabitant) async {
    for step in 0..<steps {
      await nap(step, 0, .slept)
      switch key.below(9, .deed, step * 16) {
      case 0: await group(step)
      case 1: await groupWithCancellation(step)
      case 2: await pair(step)
      case 3: await listen(step)
      case 4: await ask(neighbour, step)
      case 5: ring(step)
      case 6: sendErrand(step)
      case 7: await hop(step)
      default: await neighbour.visit(by: index)
      }
    }
  }

  private nonisolated func record(_ deed: Deed, _ a: UInt64 = 0, _ b: UInt64 = 0) {
    cell.record(kind: deed.rawValue, entity: index + 1, a: a, b: b)
  }

  /// A multiple of half a millisecond, so that many end at one instant; sometimes none at all.
  private nonisolated func delay(_ step: UInt64, _ part: UInt64) -> Duration {
    .microseconds(key.below(8, .delay, step * 16 + part) * 500)
  }

  @discardableResult
  private func nap(_ step: UInt64, _ part: UInt64, _ deed: Deed) async -> UInt64 {
    do {
      try await clock.sleep(for: delay(step, part))
      record(deed, step, part)
    } catch {
      record(.cancelled, step, part)
    }
    return part
  }

  private func visit(by visitor: UInt64) {
    visits += 1
    record(.visited, visitor, visits)
  }

  private func group(_ step: UInt64) async {
    let sum = await withTaskGroup(of: UInt64.self) { group in
      for part in 1...3 as ClosedRange<UInt64> {
        group.addTask { await self.nap(step, part, .slept) }
      }
      var sum: UInt64 = 0
      for await part in group { sum = sum * 10 + part }
      return sum
    }
    record(.grouped, step, sum)
  }

  private func groupWithCancellation(_ step: UInt64) async {
    await withTaskGroup(of: Void.self) { group in
      for (part, priority) in [TaskPriority.background, .high, .low].enumerated() {
        group.addTask(priority: priority) { await self.doze(step, UInt64(part)) }
      }
      group.addTask { await self.nap(step, 4, .slept) }
      await group.next()
      group.cancelAll()
    }
    record(.grouped, step)
  }

  /// Sleeps for so long that only a cancellation ends it.
  private func doze(_ step: UInt64, _ part: UInt64) async {
    do {
      try await clock.sleep(for: .seconds(1_000_000))
      record(.slept, step, part)
    } catch {
      record(.cancelled, step, part)
    }
  }

  private func pair(_ step: UInt64) async {
    async let first = nap(step, 1, .slept)
    async let second = nap(step, 2, .slept)
    let parts = await (first, second)
    record(.paired, step, parts.0 + parts.1)
  }

  private func listen(_ step: UInt64) async {
    let (numbers, feed) = AsyncStream<UInt64>.makeStream()
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.tell(step, feed) }
      for await number in numbers { record(.heard, step, number) }
    }
  }

  private func tell(_ step: UInt64, _ feed: AsyncStream<UInt64>.Continuation) async {
    for part in 1...3 as ClosedRange<UInt64> {
      try? await clock.sleep(for: delay(step, part))
      feed.yield(part)
    }
    feed.finish()
  }

  private func ask(_ neighbour: Inhabitant, _ step: UInt64) async {
    let wait = delay(step, 1)
    let answer = await Reply<UInt64>.wait(on: cell) { reply in
      neighbour.after(wait) { reply.send($0.visits) }
    }
    record(.answered, step, answer)
  }

  private func ring(_ step: UInt64) {
    after(delay(step, 1)) { $0.record(.rang, step, 1) }
    let dropped = after(delay(step, 2)) { $0.record(.rang, step, 2) }
    after(delay(step, 3)) { one in
      one.record(.rang, step, one.cell.cancel(dropped) ? 3 : 4)
    }
  }

  /// A task that is cancelled in its sleep, or too late.
  private func sendErrand(_ step: UInt64) {
    let errand = cell.spawn { await self.nap(step, 1, .ranErrand) }
    after(delay(step, 2)) { _ in errand.cancel() }
  }

  private func hop(_ step: UInt64) async {
    await concurrentHop()
    await Task.yield()
    let plain = await PlainCounter().next(after: step)
    record(.hopped, step, plain)
  }
}

@concurrent private func concurrentHop() async {}

/// An actor without an executor of its own.
private actor PlainCounter {
  private var count: UInt64 = 1

  func next(after number: UInt64) -> UInt64 {
    count += number
    return count
  }
}

extension Purpose {
  fileprivate static let deed = Purpose("determinism.deed")
  fileprivate static let delay = Purpose("determinism.delay")
}
