import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Snapshot and resume")
struct SnapshotTests {
  private static let delays: [Duration] = [.zero, .milliseconds(300), .seconds(2)]

  @Test(arguments: AgentPhase.allCases, SnapshotTests.delays)
  func `a conversation that its agent has left goes on to its planned end`(
    phase: AgentPhase,
    delay: Duration
  ) throws {
    let takeover = try Takeover(in: phase, joiningAfter: delay)
    let ends = takeover.bench.ends
    #expect(ends.map(\.name) == [Takeover.first, Takeover.second])
    #expect(ends.map(\.end) == [.abandoned, .released])
    #expect(takeover.final.phase == .ended)
    #expect(takeover.unanswered.isEmpty, "the caller's utterances without an answer")
    #expect(takeover.understood == takeover.understandable)
    let finished = takeover.finished
    #expect(finished.count >= 4, "\(finished)")
    // Of a reply that was cut, the part that was heard is remembered too.
    let isCut = takeover.final.bargeIns > 0
    let remembered = takeover.remembered.filter { !isCut || finished.contains($0) }
    #expect(remembered == finished)
    takeover.bench.cell.shutdown()
  }

  @Test(arguments: AgentPhase.allCases, SnapshotTests.delays)
  func `an agent that has left is never heard of again`(
    phase: AgentPhase,
    delay: Duration
  ) throws {
    let takeover = try Takeover(in: phase, joiningAfter: delay)
    #expect(takeover.afterlife.isEmpty)
    #expect(takeover.foreignReports.isEmpty)
    let cell = takeover.bench.cell
    #expect(cell.enter { takeover.bench.model.slots.inUse } == 0)
    #expect(cell.enter { takeover.bench.model.slots.queueLength } == 0)
    #expect(cell.taskCount == 0)
    #expect(cell.pendingCount == 0)
    cell.shutdown()
  }

  @Test(
    arguments: [CallLegMachine.State.inviting, .ringing, .connected],
    SnapshotTests.delays + [.seconds(7)]
  )
  func `a leg that is taken over is answered, and its caller has a conversation`(
    state: CallLegMachine.State,
    delay: Duration
  ) throws {
    let legs = try LegTakeover(answer: "human")
    let first = legs.dial()
    let snapshot = try #require(legs.run(first, until: state))
    legs.abandon(first)
    legs.wait(delay)
    let joined = legs.cell.now.nanoseconds / 1_000_000
    let second = legs.takeOver(try SnapshotCopy.of(snapshot))
    legs.cell.run()
    let answered = "second answered by human \(max(joined, 6_000))"
    #expect(legs.setups.last == answered)
    #expect(legs.setups.count == 2)
    #expect(legs.conversation?.end == .released)
    #expect((legs.conversation?.machine.turn ?? 0) >= 1)
    let final = legs.snapshot(of: second)
    #expect(final.state == .ended)
    let missedRing = state == .inviting && delay >= .seconds(2)
    #expect(final.progressed?.nanoseconds == (missedRing ? joined * 1_000_000 : 2_000_000_000))
    #expect(legs.cell.taskCount == 0)
    #expect(legs.cell.pendingCount == 0)
    legs.cell.shutdown()
  }

  @Test(arguments: SnapshotTests.delays + [.seconds(30)])
  func `a leg that rings in vain is given up at the time that was set`(delay: Duration) throws {
    let legs = try LegTakeover(answer: "no_answer")
    let first = legs.dial()
    let snapshot = try #require(legs.run(first, until: .ringing))
    #expect(snapshot.ringDeadline == SimInstant(nanoseconds: 22_000_000_000))
    legs.wait(.seconds(3))
    legs.abandon(first)
    legs.wait(delay)
    let joined = legs.cell.now.nanoseconds / 1_000_000
    _ = legs.takeOver(try SnapshotCopy.of(snapshot))
    legs.cell.run()
    #expect(
      legs.setups == ["first ended failed 5000", "second ended noAnswer \(max(joined, 22_000))"]
    )
    legs.cell.shutdown()
  }

  @Test func `a leg that was rejected meanwhile has the outcome that it had`() throws {
    let legs = try LegTakeover(answer: "busy")
    let first = legs.dial()
    let snapshot = try #require(legs.run(first, until: .inviting))
    legs.abandon(first)
    legs.wait(.seconds(10))
    _ = legs.takeOver(try SnapshotCopy.of(snapshot))
    legs.cell.run()
    #expect(legs.setups.last == "second ended busy 10005")
    legs.cell.shutdown()
  }

  @Test func `a leg whose caller has hung up meanwhile ends without a conversation`() throws {
    let legs = try LegTakeover(answer: "human", talkTime: "3s")
    let first = legs.dial()
    let snapshot = try #require(legs.run(first, until: .connected))
    legs.abandon(first)
    legs.wait(.seconds(8))
    let second = legs.takeOver(try SnapshotCopy.of(snapshot))
    legs.cell.run()
    #expect(legs.setups.last?.hasPrefix("second ended abandoned") == true)
    #expect(legs.conversation == nil)
    #expect(legs.snapshot(of: second).state == .ended)
    legs.cell.shutdown()
  }
}
