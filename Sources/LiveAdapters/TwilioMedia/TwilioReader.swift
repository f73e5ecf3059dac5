package import SimCore

/// Reads the messages of one Media Streams connection, of either side.
///
/// One pass without a tree; members may come in any order and unknown ones are passed over, checked
/// all the same. The reader keeps the stream's name, so that a piece of audio costs one allocation:
/// its payload.
package struct TwilioReader: Sendable {
  /// The highest sequence number so far.
  package private(set) var sequenceNumber = 0
  /// Numbers passed over, less those that came late: messages that did not come.
  package private(set) var missingCount = 0

  private let limits: JSONLimits
  private var streamSID: String?
  private var streamBytes: [UInt8] = []
  /// Whether the stream is named, without a character that JSON escapes.
  private var isStreamPlain = false

  package init(limits: JSONLimits = JSONLimits()) { self.limits = limits }

  /// Reads the text of one message.
  package mutating func read(_ text: Span<UInt8>) throws(TwilioError) -> TwilioFrame {
    if isStreamPlain, text.count <= limits.byteCountMax,
      let found = TwilioMediaScan(text, of: streamBytes)
    {
      if let number = found.sequenceNumber { note(number) }
      let number = found.sequenceNumber
      return TwilioFrame(.media(found.media), sequenceNumber: number, streamSID: streamSID)
    }
    return try readAnything(text)
  }

  /// Reads a message of any kind and in any spelling.
  package mutating func readAnything(_ text: Span<UInt8>) throws(TwilioError) -> TwilioFrame {
    var parts = TwilioParts(limits: limits)
    try parts.read(text)
    let message = try parts.message(text)
    let stream = try streamName(parts.streamSID, text)
    if let number = parts.sequenceNumber { note(number) }
    return TwilioFrame(message, sequenceNumber: parts.sequenceNumber, streamSID: stream)
  }

  package mutating func read(_ text: [UInt8]) throws(TwilioError) -> TwilioFrame {
    try read(text.span)
  }

  /// The stream's name, made a string only once.
  private mutating func streamName(
    _ name: JSONString?,
    _ text: Span<UInt8>
  ) throws(TwilioError) -> String? {
    guard let name else { return nil }
    if streamSID != nil {
      guard isStream(name, text) else { throw .wrongStream }
      return streamSID
    }
    streamBytes = name.bytes(in: text)
    isStreamPlain = name.isPlain
    streamSID = String(decoding: streamBytes, as: UTF8.self)
    return streamSID
  }

  private func isStream(_ name: JSONString, _ text: Span<UInt8>) -> Bool {
    guard name.isPlain else { return name.bytes(in: text) == streamBytes }
    guard name.range.count == streamBytes.count else { return false }
    for index in streamBytes.indices
    where text[name.range.lowerBound &+ index] != streamBytes[index] {
      return false
    }
    return true
  }

  private mutating func note(_ number: Int) {
    if number > sequenceNumber {
      missingCount += number - sequenceNumber - 1
      sequenceNumber = number
    } else if missingCount > 0 {
      missingCount -= 1
    }
  }
}

/// The members of a message, as they are found.
private struct TwilioParts {
  var streamSID: JSONString?
  var sequenceNumber: Int?

  private var scanner: JSONScanner
  private var event: JSONString?
  private var version = ""
  private var start: TwilioStart?
  private var media: TwilioMedia?
  private var mark: String?
  private var digit: String?
  private var aside: StreamAside?

  init(limits: JSONLimits) { scanner = JSONScanner(limits: limits) }

  mutating func read(_ text: Span<UInt8>) throws(TwilioError) {
    do throws(JSONError) {
      try scanner.checkLength(text)
      try scanner.beginObject(text)
    } catch { throw .json(error) }
    while let key = try nextKey(text) { try member(key, text) }
    do throws(JSONError) { try scanner.end(text) } catch { throw .json(error) }
  }

