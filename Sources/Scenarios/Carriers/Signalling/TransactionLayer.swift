internal import SimCore

/// One side's transactions of one call: matches messages, and leaves to the user agent what is its.
package struct TransactionLayer: Sendable, Hashable {
  /// What the layer wants done.
  package enum Action: Sendable, Hashable {
    case send(SIPMessage)
    case start(TimerName, Duration)
    case stop(TimerName)
    /// A request that is new, an ACK to a 200, or a response that may have no transaction any more.
    case pass(SIPMessage)
    /// Of a client's request no final response has come, of a server's no ACK.
    case timedOut(SIPMessage)
    /// The ACK to a 200 of ours is here; the message is the INVITE.
    case acknowledged(SIPMessage)
  }

  /// A timer of one transaction.
  package struct TimerName: Sendable, Hashable {
    package var branch: UInt16
    package var method: SIPMethod
    package var isServer: Bool
    package var timer: SIPTimer
  }

  fileprivate enum Machine: Sendable, Hashable {
    case inviteClient(InviteClientTransaction)
    case inviteServer(InviteServerTransaction)
    case client(ClientTransaction)
    case server(ServerTransaction)
    case answer(AnswerRetransmission)
  }

  fileprivate struct Entry: Sendable, Hashable {
    var request: SIPMessage
    var machine: Machine

    func matches(_ branch: UInt16, _ method: SIPMethod) -> Bool {
      request.branch == branch && request.method == method
    }
  }

  private let side: SIPSide
  private let timers: SIPTimers
  private var entries: [Entry] = []

  package init(_ side: SIPSide, _ timers: SIPTimers) {
    self.side = side
    self.timers = timers
  }

  /// Whether nothing is under way; an answer that is acknowledged is only remembered.
  package var isIdle: Bool {
    entries.allSatisfy {
      if case .answer(let answer) = $0.machine { !answer.isOpen } else { false }
    }
  }

  /// Whether an INVITE of ours has no final response yet.
  package var isInviting: Bool {
    entries.contains {
      guard case .inviteClient(let invite) = $0.machine else { return false }
      return invite.state == .calling || invite.state == .proceeding
    }
  }

  /// Sends a request; an ACK to a 200 has no transaction.
  package mutating func request(_ message: SIPMessage) -> [Action] {
    switch message.method {
    case .ack:
      return [.send(message)]
    case .invite:
      let invite = InviteClientTransaction(timers)
      entries.append(Entry(request: message, machine: .inviteClient(invite)))
      return actions(invite.begin(), of: message)
    case .cancel, .bye:
      let client = ClientTransaction(timers)
      entries.append(Entry(request: message, machine: .client(client)))
      return actions(client.begin(), of: message)
    }
  }

  /// Answers a request that was passed on.
  package mutating func respond(_ status: Int, to request: SIPMessage) -> [Action] {
    guard let at = server(request) else { return [] }
    var steps: [TransactionStep] = []
    switch entries[at].machine {
    case .inviteServer(var invite):
      steps = invite.respond(status)
      entries[at].machine = .inviteServer(invite)
      if (200..<300).contains(status), !steps.isEmpty {
        let answer = AnswerRetransmission(timers)
        entries[at].machine = .answer(answer)
        steps += answer.begin()
      }
    case .server(var server):
      steps = server.respond(status)
      entries[at].machine = .server(server)
    case .inviteClient, .client, .answer:
      break
    }
    defer { forget() }
    return actions(steps, of: request)
  }

  package mutating func receive(_ message: SIPMessage) -> [Action] {
    defer { forget() }
    if let status = message.status { return response(status, message) }
    return message.method == .ack ? acknowledgement(message) : request(received: message)
  }

  package mutating func fired(_ name: TimerName) -> [Action] {
    let at = entries.firstIndex {
      $0.matches(name.branch, name.method) && $0.isServer == name.isServer
    }
    guard let at else { return [] }
    let steps: [TransactionStep]
    switch entries[at].machine {
    case .inviteClient(var machine):
      steps = machine.fired(name.timer)
      entries[at].machine = .inviteClient(machine)
    case .inviteServer(var machine):
      steps = machine.fired(name.timer)
      entries[at].machine = .inviteServer(machine)
    case .client(var machine):
      steps = machine.fired(name.timer)
      entries[at].machine = .client(machine)
    case .server(var machine):
      steps = machine.fired(name.timer)
      entries[at].machine = .server(machine)
    case .answer(var machine):
      steps = machine.fired(name.timer)
      entries[at].machine = .answer(machine)
    }
    defer { forget() }
    return actions(steps, of: entries[at].request)
  }
}

