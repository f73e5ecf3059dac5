/// A descriptor that a live cell watches: a socket, a pipe.
///
/// When it is ready its sink is fired as an event of its own, with the `Readiness` as argument, and
/// again after every wait for as long as it stays ready. So a sink that leaves bytes unread, wants
/// to write nothing more, or has seen `.closed`, changes what it listens for or cancels. Cancel
/// before the descriptor is closed: its number may be given to another.
@safe
package final class LoopSource: EventSink {
  /// The descriptor; its owner closes it.
  package let descriptor: Int32

  private unowned let owner: LiveCell
  private let code: UInt32
  let token: UInt64
  // All are only touched on the cell's thread.
  /// Nil once it is cancelled: the sink may be what holds the source.
  nonisolated(unsafe) private var sink: (any EventSink)?
  nonisolated(unsafe) private var found: Readiness = []
  nonisolated(unsafe) private var isCancelled = false

  init(
    _ descriptor: Int32,
    of owner: LiveCell,
    token: UInt64,
    _ sink: some EventSink,
    code: UInt32
  ) {
    self.descriptor = descriptor
    self.owner = owner
    self.token = token
    unsafe self.sink = sink
    self.code = code
  }

  /// Changes what the descriptor is watched for; an empty set watches for failures only.
  package func listen(for wanted: Readiness) throws(LoopError) {
    owner.cell.checkIsolated()
    if unsafe isCancelled { return }
    try owner.poller.change(descriptor, token: token, wanted)
  }

  /// Ends it and lets the sink go: it is not fired any more, not even for what was found already.
  package func cancel() {
    owner.cell.checkIsolated()
    if unsafe isCancelled { return }
    unsafe isCancelled = true
    unsafe sink = nil
    owner.poller.remove(descriptor)
    owner.forget(self)
  }

  /// Posts the event, unless one is on its way.
  func report(_ readiness: Readiness) {
    let isOnItsWay = unsafe !found.isEmpty
    unsafe found.formUnion(readiness)
    if !isOnItsWay { owner.cell.schedule(at: owner.cell.now, self) }
  }

  package func fire(_ code: UInt32, _ argument: UInt64) {
    let readiness = unsafe found
    unsafe found = []
    guard let sink = unsafe sink else { return }
    sink.fire(self.code, UInt64(readiness.rawValue))
  }
}