  func message(_ text: Span<UInt8>) throws(TwilioError) -> TwilioMessage {
    guard let event else { throw .missing("event") }
    switch event.name(in: text) {
    case .media: return .media(try found(media, "media"))
    case .mark: return .mark(name: try found(mark, "mark"))
    case .start:
      if streamSID == nil { throw .missing("streamSid") }
      return .start(try found(start, "start"))
    case .dtmf: return .dtmf(digit: try found(digit, "dtmf"))
    case .stop: return .stop
    case .clear: return .clear
    case .connected: return .connected(version: version)
    case .aside:
      if let aside { return .aside(aside) }
      return .unknown(event: StreamAside.event)
    default: return .unknown(event: event.text(in: text))
    }
  }

  private func found<Value>(_ value: Value?, _ name: String) throws(TwilioError) -> Value {
    guard let value else { throw .missing(name) }
    return value
  }

  private mutating func member(_ key: JSONString, _ text: Span<UInt8>) throws(TwilioError) {
    switch key.name(in: text) {
    case .event:
      guard event == nil else { throw .duplicate("event") }
      event = try string(text, "event")
    case .streamSID:
      guard streamSID == nil else { throw .duplicate("streamSid") }
      streamSID = try string(text, "streamSid")
    case .sequenceNumber:
      guard sequenceNumber == nil else { throw .duplicate("sequenceNumber") }
      sequenceNumber = try number(text, "sequenceNumber")
    case .media:
      guard media == nil else { throw .duplicate("media") }
      media = try readMedia(text)
    case .start:
      guard start == nil else { throw .duplicate("start") }
      start = try readStart(text)
    case .mark:
      guard mark == nil else { throw .duplicate("mark") }
      mark = try innerText(text, "mark", .name)
    case .dtmf:
      guard digit == nil else { throw .duplicate("dtmf") }
      digit = try innerText(text, "dtmf", .digit)
    case .aside:
      guard aside == nil else { throw .duplicate(StreamAside.event) }
      aside = StreamAside(try tree(text))
    case .version: version = try string(text, "version").text(in: text)
    default: try skip(text)
    }
  }

  private mutating func readMedia(_ text: Span<UInt8>) throws(TwilioError) -> TwilioMedia {
    var media = TwilioMedia(payload: [])
    var payload: JSONString?
    try beginObject(text, "media")
    while let key = try nextKey(text) {
      switch key.name(in: text) {
      case .payload:
        guard payload == nil else { throw .duplicate("media.payload") }
        payload = try string(text, "media.payload")
      case .track: media.track = try string(text, "media.track").text(in: text)
      case .chunk: media.chunk = try number(text, "media.chunk")
      case .timestamp: media.timestamp = try number(text, "media.timestamp")
      default: try skip(text)
      }
    }
    guard let payload else { throw .missing("media.payload") }
    // Some writers escape the slash of base64.
    let audio =
      payload.isPlain
      ? Base64.bytes(text.extracting(payload.range))
      : Base64.bytes(payload.bytes(in: text).span)
    guard let audio else { throw .malformedPayload }
    media.payload = audio
    return media
  }

  /// The start is rare: it is read as a tree.
  private mutating func readStart(_ text: Span<UInt8>) throws(TwilioError) -> TwilioStart {
    let value = try tree(text)
    guard value.members != nil else { throw .malformed("start") }
    guard let account = value["accountSid"]?.text else { throw .missing("start.accountSid") }
    guard let call = value["callSid"]?.text else { throw .missing("start.callSid") }
    var start = TwilioStart(accountSID: account, callSID: call)
    if let tracks = value["tracks"] {
      guard let elements = tracks.elements else { throw .malformed("start.tracks") }
      start.tracks = elements.compactMap(\.text)
    }
    start.customParameters = (value["customParameters"]?.members ?? []).map { member in
      TwilioStart.Parameter(member.key, member.value.text ?? "")
    }
    if let format = value["mediaFormat"] {
      guard let encoding = format["encoding"]?.text else {
        throw .malformed("start.mediaFormat.encoding")
      }
      start.encoding = encoding
      start.sampleRate = try Self.wholeNumber(format["sampleRate"], "start.mediaFormat.sampleRate")
      start.channels = try Self.wholeNumber(format["channels"], "start.mediaFormat.channels")
    }
    return start
  }

