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
}
