internal import CSimRuntime
internal import SimCore

/// Looks names up with the system's resolver: `hosts`, DNS, and what else the host is set up for.
///
/// The resolver blocks for as long as its servers take, so it runs on threads of its own, at most
/// eight in the process; a thread that hangs holds up nothing but its place. The answer comes
/// through the inbox of the cell.
enum NameLookup {
  typealias Answer = @Sendable (Result<[SocketAddress], SocketError>) -> Void

  /// Calls `answer` as an event of the cell with the addresses, in the order to try them in.
  ///
  /// It is not called when the cell has been shut down by then.
  static func start(_ host: String, port: UInt16, for cell: Cell, _ answer: @escaping Answer) {
    let request = Request(host: host, port: port, inbox: cell.inbox, answer: answer)
    let context = unsafe Unmanaged.passRetained(request)
    let result = unsafe simrun_resolve(
      host,
      { context, reason, addresses, count in
        guard let context = unsafe context else { return }
        let request = unsafe Unmanaged<Request>.fromOpaque(context).takeRetainedValue()
        let list = unsafe UnsafeBufferPointer(start: addresses, count: Int(count))
        unsafe request.finish(
          list.map { SocketAddress($0) },
          reason: reason.map { unsafe String(cString: $0) } ?? "no reason was given"
        )
      },
      context.toOpaque()
    )
    if result < 0 {
      unsafe context.release()
      request.finish([], reason: "no thread is free for it: \(SystemReason.text(-result))")
    }
  }

  private final class Request: Sendable {
    private let host: String
    private let port: UInt16
    private let inbox: ForeignInbox
    private let answer: Answer

    init(host: String, port: UInt16, inbox: ForeignInbox, answer: @escaping Answer) {
      self.host = host
      self.port = port
      self.inbox = inbox
      self.answer = answer
    }

    func finish(_ addresses: [SocketAddress], reason: String) {
      var found: [SocketAddress] = []
      for address in addresses {
        let address = address.with(port: port)
        if !found.contains(address) { found.append(address) }
      }
      let result: Result<[SocketAddress], SocketError> =
        found.isEmpty ? .failure(.unresolved(host: host, reason: reason)) : .success(found)
      let answer = answer
      inbox.postAnswer({ answer(result) })
    }
  }
}