  private static func wholeNumber(
    _ value: JSONValue?,
    _ path: String
  ) throws(TwilioError) -> Int {
    let number = value?.integer ?? value?.text.flatMap { Decimal.value(Array($0.utf8)) }
    guard let number, number > 0 else { throw .malformed(path) }
    return number
  }

  /// The one text of an inner object that matters.
  private mutating func innerText(
    _ text: Span<UInt8>,
    _ object: String,
    _ name: JSONName
  ) throws(TwilioError) -> String {
    var found: String?
    let path = object + (name == .name ? ".name" : ".digit")
    try beginObject(text, object)
    while let key = try nextKey(text) {
      if key.name(in: text) == name {
        guard found == nil else { throw .duplicate(path) }
        found = try string(text, path).text(in: text)
      } else {
        try skip(text)
      }
    }
    guard let found else { throw .missing(path) }
    return found
  }
}

extension JSONName {
  fileprivate static let aside = JSONName("simrun")
  fileprivate static let chunk = JSONName("chunk")
  fileprivate static let clear = JSONName("clear")
  fileprivate static let connected = JSONName("connected")
  fileprivate static let digit = JSONName("digit")
  fileprivate static let dtmf = JSONName("dtmf")
  fileprivate static let event = JSONName("event")
  fileprivate static let mark = JSONName("mark")
  fileprivate static let media = JSONName("media")
  fileprivate static let name = JSONName("name")
  fileprivate static let payload = JSONName("payload")
  fileprivate static let sequenceNumber = JSONName("sequenceNumber")
  fileprivate static let start = JSONName("start")
  fileprivate static let stop = JSONName("stop")
  fileprivate static let streamSID = JSONName("streamSid")
  fileprivate static let timestamp = JSONName("timestamp")
  fileprivate static let track = JSONName("track")
  fileprivate static let version = JSONName("version")
}

// The scanner's calls with the errors of this codec.
extension TwilioParts {
  private mutating func nextKey(_ text: Span<UInt8>) throws(TwilioError) -> JSONString? {
    do throws(JSONError) { return try scanner.nextKey(text) } catch { throw .json(error) }
  }

  private mutating func tree(_ text: Span<UInt8>) throws(TwilioError) -> JSONValue {
    do throws(JSONError) { return try JSONReader.value(of: text, from: &scanner) } catch {
      throw .json(error)
    }
  }

  private mutating func skip(_ text: Span<UInt8>) throws(TwilioError) {
    do throws(JSONError) { try scanner.skip(text) } catch { throw .json(error) }
  }

  private mutating func beginObject(
    _ text: Span<UInt8>,
    _ path: @autoclosure () -> String
  ) throws(TwilioError) {
    do throws(JSONError) { try scanner.beginObject(text) } catch {
      throw Self.wrapped(error, path())
    }
  }

  private mutating func string(
    _ text: Span<UInt8>,
    _ path: @autoclosure () -> String
  ) throws(TwilioError) -> JSONString {
    do throws(JSONError) { return try scanner.string(text) } catch {
      throw Self.wrapped(error, path())
    }
  }

  /// A whole number from 0 up, written as a string or as a number.
  private mutating func number(
    _ text: Span<UInt8>,
    _ path: @autoclosure () -> String
  ) throws(TwilioError) -> Int {
    let range: Range<Int>
    do throws(JSONError) {
      range =
        try scanner.kind(text) == .number
        ? try scanner.number(text) : try scanner.string(text).range
    } catch { throw Self.wrapped(error, path()) }
    guard (1...18).contains(range.count) else { throw .malformed(path()) }
    var value = 0
    for index in range {
      let digit = text[index] &- 0x30
      guard digit < 10 else { throw .malformed(path()) }
      value = value &* 10 &+ Int(digit)
    }
    return value
  }

  private static func wrapped(_ error: JSONError, _ path: String) -> TwilioError {
    error.reason == .wrongKind ? .malformed(path) : .json(error)
  }
}
