import SimCore

// What goes out.
extension WebSocketConnection {
  /// Sends a text message that the closure appends; it must be UTF-8.
  ///
  /// The hot path: the payload is written into the stream's output and masked where it stands.
  /// `closed` before the connection is open and once it is closing. After `backlogged`, wait for
  /// `drained`; `overflowed` ends the connection. With `isFinal` false it is a piece of a message,
  /// and no message of another kind may come between.
  @discardableResult
  package nonisolated func send(
    text write: (inout [UInt8]) -> Void,
    isFinal: Bool = true
  ) -> SendOutcome {
    send(.text, isFinal: isFinal, write)
  }

  /// As `send(text:)`, for any bytes.
  @discardableResult
  package nonisolated func send(
    binary write: (inout [UInt8]) -> Void,
    isFinal: Bool = true
  ) -> SendOutcome {
    send(.binary, isFinal: isFinal, write)
  }

  /// Sends bytes that stand elsewhere.
  @discardableResult
  package nonisolated func send(
    _ payload: Span<UInt8>,
    as kind: WebSocketMessageKind,
    isFinal: Bool = true
  ) -> SendOutcome {
    onCell { it in
      guard it.phase == .open else { return .closed }
      if isFinal { it.books.messagesOut &+= 1 }
      return it.put { output, session in
        session.send(payload, as: kind, isFinal: isFinal, to: &output)
      }
    }
  }

  /// Runs a body; the messages that it sends leave together behind it.
  package nonisolated func gather(_ body: () -> Void) { stream.gather(body) }

  /// Sends a ping of at most 125 bytes that the caller wants; its pong only counts as a sign of
  /// life.
  @discardableResult
  package nonisolated func ping(_ payload: [UInt8] = []) -> SendOutcome {
    onCell { it in
      guard it.phase == .open else { return .closed }
      return it.put { output, session in session.ping(payload, to: &output) }
    }
  }

  // The caller's closure may see what only the caller's isolation may, so it never enters the
  // actor: the actor is entered before and after it.
  private nonisolated func send(
    _ kind: WebSocketMessageKind,
    isFinal: Bool,
    _ write: (inout [UInt8]) -> Void
  ) -> SendOutcome {
    guard isOpen else { return .closed }
    var byteCount = 0
    let outcome = stream.send { output in
      let start = WebSocketSession.beginFrame(side, in: &output)
      write(&output)
      onCell { it in it.session.endFrame(from: start, as: kind, isFinal: isFinal, in: &output) }
      byteCount = output.count - start
    }
    return onCell(with: (byteCount, outcome, isFinal)) { it, sent in
      if sent.2 { it.books.messagesOut &+= 1 }
      return it.sent(sent.0, sent.1)
    }
  }

  /// Lets a session write into the stream's output.
  @discardableResult
  func put<Result>(
    _ write: (inout [UInt8], inout WebSocketSession) -> Result
  ) -> SendOutcome {
    var byteCount = 0
    let outcome = stream.send { output in
      let start = output.count
      _ = write(&output, &session)
      byteCount = output.count - start
    }
    return sent(byteCount, outcome)
  }

  func sent(_ byteCount: Int, _ outcome: SendOutcome) -> SendOutcome {
    books.sent(byteCount, outcome)
    switch outcome {
    case .accepted, .closed: break
    case .backlogged:
      if stallTimer == nil { stallTimer = schedule(.stalled, after: options.stallTime) }
    case .overflowed: giveUp(.overflowed)
    }
    return outcome
  }
}
