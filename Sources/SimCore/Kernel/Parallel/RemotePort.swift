/// What became of a request to another cell.
package enum RemoteResult<Response: Sendable>: Sendable {
  case reply(Response)
  /// The time-out passed first; a reply that comes later is dropped and counted.
  case timedOut
  /// The task that waited was cancelled.
  case cancelled
}

extension RemoteResult: Equatable where Response: Equatable {}

/// How the requests of one port ended.
package struct RemotePortCounts: Sendable, Hashable {
  package var sent = 0
  package var replied = 0
  package var timedOut = 0
  package var cancelled = 0
  /// Replies that found nobody waiting.
  package var late = 0

  package init(
    sent: Int = 0,
    replied: Int = 0,
    timedOut: Int = 0,
    cancelled: Int = 0,
    late: Int = 0
  ) {
    self.sent = sent
    self.replied = replied
    self.timedOut = timedOut
    self.cancelled = cancelled
    self.late = late
  }
}

/// The caller's end of a service in another cell: request, reply, time-out, cancellation.
///
/// ```
///  task --call--> RemotePort ==request, requestDelay==> RemoteDesk --serve--> RemoteServer
///        <-reply- (this cell) <==reply, replyDelay=====  (its cell) <-answer-
/// ```
/// A call that ends without its reply, by time-out or cancellation, tells the server so by a
/// message that takes as long as a request. Until that arrives the server works on, and its reply
/// may cross the message: it is dropped here.
package actor RemotePort<Request: Sendable, Response: Sendable>: MessageActor, EventSink {
  /// A call that has not ended.
  private struct Pending {
    /// Tells the users of a slot apart.
    var generation: UInt64 = 0
    var reply: Reply<RemoteResult<Response>>?
    var timer: TimerID?
  }

  package nonisolated let cell: Cell
  private let server: CellAddress<RemoteOrder<Request, Response>>
  private let requestDelay: Duration
  private var own: CellAddress<RemoteAnswer<Response>>?
  private var pending: [Pending] = []
  private var vacant: [Int] = []
  /// How the calls ended so far.
  package private(set) var counts = RemotePortCounts()

  /// A port in a cell to the desk of a server; requests take the given time unless `call` says
  /// otherwise.
  package init(
    in cell: Cell,
    to server: CellAddress<RemoteOrder<Request, Response>>,
    requestDelay: Duration
  ) {
    self.cell = cell
    self.server = server
    self.requestDelay = requestDelay
  }

  /// Asks the server, and waits for the first of reply, time-out and cancellation.
  ///
  /// Each of them ends the wait by an event of its own. Without a time-out a server that never
  /// answers is waited for until the task is cancelled.
  package func call(
    _ request: Request,
    timeOut: Duration? = nil,
    after delay: Duration? = nil
  ) async -> RemoteResult<Response> {
    var number: UInt64?
    let result = await Reply<RemoteResult<Response>>.wait(on: cell, ifCancelled: .cancelled) {
      number = begin(request, timeOut, delay ?? requestDelay, $0)
    }
    if case .cancelled = result {
      counts.cancelled += 1
      if let number, let slot = slot(of: number) {
        end(slot)
        send(.cancel(id(number)), to: server, after: requestDelay)
      }
    }
    return result
  }

  package func received(_ answer: RemoteAnswer<Response>) {
    guard let slot = slot(of: answer.number) else {
      counts.late += 1
      return
    }
    let reply = end(slot)
    if reply?.send(.reply(answer.response)) ?? false {
      counts.replied += 1
    } else {
      // Cancelled at this very instant.
      counts.late += 1
    }
  }

  package nonisolated func fire(_ code: UInt32, _ argument: UInt64) {
    onCell(with: argument) { $0.passTimeOut($1) }
  }

  private func begin(
    _ request: Request,
    _ timeOut: Duration?,
    _ delay: Duration,
    _ reply: Reply<RemoteResult<Response>>
  ) -> UInt64 {
    let slot = vacant.popLast() ?? pending.count
    if slot == pending.count { pending.append(Pending()) }
    let number = pending[slot].generation << 32 | UInt64(slot)
    pending[slot].reply = reply
    if let timeOut {
      let deadline = cell.now.advanced(by: timeOut)
      pending[slot].timer = cell.schedule(at: deadline, self, argument: number)
    }
    counts.sent += 1
    send(.request(request, id(number)), to: server, after: delay)
    return number
  }

  private func passTimeOut(_ number: UInt64) {
    guard let slot = slot(of: number), let reply = pending[slot].reply else { return }
    // When it was cancelled at this very instant, its task ends the call.
    guard reply.send(.timedOut) else { return }
    counts.timedOut += 1
    end(slot)
    send(.cancel(id(number)), to: server, after: requestDelay)
  }

  /// Frees the slot of a call; gives whom to tell.
  @discardableResult
  private func end(_ slot: Int) -> Reply<RemoteResult<Response>>? {
    let ended = pending[slot]
    if let timer = ended.timer { cell.cancel(timer) }
    pending[slot] = Pending(generation: (ended.generation + 1) & 0xFFFF_FFFF)
    vacant.append(slot)
    return ended.reply
  }

  private func slot(of number: UInt64) -> Int? {
    let slot = Int(number & 0xFFFF_FFFF)
    let isCurrent = pending[slot].generation == number >> 32 && pending[slot].reply != nil
    return isCurrent ? slot : nil
  }

  private func id(_ number: UInt64) -> RemoteCallID<Response> {
    let address = own ?? openMailbox()
    own = address
    return RemoteCallID(number: number, caller: address)
  }
}