extension TransactionLayer {
  private mutating func response(_ status: Int, _ message: SIPMessage) -> [Action] {
    let at = entries.firstIndex {
      !$0.isServer && $0.matches(message.branch, message.method)
    }
    // A 2xx that comes once more is the user agent's, and so is whatever matches nothing
    // (RFC 3261 section 18.1.2).
    guard let at else { return [.pass(message)] }
    let steps: [TransactionStep]
    switch entries[at].machine {
    case .inviteClient(var invite):
      steps = invite.received(status)
      entries[at].machine = .inviteClient(invite)
    case .client(var client):
      steps = client.received(status)
      entries[at].machine = .client(client)
    case .inviteServer, .server, .answer:
      steps = []
    }
    return actions(steps, of: entries[at].request, answering: message)
  }

  private mutating func acknowledgement(_ message: SIPMessage) -> [Action] {
    for at in entries.indices where entries[at].isServer {
      let steps: [TransactionStep]
      switch entries[at].machine {
      case .inviteServer(var invite) where entries[at].request.branch == message.branch:
        steps = invite.acknowledged()
        entries[at].machine = .inviteServer(invite)
      case .answer(var answer) where entries[at].request.sequence == message.sequence:
        steps = answer.acknowledged()
        entries[at].machine = .answer(answer)
        if steps.isEmpty { return [] }
        return actions(steps, of: entries[at].request) + [.acknowledged(entries[at].request)]
      default:
        continue
      }
      return actions(steps, of: entries[at].request)
    }
    return []
  }

  private mutating func request(received message: SIPMessage) -> [Action] {
    if let at = server(message) {
      let steps =
        switch entries[at].machine {
        case .inviteServer(let invite): invite.requestedAgain()
        case .server(let server): server.requestedAgain()
        case .answer(let answer): answer.requestedAgain()
        case .inviteClient, .client: [TransactionStep]()
        }
      return actions(steps, of: message)
    }
    let machine: Machine =
      message.method == .invite
      ? .inviteServer(InviteServerTransaction(timers)) : .server(ServerTransaction(timers))
    entries.append(Entry(request: message, machine: machine))
    return [.pass(message)]
  }

  private func server(_ request: SIPMessage) -> Int? {
    entries.firstIndex { $0.isServer && $0.matches(request.branch, request.method) }
  }

  private mutating func forget() { entries.removeAll { $0.isTerminated } }

  /// The steps of a transaction as actions of its side.
  private func actions(
    _ steps: [TransactionStep],
    of request: SIPMessage,
    answering response: SIPMessage? = nil
  ) -> [Action] {
    steps.compactMap { step in
      switch step {
      case .request: .send(request)
      case .acknowledge: .send(acknowledgement(of: request))
      case .respond(let status): .send(request.response(status))
      case .start(let timer, let time): .start(name(timer, of: request), time)
      case .stop(let timer): .stop(name(timer, of: request))
      case .tell(.response): response.map { .pass($0) }
      case .tell(.timedOut): .timedOut(request)
      case .tell(.acknowledged): nil
      }
    }
  }

  private func acknowledgement(of invite: SIPMessage) -> SIPMessage {
    SIPMessage(from: side, .ack, branch: invite.branch, sequence: invite.sequence)
  }

  private func name(_ timer: SIPTimer, of request: SIPMessage) -> TimerName {
    TimerName(
      branch: request.branch,
      method: request.method,
      isServer: request.from != side,
      timer: timer
    )
  }
}

extension TransactionLayer.Entry {
  fileprivate var isServer: Bool {
    switch machine {
    case .inviteServer, .server, .answer: true
    case .inviteClient, .client: false
    }
  }

  fileprivate var isTerminated: Bool {
    switch machine {
    case .inviteClient(let machine): machine.state == .terminated
    case .inviteServer(let machine): machine.state == .terminated
    case .client(let machine): machine.state == .terminated
    case .server(let machine): machine.state == .terminated
    // It absorbs an INVITE that comes once more.
    case .answer: false
    }
  }
}

extension TransactionLayer.TimerName {
  /// All of it in a timer's argument.
  package func packed(_ side: SIPSide) -> UInt64 {
    UInt64(branch) | UInt64(method.rawValue) << 16 | UInt64(isServer ? 1 : 0) << 24
      | UInt64(timer.rawValue) << 32 | UInt64(side.rawValue) << 40
  }

  package init(packed: UInt64) {
    guard let method = SIPMethod(rawValue: UInt8(truncatingIfNeeded: packed >> 16)),
      let timer = SIPTimer(rawValue: UInt8(truncatingIfNeeded: packed >> 32))
    else { preconditionFailure("\(packed) is no packed timer") }
    self.init(
      branch: UInt16(truncatingIfNeeded: packed),
      method: method,
      isServer: packed >> 24 & 1 == 1,
      timer: timer
    )
  }
}
