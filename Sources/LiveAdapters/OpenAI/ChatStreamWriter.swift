import SimCore

/// Writes a streamed completion as a server does: the head, a chunk an event, `[DONE]`.
package struct ChatStreamWriter: Sendable {
  private var body = HTTPBodyWriter(.chunked)

  package init() {}

  /// Appends the head of the answer.
  package func begin(headers extra: HTTPHeaders = [:], to output: inout [UInt8]) throws(HTTPError) {
    var headers: HTTPHeaders = [
      "Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-cache",
    ]
    body.announce(in: &headers)
    for field in extra.fields { headers.add(field.name, field.value) }
    try HTTPResponseHead(200, headers: headers).write(to: &output)
  }

  /// Appends a chunk.
  package mutating func chunk(_ chunk: ChatChunk, to output: inout [UInt8]) {
    event(JSONWriter.line(chunk.json), to: &output)
  }

  /// Appends a failure in the midst of the stream.
  package mutating func failure(_ failure: ChatFailure, to output: inout [UInt8]) {
    event(JSONWriter.line(failure.json), to: &output)
  }

  /// Appends `[DONE]` and the end of the body.
  package mutating func finish(to output: inout [UInt8]) throws(HTTPError) {
    event(Array("[DONE]".utf8), to: &output)
    try body.finish(to: &output)
  }

  /// Each event is a chunk of the body of its own, so that it leaves at once.
  private mutating func event(_ data: [UInt8], to output: inout [UInt8]) {
    var bytes: [UInt8] = []
    EventStreamWriter.append(ServerSentEvent(data: data), to: &bytes)
    body.write(bytes.span, to: &output)
  }
}
