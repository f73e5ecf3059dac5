import SimCore

/// Writes the events of a streamed completion as a server does; each leaves at once.
package enum ChatStreamWriter {
  /// What the head of the answer says of its body.
  package static let headers: HTTPHeaders = [
    "Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-cache",
  ]

  package static func append(_ chunk: ChatChunk, to body: inout [UInt8]) {
    append(JSONWriter.line(chunk.json), to: &body)
  }

  /// Appends a failure in the midst of the stream.
  package static func append(_ failure: ChatFailure, to body: inout [UInt8]) {
    append(JSONWriter.line(failure.json), to: &body)
  }

  /// Appends `[DONE]`.
  package static func appendDone(to body: inout [UInt8]) {
    append(Array("[DONE]".utf8), to: &body)
  }

  private static func append(_ data: [UInt8], to body: inout [UInt8]) {
    EventStreamWriter.append(ServerSentEvent(data: data), to: &body)
  }
}
