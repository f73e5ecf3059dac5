import LiveAdapters
import SimCore

/// Writes a whole streamed answer as it goes over a connection, in chunks.
struct ChatWireWriter {
  private var body = HTTPBodyWriter(.chunked)

  func begin(to output: inout [UInt8]) throws {
    var headers = ChatStreamWriter.headers
    body.announce(in: &headers)
    try HTTPResponseHead(200, headers: headers).write(to: &output)
  }

  mutating func chunk(_ chunk: ChatChunk, to output: inout [UInt8]) {
    write(to: &output) { ChatStreamWriter.append(chunk, to: &$0) }
  }

  mutating func failure(_ failure: ChatFailure, to output: inout [UInt8]) {
    write(to: &output) { ChatStreamWriter.append(failure, to: &$0) }
  }

  mutating func finish(to output: inout [UInt8]) throws {
    write(to: &output) { ChatStreamWriter.appendDone(to: &$0) }
    try body.finish(to: &output)
  }

  private mutating func write(to output: inout [UInt8], _ event: (inout [UInt8]) -> Void) {
    var bytes: [UInt8] = []
    event(&bytes)
    body.write(bytes.span, to: &output)
  }
}

/// Reads the answers to chat requests from the bytes of a connection.
struct ChatWireReader {
  private var http = HTTPResponseReader()
  private var body: ChatBodyReader?
  /// Bytes of the body, from the offset on, that were not read yet.
  private var bodyCount = 0

  mutating func expectAnswer() { http.expect("POST") }

  mutating func next(
    _ input: Span<UInt8>,
    at offset: inout Int
  ) throws(ChatStreamError) -> ChatStreamEvent? {
    while true {
      if bodyCount > 0 {
        let start = offset
        let piece = input.extracting(start..<(start + bodyCount))
        var taken = 0
        let event = try body?.next(piece, at: &taken)
        offset = start + taken
        bodyCount -= taken
        if let event { return event }
      }
      let event: HTTPResponseEvent?
      do throws(HTTPError) { event = try http.next(input, at: &offset) } catch {
        throw .http(error)
      }
      switch event {
      case nil: return nil
      case .interim: break
      case .switching: throw .http(.unexpectedResponse)
      case .head(let head): body = ChatBodyReader(head)
      case .body(let range): (offset, bodyCount) = (range.lowerBound, range.count)
      case .end: if let event = try body?.ended() { return event }
      }
    }
  }

  mutating func inputEnded() throws(ChatStreamError) -> ChatStreamEvent? {
    do throws(HTTPError) {
      guard try http.inputEnded() != nil else { return nil }
    } catch { throw error == .truncated ? .truncated : .http(error) }
    return try body?.ended()
  }
}
