import Foundation
import SimCore
import Synchronization
import Testing

/// The two ends of a connection of this process; a socket keeps the bounds of messages.
private struct Ends: ~Copyable {
  let near: Int32
  let far: Int32

  static func socket() throws -> Ends {
    var ends: [Int32] = [0, 0]
    let kind = Int32(SOCK_SEQPACKET.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    try #require(unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0)
    return Ends(near: ends[0], far: ends[1])
  }

  static func pipe() throws -> Ends {
    var ends: [Int32] = [0, 0]
    try #require(unsafe Foundation.pipe(&ends) == 0)
    return Ends(near: ends[0], far: ends[1])
  }

  deinit {
    close(near)
    close(far)
  }
}

private func send(_ text: String, to descriptor: Int32) {
  #expect(unsafe write(descriptor, text, text.utf8.count) == text.utf8.count)
}

/// What a descriptor has to read; nil at its end.
private func receive(from descriptor: Int32, limit: Int = 4_096) -> String? {
  var bytes = [UInt8](repeating: 0, count: limit)
  let count = unsafe read(descriptor, &bytes, limit)
  return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
}

/// Where a sink finds the source that fires it.
private final class Holder: Sendable {
  private let held = Mutex<LoopSource?>(nil)

  var source: LoopSource? { held.withLock { $0 } }

  func hold(_ source: LoopSource?) { held.withLock { $0 = source } }
}

@Suite("Loop sources")
struct LoopSourceTests {
  @Test func `a socket that has bytes to read fires its sink, on the cell`() throws {
    let ends = try Ends.socket()
    let (near, far) = (ends.near, ends.far)
    let live = try LiveCell(seed: 1)
    let cell = live.cell
    let journal = Journal()
    let holder = Holder()
    let sink = Action { code, argument in
      cell.checkIsolated()
      #expect(Readiness(rawValue: UInt32(argument)).contains(.readable))
      journal.note("\(code) \(receive(from: near) ?? "end")")
      if journal.all.count == 3 { holder.source?.cancel() }
    }
    try cell.enter { holder.hold(try live.watch(near, for: .readable, sink, code: 7)) }
    #expect(live.sourceCount == 1)
    for (index, text) in ["one", "two", "three"].enumerated() {
      cell.after(.milliseconds(2 * index)) { send(text, to: far) }
    }
    #expect(live.runAWhile() == .idle)
    #expect(journal.all == ["7 one", "7 two", "7 three"])
    #expect(live.sourceCount == 0)
    holder.hold(nil)
  }

  @Test func `what is left unread is found again`() throws {
    let ends = try Ends.pipe()
    let near = ends.near
    let live = try LiveCell(seed: 1)
    let journal = Journal()
    let holder = Holder()
    let sink = Action { _, _ in
      journal.note(receive(from: near, limit: 2) ?? "end")
      if journal.all.count == 3 { holder.source?.cancel() }
    }
    try live.cell.enter { holder.hold(try live.watch(near, for: .readable, sink)) }
    send("abcdef", to: ends.far)
    #expect(live.runAWhile() == .idle)
    #expect(journal.all == ["ab", "cd", "ef"])
    holder.hold(nil)
  }

  @Test func `a thread that writes wakes a loop that sleeps`() throws {
    let ends = try Ends.pipe()
    let (near, far) = (ends.near, ends.far)
    let live = try LiveCell(seed: 1)
    let inbox = live.cell.inbox
    let journal = Journal()
    let sink = Action { _, _ in
      journal.note(receive(from: near) ?? "end")
      inbox.requestStop()
    }
    let source = try live.cell.enter { try live.watch(near, for: .readable, sink) }
    Thread.detachNewThread {
      usleep(3_000)
      send("woken", to: far)
    }
    #expect(live.runAWhile() == .stopped)
    #expect(journal.all == ["woken"])
    live.cell.enter { source.cancel() }
    #expect(live.runAWhile() == .idle)
  }

