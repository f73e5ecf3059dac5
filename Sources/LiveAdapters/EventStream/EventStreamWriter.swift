import SimCore

/// Writes a stream of server-sent events.
package enum EventStreamWriter {
  /// The media type of a stream.
  package static let mediaType = "text/event-stream"

  /// Appends an event; data with line breaks goes over several lines.
  ///
  /// Each break is read back as a line feed. An id must have no line break and no zero byte, a name
  /// no line break.
  package static func append(
    _ event: ServerSentEvent,
    id: String? = nil,
    to output: inout [UInt8]
  ) {
    if event.name != "message" { append("event", event.name, to: &output) }
    if let id { append("id", id, to: &output) }
    var start = 0
    var index = 0
    let bytes = event.data.span
    while index < bytes.count {
      let byte = bytes[index]
      if byte == Bytes.lineFeed || byte == Bytes.carriageReturn {
        appendData(bytes.extracting(start..<index), to: &output)
        let isPair = byte == Bytes.carriageReturn && index + 1 < bytes.count
        if isPair && bytes[index + 1] == Bytes.lineFeed { index += 1 }
        start = index + 1
      }
      index += 1
    }
    appendData(bytes.extracting(start..<bytes.count), to: &output)
    output.append(Bytes.lineFeed)
  }

  /// Appends a comment, which keeps the connection open and means nothing.
  package static func append(comment: String, to output: inout [UInt8]) {
    precondition(isOneLine(comment), "a comment is one line")
    Bytes.append(": \(comment)\n\n", to: &output)
  }

  /// Appends how long a client waits before it connects again, in whole milliseconds.
  package static func append(retryAfter delay: Duration, to output: inout [UInt8]) {
    Bytes.append("retry: \(max(0, delay.nanoseconds / 1_000_000))\n\n", to: &output)
  }

  private static func appendData(_ line: Span<UInt8>, to output: inout [UInt8]) {
    Bytes.append("data: ", to: &output)
    Bytes.append(line, to: &output)
    output.append(Bytes.lineFeed)
  }

  private static func append(_ field: String, _ value: String, to output: inout [UInt8]) {
    precondition(isOneLine(value), "the \(field) of an event is one line")
    Bytes.append("\(field): \(value)\n", to: &output)
  }

  private static func isOneLine(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 != Bytes.lineFeed && $0 != Bytes.carriageReturn && $0 != 0 }
  }
}
