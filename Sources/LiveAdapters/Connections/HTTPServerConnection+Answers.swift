import SimCore

// What goes out; a number that is not the present exchange's is one that is over.
extension HTTPServerConnection {
  func change(_ number: Int, _ body: (inout Exchange) -> Void) {
    guard var changed = exchange, changed.number == number else { return }
    body(&changed)
    exchange = changed
  }

  func respond(
    _ number: Int,
    _ status: Int,
    _ headers: HTTPHeaders,
    _ body: [UInt8]
  ) -> SendOutcome {
    let outcome = begin(number, status, headers, body.count, body: body)
    guard outcome == .accepted || outcome == .backlogged else { return outcome }
    endExchange(number)
    return outcome
  }

  func begin(
    _ number: Int,
    _ status: Int,
    _ headers: HTTPHeaders,
    _ contentLength: Int?,
    body: [UInt8] = []
  ) -> SendOutcome {
    guard var current = exchange, current.number == number, current.progress == .waiting else {
      return .closed
    }
    let framing = Self.framing(contentLength, current.request)
    var writer = HTTPBodyWriter(framing)
    let hasNoBody = (100..<200).contains(status) || status == 204 || status == 304
    var headers = headers
    if !hasNoBody { writer.announce(in: &headers) }
    if headers.lists("close", in: "Connection") { current.closes = true }
    if current.closes {
      headers["Connection"] = "close"
    } else if current.request.minorVersion == 0 {
      headers["Connection"] = "keep-alive"
    }
    var output: [UInt8] = []
    do throws(HTTPError) {
      try HTTPResponseHead(status, headers: headers).write(to: &output)
    } catch {
      // A handler let through what would break the head; the client must not see half of it.
      exchange = nil
      books.protocolErrors += 1
      refuse(HTTPResponseHead(500, headers: ["Connection": "close", "Content-Length": "0"]))
      return .closed
    }
    current.isBodyless = hasNoBody || current.request.method == "HEAD"
    if !current.isBodyless { writer.write(body.span, to: &output) }
    current.writer = writer
    current.progress = .streaming
    exchange = current
    return put { Bytes.append(output.span, to: &$0) }
  }

  func write(_ number: Int, _ piece: [UInt8]) -> SendOutcome {
    guard let current = exchange, current.number == number, current.progress == .streaming,
      var writer = current.writer
    else { return .closed }
    guard !current.isBodyless, !piece.isEmpty else { return .accepted }
    let outcome = put { writer.write(piece.span, to: &$0) }
    change(number) { $0.writer = writer }
    return outcome
  }

  func finish(_ number: Int, _ trailers: HTTPHeaders) -> SendOutcome {
    guard let current = exchange, current.number == number, current.progress == .streaming,
      var writer = current.writer
    else { return .closed }
    var output: [UInt8] = []
    if !current.isBodyless {
      do throws(HTTPError) {
        try writer.finish(trailers: trailers, to: &output)
      } catch {
        fail(number, .close)
        return .closed
      }
    }
    let outcome = output.isEmpty ? .accepted : put { Bytes.append(output.span, to: &$0) }
    endExchange(number)
    return outcome
  }

  func fail(_ number: Int, _ fault: HTTPFault) {
    guard exchange?.number == number else { return }
    switch fault {
    case .reset:
      exchange = nil
      giveUp(.shutDown)
    case .close: linger()
    case .halfClose:
      if !outputHasEnded {
        outputHasEnded = true
        stream.finish()
      }
      exchange?.progress = .hanging
    case .hang: exchange?.progress = .hanging
    }
  }

  func upgrade(
    _ number: Int,
    _ receiver: any WebSocketReceiver,
    _ options: WebSocketOptions,
    _ subprotocols: [String],
    _ headers: HTTPHeaders
  ) -> WebSocketConnection? {
    guard let current = exchange, current.number == number, current.progress == .waiting else {
      return nil
    }
    let upgrade = WebSocketUpgrade(answering: current.request, supporting: subprotocols)
    var answer = upgrade.response
    for field in headers.fields { answer.headers.add(field.name, field.value) }
    guard upgrade.failure == nil else {
      exchange?.closes = true
      _ = respond(number, answer.status, answer.headers, [])
      return nil
    }
    var output: [UInt8] = []
    do throws(HTTPError) {
      try answer.write(to: &output)
    } catch {
      _ = respond(number, 500, [:], [])
      return nil
    }
    books.messagesOut += 1
    put { Bytes.append(output.span, to: &$0) }
    guard phase == .handling else { return nil }
    return handOver(to: receiver, options, subprotocol: upgrade.subprotocol)
  }

  private func handOver(
    to receiver: any WebSocketReceiver,
    _ options: WebSocketOptions,
    subprotocol: String?
  ) -> WebSocketConnection {
    disarm()
    if let stallTimer { cell.cancel(stallTimer) }
    (stallTimer, exchange) = (nil, nil)
    phase = .handedOver
    reader.handOver()
    // A server masks nothing, so its key draws nothing.
    let webSocket = WebSocketConnection(
      .server,
      over: stream,
      options: options,
      key: DrawKey(seed: 0),
      opening: nil,
      receiver: receiver
    )
    self.webSocket = webSocket
    var held: [UInt8] = []
    swap(&held, &pending)
    let server = server
    let (handedOver, hasEnded) = (self, inputHasEnded)
    webSocket.onCell {
      $0.takeOver(held.span, subprotocol: subprotocol, inputHasEnded: hasEnded) { ended in
        handedOver.onCell { $0.webSocket = nil }
        server?.onCell { $0.forget(ended) }
      }
    }
    server?.onCell { $0.exchange(handedOver, for: webSocket) }
    if isPaused { stream.resumeReading() }
    isPaused = false
    return webSocket
  }

  private func endExchange(_ number: Int) {
    guard let current = exchange, current.number == number else { return }
    exchange = nil
    books.messagesOut += 1
    if current.closes {
      linger()
      return
    }
    phase = .idle
    arm(.idleLate, after: options.idleTime)
    // In an event of its own: the handler is not called from within its own call.
    let hasMore = !pending.isEmpty || inputHasEnded
    if hasMore && !isReading { schedule(.next, after: .zero) }
  }

  private static func framing(
    _ contentLength: Int?,
    _ request: HTTPRequestHead
  ) -> HTTPBodyWriter.Framing {
    if let contentLength { return .length(contentLength) }
    return request.minorVersion == 0 ? .untilEnd : .chunked
  }

  @discardableResult
  func put(_ write: (inout [UInt8]) -> Void) -> SendOutcome {
    var byteCount = 0
    let outcome = stream.send { output in
      let start = output.count
      write(&output)
      byteCount = output.count - start
    }
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