  @Test func `a sink is told of room to write only while it wants to know`() throws {
    let ends = try Ends.socket()
    let near = ends.near
    let live = try LiveCell(seed: 1)
    let journal = Journal()
    let holder = Holder()
    let sink = Action { _, argument in
      let readiness = Readiness(rawValue: UInt32(argument))
      if readiness.contains(.writable) {
        journal.note("room")
        #expect(throws: Never.self) { try holder.source?.listen(for: .readable) }
      }
      if readiness.contains(.readable) {
        journal.note(receive(from: near) ?? "end")
        holder.source?.cancel()
      }
    }
    try live.cell.enter { holder.hold(try live.watch(near, for: [.readable, .writable], sink)) }
    let far = ends.far
    live.cell.after(.milliseconds(5)) { send("bytes", to: far) }
    #expect(live.runAWhile() == .idle)
    #expect(journal.all == ["room", "bytes"])
    holder.hold(nil)
  }

  @Test func `the other end's going away is found without being asked for`() throws {
    var ends: [Int32] = [0, 0]
    try #require(unsafe Foundation.pipe(&ends) == 0)
    let live = try LiveCell(seed: 1)
    let found = Mutex<Readiness>([])
    let holder = Holder()
    let sink = Action { _, argument in
      found.withLock { $0 = Readiness(rawValue: UInt32(argument)) }
      holder.source?.cancel()
    }
    try live.cell.enter { holder.hold(try live.watch(ends[0], for: [], sink)) }
    close(ends[1])
    #expect(live.runAWhile() == .idle)
    #expect(found.withLock { $0 } == .closed)
    close(ends[0])
    holder.hold(nil)
  }

  @Test func `a cancelled source is silent, even with bytes found in the same wait`() throws {
    let first = try Ends.pipe()
    let second = try Ends.pipe()
    let live = try LiveCell(seed: 1)
    let journal = Journal()
    let holders = [Holder(), Holder()]
    for (index, near) in [first.near, second.near].enumerated() {
      let sink = Action { _, _ in
        journal.note("fired")
        for holder in holders { holder.source?.cancel() }
      }
      try live.cell.enter { holders[index].hold(try live.watch(near, for: .readable, sink)) }
    }
    send("x", to: first.far)
    send("y", to: second.far)
    #expect(live.runAWhile() == .idle)
    #expect(journal.all == ["fired"])
    #expect(live.sourceCount == 0)
    for holder in holders { holder.hold(nil) }
  }

  @Test func `more descriptors than one wait reports are all served`() throws {
    let live = try LiveCell(seed: 1)
    let count = 200
    var descriptors: [Int32] = []
    defer { for descriptor in descriptors { close(descriptor) } }
    let log = FiringLog()
    let holders = (0..<count).map { _ in Holder() }
    for index in 0..<count {
      var ends: [Int32] = [0, 0]
      try #require(unsafe Foundation.pipe(&ends) == 0)
      descriptors += ends
      send("x", to: ends[1])
      let sink = Action { _, _ in
        log.fire(0, UInt64(index))
        holders[index].source?.cancel()
      }
      try live.cell.enter { holders[index].hold(try live.watch(ends[0], for: .readable, sink)) }
    }
    #expect(live.runAWhile() == .idle)
    #expect(log.all.sorted() == Array(0..<UInt64(count)))
    #expect(live.cell.eventCount == UInt64(count))
    for holder in holders { holder.hold(nil) }
  }

  @Test func `a descriptor that cannot be watched is an error with the system's reason`() throws {
    let live = try LiveCell(seed: 1)
    let error = #expect(throws: LoopError.self) {
      try live.cell.enter { try live.watch(-1, for: .readable, FiringLog()) }
    }
    #expect(error?.description == "cannot watch a descriptor: Bad file descriptor")
    #expect(live.sourceCount == 0)
    #expect(live.runAWhile() == .idle)
  }

  @Test func `a shutdown leaves no source behind`() throws {
    let ends = try Ends.pipe()
    let live = try LiveCell(seed: 1)
    _ = try live.cell.enter { try live.watch(ends.near, for: .readable, FiringLog()) }
    live.shutdown()
    #expect(live.sourceCount == 0)
    #expect(live.runAWhile() == .idle)
  }
}
