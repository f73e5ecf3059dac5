/// Writes the body of a message, framed as its head says.
package struct HTTPBodyWriter: Sendable {
  /// What the head of the message says of its body.
  package enum Framing: Sendable, Hashable {
    /// `Content-Length: n`, or no body at all with 0.
    case length(Int)
    /// `Transfer-Encoding: chunked`.
    case chunked
    /// Neither: the connection ends after the body.
    case untilEnd
  }

  private let framing: Framing
  private var byteCount = 0
  private var isFinished = false

  package init(_ framing: Framing) { self.framing = framing }

  /// States the framing in the headers of the message.
  package func announce(in headers: inout HTTPHeaders) {
    switch framing {
    case .length(let count): headers["Content-Length"] = "\(count)"
    case .chunked: headers["Transfer-Encoding"] = "chunked"
    case .untilEnd: headers["Connection"] = "close"
    }
  }

  /// Appends a piece of the body; an empty one is nothing.
  package mutating func write(_ bytes: Span<UInt8>, to output: inout [UInt8]) {
    precondition(!isFinished, "the body is finished: write before finish")
    guard bytes.count > 0 else { return }
    byteCount += bytes.count
    switch framing {
    case .length(let count):
      precondition(byteCount <= count, "the body is longer than its head says: \(count) bytes")
      Bytes.append(bytes, to: &output)
    case .untilEnd: Bytes.append(bytes, to: &output)
    case .chunked:
      Bytes.append(String(bytes.count, radix: 16), to: &output)
      Bytes.append("\r\n", to: &output)
      Bytes.append(bytes, to: &output)
      Bytes.append("\r\n", to: &output)
    }
  }

  /// Ends the body; only a chunked one has room for trailers.
  package mutating func finish(
    trailers: HTTPHeaders = [:],
    to output: inout [UInt8]
  ) throws(HTTPError) {
    precondition(!isFinished, "a body is finished once")
    isFinished = true
    switch framing {
    case .length(let count):
      precondition(byteCount == count, "the body has \(byteCount) bytes, its head says \(count)")
    case .untilEnd: break
    case .chunked:
      Bytes.append("0\r\n", to: &output)
      try trailers.write(to: &output)
    }
  }
}
