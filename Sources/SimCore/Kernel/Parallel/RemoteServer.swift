/// An actor that answers requests from actors of any cell.
///
/// Each request is an event of its own, a callback and not a task; the answer may follow at once or
/// later.
package protocol RemoteServer<Request, Response>: CellActor {
  /// What is asked.
  associatedtype Request: Sendable
  /// What is answered.
  associatedtype Response: Sendable

  /// Called at the arrival of each request; answers by `call.answer`, now or later.
  func serve(_ request: Request, _ call: RemoteCall<Request, Response>)

  /// Called when it has become known that nobody waits for the answer any more.
  func abandoned(_ call: RemoteCall<Request, Response>)
}

extension RemoteServer {
  /// Most servers cannot take work back.
  package func abandoned(_ call: RemoteCall<Request, Response>) {}

  /// Makes the actor reachable; replies take the given time unless `answer` says otherwise.
  package nonisolated func openDesk(
    replyDelay: Duration
  ) -> CellAddress<RemoteOrder<Request, Response>> {
    RemoteDesk<Request, Response>(of: self, replyDelay: replyDelay).openMailbox()
  }
}

/// What a port tells a server.
package enum RemoteOrder<Request: Sendable, Response: Sendable>: Sendable {
  case request(Request, RemoteCallID<Response>)
  /// The caller no longer waits: its time was up, or it was cancelled.
  case cancel(RemoteCallID<Response>)
}

/// What a server tells a port.
package struct RemoteAnswer<Response: Sendable>: Sendable {
  let number: UInt64
  let response: Response
}

/// Names one request among all of the federation.
package struct RemoteCallID<Response: Sendable>: Sendable, Hashable {
  let number: UInt64
  let caller: CellAddress<RemoteAnswer<Response>>
}

/// One request that a server has to answer; used on the server's cell only.
package struct RemoteCall<Request: Sendable, Response: Sendable>: Sendable, Hashable {
  let id: RemoteCallID<Response>
  let desk: RemoteDesk<Request, Response>

  /// Sends the answer, which arrives after the desk's delay or the given one; false when there was
  /// one before or nobody waits any more.
  @discardableResult
  package func answer(_ response: Response, after delay: Duration? = nil) -> Bool {
    desk.onCell { $0.answer(id, response, after: delay) }
  }

  /// Whether somebody waits for an answer, as far as is known here.
  package var isOpen: Bool { desk.onCell { $0.isOpen(id) } }

  package static func == (left: Self, right: Self) -> Bool { left.id == right.id }

  package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// The server's end: knows which calls are open.
package actor RemoteDesk<Request: Sendable, Response: Sendable>: MessageActor {
  package nonisolated let cell: Cell
  private let server: any RemoteServer<Request, Response>
  private let replyDelay: Duration
  private var open: Set<RemoteCallID<Response>> = []

  init(of server: any RemoteServer<Request, Response>, replyDelay: Duration) {
    cell = server.cell
    self.server = server
    self.replyDelay = replyDelay
  }

  package func received(_ order: RemoteOrder<Request, Response>) {
    switch order {
    case .request(let request, let id):
      open.insert(id)
      server.serve(request, from: RemoteCall(id: id, desk: self))
    case .cancel(let id):
      if open.remove(id) != nil { server.abandon(RemoteCall(id: id, desk: self)) }
    }
  }

  fileprivate func isOpen(_ id: RemoteCallID<Response>) -> Bool { open.contains(id) }

  fileprivate func answer(
    _ id: RemoteCallID<Response>,
    _ response: Response,
    after delay: Duration?
  ) -> Bool {
    if open.remove(id) == nil { return false }
    let answer = RemoteAnswer(number: id.number, response: response)
    send(answer, to: id.caller, after: delay ?? replyDelay)
    return true
  }
}

extension RemoteServer {
  // The desk is on the server's cell, so neither call needs a task.

  fileprivate nonisolated func serve(
    _ request: Request,
    from call: RemoteCall<Request, Response>
  ) {
    onCell { $0.serve(request, call) }
  }

  fileprivate nonisolated func abandon(_ call: RemoteCall<Request, Response>) {
    onCell { $0.abandoned(call) }
  }
}
