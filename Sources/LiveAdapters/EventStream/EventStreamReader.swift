/// One event of a server-sent event stream (WHATWG HTML, section 9.2).
package struct ServerSentEvent: Sendable, Hashable {
  /// The event's type; `message` when the stream names none.
  package var name: String
  /// The data, lines joined by line feeds, as it came: whoever reads it checks its characters.
  package var data: [UInt8]

  package init(name: String = "message", data: [UInt8]) {
    self.name = name
    self.data = data
  }

  package init(name: String = "message", data: String) {
    self.init(name: name, data: Array(data.utf8))
  }

  /// The data as text; what is not UTF-8 becomes replacement characters, as the standard says.
  package var text: String { String(decoding: data, as: UTF8.self) }
}

/// What makes an event stream unreadable; nothing is malformed in it, but it may be too long.
package enum EventStreamError: Error, Sendable, Hashable {
  case lineTooLong(limit: Int)
  case eventTooLong(limit: Int)
}

/// Reads a stream of server-sent events from bytes cut anywhere.
///
/// Lines end with LF, CR or CRLF, a mark of byte order at the start is passed over, lines that
/// begin with a colon are comments, and an event that the end of the stream cuts short is none.
package struct EventStreamReader: Sendable {
  /// The id that a client which connects again sends as `Last-Event-ID`; empty before the first.
  package private(set) var lastEventID = ""
  /// How long to wait before connecting again, once the stream has said so.
  package private(set) var reconnectionDelay: Duration?
  /// Comments so far; servers send them to keep a connection open.
  package private(set) var commentCount = 0

  private let byteCountMax: Int
  private var line: [UInt8] = []
  private var sawReturn = false
  private var isFirstLine = true
  private var name: [UInt8] = []
  private var data: [UInt8] = []
  private var hasData = false
  private var pendingID: [UInt8]?

  /// Refuses a line or an event of more bytes than `byteCountMax`.
  package init(byteCountMax: Int = 1 << 20) { self.byteCountMax = byteCountMax }

  /// Reads from `offset` on up to the next event, or to the end of the input: then nil.
  package mutating func next(
    _ input: Span<UInt8>,
    at offset: inout Int
  ) throws(EventStreamError) -> ServerSentEvent? {
    while offset < input.count {
      if sawReturn {
        sawReturn = false
        if input[offset] == Bytes.lineFeed {
          offset &+= 1
          continue
        }
      }
      var end = offset
      while end < input.count, input[end] != Bytes.carriageReturn, input[end] != Bytes.lineFeed {
        end &+= 1
      }
      guard line.count &+ (end &- offset) <= byteCountMax else {
        throw .lineTooLong(limit: byteCountMax)
      }
      Bytes.append(input.extracting(offset..<end), to: &line)
      offset = end
      guard offset < input.count else { return nil }
      sawReturn = input[offset] == Bytes.carriageReturn
      offset &+= 1
      if let event = try endLine() { return event }
    }
    return nil
  }

  private mutating func endLine() throws(EventStreamError) -> ServerSentEvent? {
    defer { line.removeAll(keepingCapacity: true) }
    if isFirstLine {
      isFirstLine = false
      if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
    }
    if line.isEmpty { return dispatch() }
    guard let colon = line.firstIndex(of: Bytes.colon) else {
      try field(line[...], [])
      return nil
    }
    if colon == 0 {
      commentCount += 1
      return nil
    }
    let hasSpace = colon + 1 < line.count && line[colon + 1] == Bytes.space
    try field(line[..<colon], line[(colon + (hasSpace ? 2 : 1))...])
    return nil
  }

  private mutating func field(
    _ field: ArraySlice<UInt8>,
    _ value: ArraySlice<UInt8>
  ) throws(EventStreamError) {
    if field.elementsEqual("data".utf8) {
      guard data.count + value.count < byteCountMax else {
        throw .eventTooLong(limit: byteCountMax)
      }
      if hasData { data.append(Bytes.lineFeed) }
      data.append(contentsOf: value)
      hasData = true
    } else if field.elementsEqual("event".utf8) {
      name = Array(value)
    } else if field.elementsEqual("id".utf8) {
      if !value.contains(0) { pendingID = Array(value) }
    } else if field.elementsEqual("retry".utf8), let milliseconds = Decimal.value(Array(value)) {
      reconnectionDelay = .milliseconds(milliseconds)
    }
  }

  /// The empty line: what was collected is an event, if it has data.
  private mutating func dispatch() -> ServerSentEvent? {
    if let pendingID { lastEventID = String(decoding: pendingID, as: UTF8.self) }
    defer {
      name = []
      data = []
      hasData = false
    }
    guard hasData else { return nil }
    return name.isEmpty
      ? ServerSentEvent(data: data)
      : ServerSentEvent(name: String(decoding: name, as: UTF8.self), data: data)
  }
}
