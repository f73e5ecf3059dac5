package import SimCore

/// What makes a stream of chunks unreadable.
package enum ChatStreamError: Error, Sendable, Hashable {
  case http(HTTPError)
  case stream(EventStreamError)
  case json(JSONError)
  case shape(ChatShapeError)
  /// The stream ended before it said that it is done. Clients that take this for success lose the
  /// rest of the answer without a word.
  case truncated
}

/// What a streamed completion says.
package enum ChatStreamEvent: Sendable, Hashable {
  case chunk(ChatChunk)
  /// The endpoint refused, or broke off in the midst of the stream.
  case failed(ChatFailure)
  /// `data: [DONE]`.
  case done
}

/// Reads the event stream of a completion from bytes cut anywhere.
package struct ChatStreamReader: Sendable {
  /// Whether the stream has said that it is over; what follows is passed over.
  package private(set) var isOver = false
  private var events: EventStreamReader
  private let limits: JSONLimits

  package init(byteCountMax: Int = 1 << 20) {
    events = EventStreamReader(byteCountMax: byteCountMax)
    limits = JSONLimits(byteCountMax: byteCountMax)
  }

  /// Reads from `offset` on up to the next event, or to the end of the input: then nil.
  package mutating func next(
    _ input: Span<UInt8>,
    at offset: inout Int
  ) throws(ChatStreamError) -> ChatStreamEvent? {
    guard !isOver else {
      offset = input.count
      return nil
    }
    let event: ServerSentEvent?
    do throws(EventStreamError) { event = try events.next(input, at: &offset) } catch {
      throw .stream(error)
    }
    guard let event else { return nil }
    if event.data.elementsEqual("[DONE]".utf8) {
      isOver = true
      return .done
    }
    let value: JSONValue
    do throws(JSONError) { value = try JSONReader.value(of: event.data, limits: limits) } catch {
      throw .json(error)
    }
    if let error = value["error"], !error.isNull {
      isOver = true
      return .failed(ChatFailure(inStream: error))
    }
    do throws(ChatShapeError) { return .chunk(try ChatChunk(value)) } catch {
      throw .shape(error)
    }
  }

  /// The body ended.
  package func inputEnded() throws(ChatStreamError) {
    if !isOver { throw .truncated }
  }
}

/// Reads the answers to a client's chat requests from the bytes of its connection: HTTP, the event
/// stream within, the chunks within that; or the body of an error.
package struct ChatResponseReader: Sendable {
  private enum Content: Sendable {
    case stream(ChatStreamReader)
    case failure(HTTPResponseHead, body: [UInt8])
  }

  private let byteCountMax: Int
  private var http: HTTPResponseReader
  private var content: Content?
  /// Bytes of the body, from the offset on, that the stream within has not read yet.
  private var bodyCount = 0

  package init(limits: HTTPLimits = HTTPLimits(), byteCountMax: Int = 1 << 20) {
    http = HTTPResponseReader(limits: limits)
    self.byteCountMax = byteCountMax
  }

  /// A chat request was sent on the connection.
  package mutating func expectAnswer() { http.expect("POST") }

  /// Whether an answer is awaited or not yet at its end.
  package var isBusy: Bool { http.isBusy }

  /// Reads from `offset` on up to the next event, or to the end of the input: then nil.
  package mutating func next(
    _ input: Span<UInt8>,
    at offset: inout Int
  ) throws(ChatStreamError) -> ChatStreamEvent? {
    while true {
      if bodyCount > 0 {
        if let event = try readBody(input, at: &offset) { return event }
        if bodyCount > 0 { return nil }
      }
      let event: HTTPResponseEvent?
      do throws(HTTPError) { event = try http.next(input, at: &offset) } catch {
        throw .http(error)
      }
      switch event {
      case nil: return nil
      case .interim: break
      case .switching: throw .http(.unexpectedResponse)
      case .head(let head): begin(head)
      case .body(let range): (offset, bodyCount) = (range.lowerBound, range.count)
      case .end: if let event = try endAnswer() { return event }
      }
    }
  }

  /// The server ended the connection.
  package mutating func inputEnded() throws(ChatStreamError) -> ChatStreamEvent? {
    do throws(HTTPError) {
      guard try http.inputEnded() != nil else { return nil }
    } catch { throw error == .truncated ? .truncated : .http(error) }
    return try endAnswer()
  }

  private mutating func begin(_ head: HTTPResponseHead) {
    content =
      head.status == 200
      ? .stream(ChatStreamReader(byteCountMax: byteCountMax)) : .failure(head, body: [])
  }

  private mutating func readBody(
    _ input: Span<UInt8>,
    at offset: inout Int
  ) throws(ChatStreamError) -> ChatStreamEvent? {
    let start = offset
    let body = input.extracting(start..<min(start + bodyCount, input.count))
    var taken = body.count
    defer {
      offset = start + taken
      bodyCount -= taken
    }
    switch content {
    case nil: return nil
    case .failure(let head, var bytes):
      // What an error says beyond this is of no use to anyone.
      Bytes.append(body.extracting(first: max(0, 65_536 - bytes.count)), to: &bytes)
      content = .failure(head, body: bytes)
      return nil
    case .stream(var stream):
      taken = 0
      let event = try stream.next(body, at: &taken)
      content = .stream(stream)
      return event
    }
  }

  private mutating func endAnswer() throws(ChatStreamError) -> ChatStreamEvent? {
    defer { content = nil }
    switch content {
    case nil: return nil
    case .failure(let head, let body): return .failed(ChatFailure(head, body: body))
    case .stream(let stream):
      try stream.inputEnded()
      return nil
    }
  }
}
