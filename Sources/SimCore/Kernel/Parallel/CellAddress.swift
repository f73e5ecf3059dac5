/// An actor that actors of any cell can send messages to.
///
/// Each message is delivered by an event of its own, as a callback and not as a task. Receiving
/// more than one kind of message takes an enumeration.
@usableFromInline
package protocol MessageActor: CellActor {
  /// What it understands.
  associatedtype Message: Sendable

  /// Called once for each message, at the instant of its arrival.
  func received(_ message: Message)
}

/// Where messages for one actor go; all that another cell may know of it.
///
/// Opened with `openMailbox`. It keeps nothing alive and gives no access to the actor: an actor of
/// another cell can only be sent to.
@frozen
@usableFromInline
package struct CellAddress<Message: Sendable>: Sendable, Hashable, BitwiseCopyable {
  @usableFromInline package let place: MessagePlace

  @inlinable
  package init(place: MessagePlace) { self.place = place }

  /// Index of the receiver's cell in its federation.
  package var cell: Int { Int(place.cell) }
}

/// The mailbox of an address, without the type of its messages.
@frozen
@usableFromInline
package struct MessagePlace: Sendable, Hashable, BitwiseCopyable {
  let cell: UInt16
  let kind: UInt16
  /// Tells the federations of a process apart.
  let federation: UInt32
  let slot: UInt32
  /// Tells the owners of a slot apart.
  let generation: UInt32
}

extension MessageActor {
  /// Opens a mailbox, which keeps the actor alive until it is closed.
  @inlinable
  package nonisolated func openMailbox() -> CellAddress<Message> {
    CellAddress(place: cell.openMailbox(of: self, MessageKind(of: Self.self)))
  }

  /// Closes a mailbox; what is still under way to it is counted as undeliverable.
  @inlinable
  package nonisolated func closeMailbox(_ address: CellAddress<Message>) {
    cell.closeMailbox(address.place)
  }
}

extension CellActor {
  /// Sends a message that arrives after a delay of at least the federation's lookahead.
  ///
  /// Messages that arrive at one instant are ordered by the sender's cell, then by when they were
  /// sent; a receiver of the same cell is no exception to any of this.
  @inlinable
  @inline(__always)
  package nonisolated func send<Message>(
    _ message: Message,
    to address: CellAddress<Message>,
    after delay: Duration
  ) {
    cell.send(message, to: address, after: delay, from: self)
  }
}

extension Cell {
  /// Sends a message in nobody's name: for what has no actor, such as the set-up of a run.
  @inlinable
  package func send<Message>(
    _ message: Message,
    to address: CellAddress<Message>,
    after delay: Duration
  ) {
    send(message, to: address, after: delay, from: self)
  }

  @inlinable
  @inline(__always)
  func send<Message>(
    _ message: Message,
    to address: CellAddress<Message>,
    after delay: Duration,
    from sender: AnyObject
  ) {
    let letter = unsafe letter(
      to: address.place,
      after: delay,
      size: MemoryLayout<Message>.stride,
      alignment: MemoryLayout<Message>.alignment,
      from: sender
    )
    unsafe letter.initializeMemory(as: Message.self, to: message)
  }
}
