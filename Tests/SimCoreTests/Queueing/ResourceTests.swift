import SimCore
import Testing

@Suite("Resource")
struct ResourceTests {
  private struct Scene {
    let cell: Cell
    let journal = Journal()
    let resource: Resource

    init(
      mode: Cell.Mode = .hooked,
      capacity: Int = 1,
      _ discipline: QueueDiscipline = .arrival,
      queueLimit: Int? = nil
    ) {
      cell = Cell(seed: 1, mode: mode)
      resource = Resource(
        "desk",
        cell: cell,
        capacity: capacity,
        discipline: discipline,
        queueLimit: queueLimit
      )
    }

    @discardableResult
    func spawn(
      _ name: String,
      _ body: @escaping @Sendable (isolated Customer) async -> Void
    ) -> Task<Void, Never> {
      let customer = Customer(name, on: cell, journal)
      return cell.spawn { await body(customer) }
    }

    /// Runs to the end; both sides of Little's law must agree to the nanosecond.
    func run() -> [String] {
      cell.run()
      cell.enter {
        let statistics = resource.statistics
        #expect(statistics.queueGap == 0)
        #expect(statistics.useGap == 0)
      }
      return journal.all
    }
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `tasks are served in the order of their arrival`(mode: Cell.Mode) {
    let scene = Scene(mode: mode)
    let resource = scene.resource
    for name in ["a", "b", "c"] {
      scene.spawn(name) { await $0.visit(resource, for: .seconds(2)) }
    }
    #expect(
      scene.run() == [
        "0 s a granted after 0 s", "2 s a done", "2 s b granted after 2 s", "4 s b done",
        "4 s c granted after 4 s", "6 s c done",
      ]
    )
    #expect(scene.cell.taskCount == 0)
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `a task whose patience is over leaves the queue`(mode: Cell.Mode) {
    let scene = Scene(mode: mode)
    let resource = scene.resource
    scene.spawn("a") { await $0.visit(resource, for: .seconds(5)) }
    scene.spawn("b") { await $0.visit(resource, for: .seconds(5), patience: .seconds(3)) }
    scene.spawn("c") { await $0.visit(resource, for: .seconds(5), patience: .seconds(6)) }
    #expect(
      scene.run() == [
        "0 s a granted after 0 s", "3 s b reneged after 3 s", "5 s a done",
        "5 s c granted after 5 s", "10 s c done",
      ]
    )
    #expect(scene.cell.now == .milliseconds(10_000))
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `a cancelled task leaves the queue`(mode: Cell.Mode) {
    let scene = Scene(mode: mode)
    let resource = scene.resource
    scene.spawn("a") { await $0.visit(resource, for: .seconds(5)) }
    let b = scene.spawn("b") { await $0.visit(resource, for: .seconds(5)) }
    scene.spawn("c") { await $0.visit(resource, for: .seconds(5)) }
    scene.cell.after(.seconds(1)) { b.cancel() }
    #expect(
      scene.run() == [
        "0 s a granted after 0 s", "1 s b cancelled after 1 s", "5 s a done",
        "5 s c granted after 5 s", "10 s c done",
      ]
    )
  }

