internal import Synchronization

/// How the messages of one type of actor are kept and delivered.
///
/// Made where the types are known, so that the closures are compiled for them.
@safe
@usableFromInline
package struct MessageKind: Sendable {
  let receiver: any Any.Type
  let size: Int
  let alignment: Int
  /// Takes a message from one place to another.
  let move: @Sendable (_ from: UnsafeMutableRawPointer, _ to: UnsafeMutableRawPointer) -> Void
  /// Takes a message and hands it to its actor.
  let deliver: @Sendable (_ message: UnsafeMutableRawPointer, _ actor: AnyObject) -> Void
  /// Takes a message that nobody wants.
  let discard: @Sendable (_ message: UnsafeMutableRawPointer) -> Void

  @inlinable
  package init<Receiver: MessageActor>(of type: Receiver.Type) {
    unsafe self.init(
      receiver: type,
      size: MemoryLayout<Receiver.Message>.stride,
      alignment: MemoryLayout<Receiver.Message>.alignment,
      move: { from, to in
        unsafe to.moveInitializeMemory(
          as: Receiver.Message.self,
          from: from.assumingMemoryBound(to: Receiver.Message.self),
          count: 1
        )
      },
      deliver: { place, actor in
        let message = unsafe place.assumingMemoryBound(to: Receiver.Message.self).move()
        let receiver = unsafe unsafeDowncast(actor, to: Receiver.self)
        receiver.onCell(with: message) { $0.received($1) }
      },
      discard: { place in
        _ = unsafe place.assumingMemoryBound(to: Receiver.Message.self).move()
      }
    )
  }

  @usableFromInline
  package init(
    receiver: any Any.Type,
    size: Int,
    alignment: Int,
    move: @escaping @Sendable (UnsafeMutableRawPointer, UnsafeMutableRawPointer) -> Void,
    deliver: @escaping @Sendable (UnsafeMutableRawPointer, AnyObject) -> Void,
    discard: @escaping @Sendable (UnsafeMutableRawPointer) -> Void
  ) {
    self.receiver = receiver
    self.size = size
    self.alignment = alignment
    unsafe self.move = move
    unsafe self.deliver = deliver
    unsafe self.discard = discard
  }
}

/// All kinds of message of the process, numbered as they come; the numbers reach no result.
enum MessageKinds {
  private struct Table {
    var kinds: [MessageKind] = []
    var numbers: [ObjectIdentifier: Int] = [:]
  }

  private static let table = Mutex(Table())

  /// The number of a kind, the same whenever it is asked for.
  static func number(of kind: MessageKind) -> Int {
    table.withLock { table in
      let identity = ObjectIdentifier(kind.receiver)
      if let known = table.numbers[identity] { return known }
      KernelFault.unless(
        table.kinds.count < Int(UInt16.max),
        "more than 65,535 types of actor receive messages"
      )
      table.kinds.append(kind)
      table.numbers[identity] = table.kinds.count - 1
      return table.kinds.count - 1
    }
  }

  static subscript(_ number: Int) -> MessageKind { table.withLock { $0.kinds[number] } }
}
