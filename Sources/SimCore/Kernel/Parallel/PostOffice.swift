/// Where the messages of one cell of a federation leave and arrive.
///
/// Only the thread that runs the cell touches it; the outboxes have a turn of their own.
@safe
struct PostOffice: ~Copyable {
  unowned(unsafe) let cell: Cell
  let index: Int
  let cellCount: Int
  /// Nanoseconds.
  let lookahead: Int64
  let federation: UInt32
  /// Two for each cell: one half is filled while the other is emptied.
  let outboxes: UnsafeMutablePointer<Outbox>
  /// The half that is filled.
  var half = 0
  /// When the first message that waits in an outbox arrives, in nanoseconds.
  var earliest = Int64.max
  private(set) var sentCount: UInt64 = 0
  /// By the number of their kind.
  private var inboxes: [Inbox?] = []

  init(of cell: Cell, index: Int, cellCount: Int, lookahead: Int64, federation: UInt32) {
    unsafe self.cell = cell
    self.index = index
    self.cellCount = cellCount
    self.lookahead = lookahead
    self.federation = federation
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: 2 * cellCount * MemoryLayout<Outbox>.stride,
      alignment: 128
    )
    unsafe outboxes = memory.bindMemory(to: Outbox.self, capacity: 2 * cellCount)
    for box in 0..<(2 * cellCount) { unsafe (outboxes + box).initialize(to: Outbox()) }
  }

  deinit {
    discardOutboxes()
    unsafe outboxes.deinitialize(count: 2 * cellCount)
    unsafe outboxes.deallocate()
  }

  var undeliverableCount: UInt64 {
    inboxes.reduce(0) { $0 + ($1?.undeliverableCount ?? 0) }
  }

  mutating func inbox(for kind: MessageKind) -> Inbox {
    let number = MessageKinds.number(of: kind)
    while inboxes.count <= number { inboxes.append(nil) }
    if let inbox = inboxes[number] { return inbox }
    let inbox = Inbox(kind, number: number)
    inboxes[number] = inbox
    return inbox
  }

  func inbox(_ number: UInt16) -> Inbox? {
    number < inboxes.count ? inboxes[Int(number)] : nil
  }

  @inline(__always)
  mutating func letter(
    to place: MessagePlace,
    at time: Int64,
    size: Int,
    alignment: Int
  ) -> UnsafeMutableRawPointer {
    sentCount &+= 1
    if time < earliest { earliest = time }
    let box = unsafe outboxes + (half &* cellCount &+ Int(place.cell))
    return unsafe box.pointee.append(to: place, at: time, size: size, alignment: alignment)
  }

  /// Queues an event for each message of the box, in the order in which they were sent.
  @inline(__always)
  func collect(_ box: UnsafeMutablePointer<Outbox>) {
    if unsafe box.pointee.count == 0 { return }
    unsafe box.pointee.empty { note, message in
      guard let inbox = inboxes[Int(note.kind)] else { return }
      unsafe inbox.accept(note, message, on: cell)
    }
  }

  func closeMailboxes() { for inbox in inboxes { inbox?.closeAll() } }

  func discardOutboxes() {
    for box in 0..<(2 * cellCount) {
      unsafe (outboxes + box).pointee.empty { note, message in
        unsafe MessageKinds[Int(note.kind)].discard(message)
      }
    }
  }
}

extension Cell {
  @usableFromInline
  package func openMailbox(of owner: AnyObject, _ kind: MessageKind) -> MessagePlace {
    checkOwner()
    let office = unsafe requireOffice("\(type(of: owner))")
    let inbox = unsafe office.pointee.inbox(for: kind)
    let (slot, generation) = inbox.open(for: owner)
    return unsafe MessagePlace(
      cell: UInt16(office.pointee.index),
      kind: UInt16(inbox.number),
      federation: office.pointee.federation,
      slot: slot,
      generation: generation
    )
  }

  @usableFromInline
  package func closeMailbox(_ place: MessagePlace) {
    checkOwner()
    let office = unsafe requireOffice("an actor")
    guard unsafe place.federation == office.pointee.federation,
      unsafe Int(place.cell) == office.pointee.index,
      let inbox = unsafe office.pointee.inbox(place.kind)
    else { KernelFault.stop("a mailbox was closed from cell \(id), which did not open it") }
    inbox.close(place.slot, generation: place.generation)
  }

  /// The place for a message that the caller fills in at once.
  @usableFromInline
  package func letter(
    to place: MessagePlace,
    after delay: Duration,
    size: Int,
    alignment: Int,
    from sender: AnyObject
  ) -> UnsafeMutableRawPointer {
    if unsafe state.pointee.isRunning && !isCurrent { refuseForeignSender(sender) }
    guard let office = unsafe state.pointee.office else { refuseSender(sender) }
    let nanoseconds = delay.nanoseconds
    if unsafe nanoseconds < office.pointee.lookahead { refuse(delay, sender, place) }
    if unsafe place.federation != office.pointee.federation { refuseStranger(sender) }
    let (time, overflow) = unsafe state.pointee.now.addingReportingOverflow(nanoseconds)
    return unsafe office.pointee.letter(
      to: place,
      at: overflow ? .max : time,
      size: size,
      alignment: alignment
    )
  }

  private func requireOffice(_ owner: String) -> UnsafeMutablePointer<PostOffice> {
    if let office = unsafe state.pointee.office { return unsafe office }
    KernelFault.stop(
      "\(owner) wants a mailbox in cell \(id), which is in no federation; make the cell with "
        + "CellFederation"
    )
  }

  @inline(never)
  private func refuse(_ delay: Duration, _ sender: AnyObject, _ place: MessagePlace) -> Never {
    let lookahead = unsafe state.pointee.office.map { unsafe $0.pointee.lookahead } ?? 0
    let receiver = MessageKinds[Int(place.kind)].receiver
    KernelFault.stop(
      "\(type(of: sender)) of cell \(id) sent a message to \(receiver)"
        + " of cell \(place.cell) that arrives after \(delay.shortText), which is under the "
        + "federation's lookahead of \(Duration.nanoseconds(lookahead).shortText); give messages "
        + "a longer delay, or the federation a shorter lookahead"
    )
  }

  @inline(never)
  private func refuseForeignSender(_ sender: AnyObject) -> Never {
    KernelFault.stop(
      "\(type(of: sender)) of cell \(id) sent a message on a thread that does not run its cell; "
        + "send from the sender's own events and tasks"
    )
  }

  @inline(never)
  private func refuseSender(_ sender: AnyObject) -> Never {
    KernelFault.stop(
      "\(type(of: sender)) sent a message from cell \(id), which is in no federation; make the "
        + "cell with CellFederation"
    )
  }

  @inline(never)
  private func refuseStranger(_ sender: AnyObject) -> Never {
    KernelFault.stop(
      "\(type(of: sender)) of cell \(id) sent a message to an address of another federation"
    )
  }
}
