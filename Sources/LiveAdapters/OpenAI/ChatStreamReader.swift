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

/// Reads the body of one answer to a chat request: the stream of a success, or what an error says.
package struct ChatBodyReader: Sendable {
  private enum Content: Sendable {
    case stream(ChatStreamReader)
    case failure(HTTPResponseHead, body: [UInt8])
  }

  /// What an error says beyond this is of no use to anyone.
  private static let failureByteCountMax = 65_536

  private var content: Content

  package init(_ head: HTTPResponseHead, byteCountMax: Int = 1 << 20) {
    content =
      head.status == 200
      ? .stream(ChatStreamReader(byteCountMax: byteCountMax)) : .failure(head, body: [])
  }

  /// Reads a piece of the body from `offset` on up to the next event, or to its end: then nil.
  package mutating func next(
    _ body: Span<UInt8>,
    at offset: inout Int
  ) throws(ChatStreamError) -> ChatStreamEvent? {
    switch content {
    case .failure(let head, var bytes):
      let rest = body.extracting(offset..<body.count)
      offset = body.count
      Bytes.append(
        rest.extracting(first: max(0, Self.failureByteCountMax - bytes.count)),
        to: &bytes
      )
      content = .failure(head, body: bytes)
      return nil
    case .stream(var stream):
      let event = try stream.next(body, at: &offset)
      content = .stream(stream)
      return event
    }
  }

  /// The body is whole: what the error was, or an error if the stream did not say that it is done.
  package func ended() throws(ChatStreamError) -> ChatStreamEvent? {
    switch content {
    case .failure(let head, let body): return .failed(ChatFailure(head, body: body))
    case .stream(let stream):
      try stream.inputEnded()
      return nil
    }
  }
}
