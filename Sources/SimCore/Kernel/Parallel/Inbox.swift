/// The mailboxes of one type of actor in one cell, and the messages that wait for their instant.
@safe
final class Inbox: EventSink {
  private struct Mailbox {
    var owner: AnyObject?
    var generation: UInt32 = 0
  }

  let number: Int
  private let kind: MessageKind

  // All of it is only touched by the thread that runs the cell.
  @exclusivity(unchecked)
  private nonisolated(unsafe) var mailboxes: [Mailbox] = []
  @exclusivity(unchecked)
  private nonisolated(unsafe) var vacantMailboxes: [UInt32] = []
  @exclusivity(unchecked)
  private nonisolated(unsafe) var letters: UnsafeMutableRawPointer
  @exclusivity(unchecked)
  private nonisolated(unsafe) var isTaken: [Bool] = []
  @exclusivity(unchecked)
  private nonisolated(unsafe) var vacantLetters: [UInt32] = []
  @exclusivity(unchecked)
  private nonisolated(unsafe) var undelivered: UInt64 = 0

  init(_ kind: MessageKind, number: Int) {
    self.kind = kind
    self.number = number
    unsafe letters = .allocate(byteCount: 0, alignment: kind.alignment)
  }

  deinit {
    for index in unsafe isTaken.indices where unsafe isTaken[index] {
      unsafe kind.discard(letters + index * kind.size)
    }
    unsafe letters.deallocate()
  }

  /// Messages whose mailbox was closed when they arrived.
  var undeliverableCount: UInt64 { unsafe undelivered }

  func open(for owner: AnyObject) -> (slot: UInt32, generation: UInt32) {
    if let slot = unsafe vacantMailboxes.popLast() {
      unsafe mailboxes[Int(slot)].owner = owner
      return unsafe (slot, mailboxes[Int(slot)].generation)
    }
    unsafe mailboxes.append(Mailbox(owner: owner))
    return unsafe (UInt32(mailboxes.count - 1), 0)
  }

  func close(_ slot: UInt32, generation: UInt32) {
    guard unsafe mailboxes[Int(slot)].generation == generation else { return }
    let owner = unsafe mailboxes[Int(slot)].owner
    unsafe mailboxes[Int(slot)] = Mailbox(owner: nil, generation: generation &+ 1)
    unsafe vacantMailboxes.append(slot)
    // Released here, when the table is whole again: its deinit may come back.
    _ = owner
  }

  /// Lets go of all owners.
  func closeAll() {
    let owners = unsafe mailboxes
    for index in unsafe mailboxes.indices where unsafe mailboxes[index].owner != nil {
      unsafe close(UInt32(index), generation: mailboxes[index].generation)
    }
    _ = owners
  }

  /// Takes in a message and queues the event that delivers it.
  @inline(__always)
  func accept(_ note: Outbox.Note, _ message: UnsafeMutableRawPointer, on cell: Cell) {
    if unsafe vacantLetters.isEmpty { grow() }
    let letter = unsafe vacantLetters.removeLast()
    unsafe isTaken[Int(letter)] = true
    unsafe kind.move(message, letters + Int(letter) &* kind.size)
    cell.schedule(
      at: SimInstant(nanoseconds: note.time),
      self,
      code: note.generation,
      argument: UInt64(note.slot) << 32 | UInt64(letter)
    )
  }

  func fire(_ code: UInt32, _ argument: UInt64) {
    let letter = Int(argument & 0xFFFF_FFFF)
    let mailbox = unsafe mailboxes[Int(argument >> 32)]
    // Vacant before it is read: nothing arrives while an event runs.
    unsafe isTaken[letter] = false
    unsafe vacantLetters.append(UInt32(truncatingIfNeeded: letter))
    let place = unsafe letters + letter &* kind.size
    if let owner = mailbox.owner, mailbox.generation == code {
      unsafe kind.deliver(place, owner)
    } else {
      unsafe undelivered += 1
      unsafe kind.discard(place)
    }
  }

  @inline(never)
  private func grow() {
    let count = unsafe isTaken.count
    let larger = max(16, count * 2)
    let copy = UnsafeMutableRawPointer.allocate(
      byteCount: larger * kind.size,
      alignment: kind.alignment
    )
    for index in 0..<count {
      unsafe kind.move(letters + index * kind.size, copy + index * kind.size)
    }
    unsafe letters.deallocate()
    unsafe letters = copy
    unsafe isTaken.append(contentsOf: repeatElement(false, count: larger - count))
    // The lowest is taken first.
    unsafe vacantLetters.append(contentsOf: (count..<larger).reversed().map { UInt32($0) })
  }
}