  @Test func `users without a task see the same as tasks`() {
    let scene = Scene(.preemptive)
    let cell = scene.cell
    let clerk = Clerk(scene.resource, scene.journal)
    cell.after(.seconds(0)) { clerk.visit(1, for: .seconds(5), priority: 1) }
    cell.after(.seconds(1)) {
      clerk.visit(2, for: .seconds(5), priority: 1, patience: .seconds(2))
    }
    cell.after(.seconds(2)) { clerk.visit(3, for: .seconds(5), priority: 0) }
    #expect(
      scene.run() == [
        "0 s 1 granted after 0 s", "2 s 3 granted after 0 s", "2 s 1 preempted, 3 s left",
        "3 s 2 reneged after 2 s", "7 s 3 done",
      ]
    )
  }

  @Test func `who finds units neither suspends nor queues an event, who waited has its own`() {
    let scene = Scene(capacity: 2)
    let cell = scene.cell
    let clerk = Clerk(scene.resource, scene.journal)
    cell.enter {
      for number in 1...2 { clerk.visit(UInt64(number), for: .seconds(1)) }
      #expect(cell.pendingCount == 2)
      for number in 3...5 { clerk.visit(UInt64(number), for: .seconds(1)) }
      #expect(cell.pendingCount == 2)
      #expect(scene.resource.queueLength == 3)
    }
    _ = scene.run()
    // Five ends of service, and a wake-up for each of the three who waited.
    #expect(cell.eventCount == 8)
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `a wait with patience costs one event, also for a task`(mode: Cell.Mode) {
    let scene = Scene(mode: mode, capacity: 0)
    let resource = scene.resource
    scene.spawn("a") { await $0.visit(resource, for: .zero, patience: .seconds(3)) }
    scene.spawn("b") { await $0.visit(resource, for: .zero, patience: .seconds(9)) }
    scene.cell.after(.seconds(5)) { resource.setCapacity(1) }
    #expect(
      scene.run() == ["3 s a reneged after 3 s", "5 s b granted after 5 s", "5 s b done"]
    )
    // Two spawns, the timer, two ends of waits and one of a hold.
    #expect(scene.cell.eventCount == 6)
  }

  @Test func `a full queue refuses, and no queue at all loses what cannot be served at once`() {
    let scene = Scene(queueLimit: 1)
    let clerk = Clerk(scene.resource, scene.journal)
    scene.cell.enter { for number in 1...3 { clerk.visit(UInt64(number), for: .seconds(1)) } }
    #expect(
      scene.run() == [
        "0 s 1 granted after 0 s", "0 s 3 refused", "1 s 1 done", "1 s 2 granted after 1 s",
        "2 s 2 done",
      ]
    )
  }

  @Test func `a cut of the capacity waits for units to come back, unless it preempts`() {
    let scene = Scene(capacity: 3)
    let resource = scene.resource
    let clerk = Clerk(resource, scene.journal)
    scene.cell.enter {
      for number in 1...5 { clerk.visit(UInt64(number), for: .seconds(2 * number)) }
    }
    scene.cell.after(.seconds(1)) {
      resource.setCapacity(1)
      #expect(resource.inUse == 3)
    }
    scene.cell.after(.seconds(5)) { resource.setCapacity(0, preempting: true) }
    scene.cell.after(.seconds(8)) { resource.setCapacity(2) }
    #expect(
      scene.run() == [
        "0 s 1 granted after 0 s", "0 s 2 granted after 0 s", "0 s 3 granted after 0 s",
        "2 s 1 done", "4 s 2 done", "5 s 3 preempted, 1 s left", "8 s 4 granted after 8 s",
        "8 s 5 granted after 8 s", "16 s 4 done", "18 s 5 done",
      ]
    )
    let statistics = scene.cell.enter { resource.statistics }
    // 3 s with 3 units less the cuts: 1 s of 3, 4 s of 1, 3 s of none, 10 s of 2.
    #expect(statistics.capacityArea == 27_000_000_000)
    #expect(statistics.use.area == 29_000_000_000)
  }

  @Test func `the head of the queue blocks those behind it`() {
    let scene = Scene(capacity: 3)
    let clerk = Clerk(scene.resource, scene.journal)
    scene.cell.enter {
      clerk.visit(1, 2, for: .seconds(2))
      clerk.visit(2, 2, for: .seconds(2), patience: .seconds(1))
      clerk.visit(3, 1, for: .seconds(2))
    }
    #expect(
      scene.run() == [
        "0 s 1 granted after 0 s", "1 s 2 reneged after 1 s", "1 s 3 granted after 1 s",
        "2 s 1 done", "3 s 3 done",
      ]
    )
  }

  @Test func `one urgent request may take the units of several holders`() {
    let scene = Scene(capacity: 4, .preemptive)
    let clerk = Clerk(scene.resource, scene.journal)
    scene.cell.enter {
      clerk.visit(1, 1, for: .seconds(9), priority: 1)
      clerk.visit(2, 1, for: .seconds(9), priority: 5)
      clerk.visit(3, 1, for: .seconds(9), priority: 3)
      clerk.visit(4, 1, for: .seconds(9), priority: 3)
    }
    scene.cell.after(.seconds(1)) { clerk.visit(5, 3, for: .seconds(1), priority: 2) }
    scene.cell.after(.seconds(3)) { clerk.visit(6, 4, for: .seconds(1), priority: 1) }
    #expect(
      scene.run() == [
        "0 s 1 granted after 0 s", "0 s 2 granted after 0 s", "0 s 3 granted after 0 s",
        "0 s 4 granted after 0 s", "1 s 5 granted after 0 s", "1 s 2 preempted, 8 s left",
        "1 s 4 preempted, 8 s left", "1 s 3 preempted, 8 s left", "2 s 5 done", "9 s 1 done",
        "9 s 6 granted after 6 s", "10 s 6 done",
      ]
    )
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `a grant that is taken away at the same instant is heard of, in that order`(
    mode: Cell.Mode
  ) {
    let scene = Scene(mode: mode, .preemptive)
    let resource = scene.resource
    let cell = scene.cell
    let clerk = Clerk(resource, scene.journal)
    cell.enter { clerk.visit(1, for: .seconds(5), priority: 1) }
    cell.after(.seconds(1)) { clerk.visit(2, for: .seconds(4), priority: 1) }
    scene.spawn("task") { await $0.visit(resource, at: .seconds(2), for: .seconds(4), priority: 1) }
    // Queued after the ends of the visits before, so each meets a unit that was given just now.
    cell.after(.seconds(5)) { clerk.visit(3, for: .seconds(1), priority: 0) }
    cell.after(.milliseconds(5_500)) {
      cell.after(.milliseconds(500)) { clerk.visit(4, for: .seconds(1), priority: 0) }
    }
    #expect(
      scene.run() == [
        "0 s 1 granted after 0 s", "5 s 1 done", "5 s 3 granted after 0 s",
        "5 s 2 granted after 4 s", "5 s 2 preempted, 4 s left", "6 s 3 done",
        "6 s 4 granted after 0 s", "6 s task granted after 4 s", "6 s task preempted, 4 s left",
        "7 s 4 done",
      ]
    )
    #expect(cell.taskCount == 0)
    cell.enter { #expect(resource.statistics.counts.preempted == 2) }
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `a holder whose task is cancelled keeps its unit until it gives it back`(mode: Cell.Mode) {
    let scene = Scene(mode: mode)
    let resource = scene.resource
    let task = scene.spawn("a") { await $0.visit(resource, for: .seconds(5)) }
    scene.spawn("b") { await $0.visit(resource, for: .seconds(5)) }
    scene.cell.after(.seconds(2)) { task.cancel() }
    #expect(
      scene.run() == [
        "0 s a granted after 0 s", "2 s a cancelled, 3 s left", "2 s b granted after 2 s",
        "7 s b done",
      ]
    )
  }

  @Test func `a task that is cancelled at the instant of a release leaves the unit to the next`() {
    let scene = Scene()
    let resource = scene.resource
    let cell = scene.cell
    let clerk = Clerk(resource, scene.journal)
    let b = scene.spawn("b") { await $0.visit(resource, for: .seconds(1)) }
    scene.spawn("c") { await $0.visit(resource, for: .seconds(1)) }
    // Queued before the end of the visit, so the release meets a waiter that is about to leave.
    cell.after(.seconds(5)) { b.cancel() }
    cell.enter { clerk.visit(1, for: .seconds(5)) }
    #expect(
      scene.run() == [
        "0 s 1 granted after 0 s", "5 s 1 done", "5 s b cancelled after 5 s",
        "5 s c granted after 5 s", "6 s c done",
      ]
    )
    cell.enter {
      #expect(resource.statistics.counts.withdrawn == 1)
      #expect(resource.statistics.counts.served == 2)
      #expect(resource.inUse == 0)
    }
  }

  @Test func `a void claim can be released in any case, and frees nobody else's unit`() {
    let scene = Scene()
    let resource = scene.resource
    let clerk = Clerk(resource, scene.journal)
    scene.cell.enter {
      guard case .granted(let first) = resource.request(for: clerk),
        case .waiting(let second) = resource.request(for: clerk)
      else {
        Issue.record("a free desk grants, a taken one lets wait")
        return
      }
      #expect(resource.release(second))
      #expect(!resource.release(second))
      #expect(resource.release(first))
      #expect(!resource.release(first))
      guard case .granted(let third) = resource.request(for: clerk) else { return }
      #expect(!resource.release(first))
      #expect(resource.inUse == 1)
      #expect(resource.release(third))
      #expect(resource.statistics.counts.withdrawn == 1)
    }
    #expect(scene.run() == [])
  }

  @Test func `a unit released by somebody else wakes the task that holds it`() {
    let scene = Scene()
    let resource = scene.resource
    let holder = Customer("a", on: scene.cell, scene.journal)
    scene.cell.spawn {
      guard case .granted(let claim) = await resource.acquire() else { return }
      scene.cell.after(.seconds(2)) { #expect(resource.release(claim)) }
      if case .preempted(let left) = await resource.hold(claim, for: .seconds(5)) {
        await holder.note("lost its unit, \(seconds(left)) left")
      }
    }
    #expect(scene.run() == ["2 s a lost its unit, 3 s left"])
  }

  @Test func `statistics start anew at the end of a warm-up, and count who is still there`() {
    let scene = Scene()
    let resource = scene.resource
    let clerk = Clerk(resource, scene.journal)
    let cell = scene.cell
    cell.enter { for number in 1...3 { clerk.visit(UInt64(number), for: .seconds(4)) } }
    cell.after(.seconds(6)) { resource.resetStatistics() }
    _ = scene.run()
    let statistics = cell.enter { resource.statistics }
    #expect(statistics.start == .milliseconds(6_000))
    #expect(statistics.end == .milliseconds(12_000))
    #expect(statistics.counts.arrivals == 0)
    #expect(statistics.counts.served == 1)
    // The third waited 8 s in all, 2 s of them since the reset.
    #expect(statistics.meanServedWait == .seconds(8))
    #expect(statistics.queue.area == 2_000_000_000)
    #expect(statistics.utilisation == 1)
    #expect(statistics.served(per: .seconds(60)) == 10)
  }

  @Test func `a shut-down ends every wait`() {
    let scene = Scene(capacity: 0)
    let resource = scene.resource
    for name in ["a", "b"] {
      scene.spawn(name) { await $0.visit(resource, for: .seconds(1), patience: .seconds(50)) }
      scene.spawn(name) { await $0.visit(resource, for: .seconds(1)) }
    }
    scene.cell.run(until: .milliseconds(1_000))
    #expect(scene.cell.shutdown() == 0)
    #expect(scene.journal.all.count == 4)
    scene.cell.enter {
      #expect(resource.queueLength == 0)
      #expect(resource.statistics.queueGap == 0)
    }
  }
}
