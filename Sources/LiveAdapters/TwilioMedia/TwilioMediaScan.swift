import SimCore

/// A piece of audio as Twilio writes it, and as our own ends do: the members in one order, no
/// blanks, the numbers as strings.
///
/// It is fifty messages a second of every call, so it is found by comparing, without a look at the
/// grammar. Every other text, sound or not, is left to the reader that knows JSON; what is found
/// here is what that reader would have found.
package struct TwilioMediaScan {
  package private(set) var sequenceNumber: Int?
  package private(set) var media = TwilioMedia(payload: [])
  private var offset = 0

  /// Nil when the text is of another kind, or of another stream.
  package init?(_ text: Span<UInt8>, of stream: [UInt8]) {
    guard take(Self.head, text) else { return nil }
    guard let sequenceNumber = number(Self.sequence, text) else { return nil }
    var isNamed = false
    if take(Self.stream, text) {
      guard take(stream, text), take(Self.next, text) else { return nil }
      isNamed = true
    }
    guard take(Self.body, text) else { return nil }
    if take(Self.inbound, text) { media.track = "inbound" }
    guard let chunk = number(Self.chunk, text), let timestamp = number(Self.timestamp, text),
      take(Self.payload, text)
    else { return nil }
    let start = offset
    let rest = isNamed ? Self.end.count : Self.name.count + stream.count + Self.close.count
    let end = text.count - rest
    guard end >= start else { return nil }
    offset = end
    guard
      isNamed
        ? take(Self.end, text)
        : take(Self.name, text) && take(stream, text) && take(Self.close, text),
      let audio = Base64.bytes(text.extracting(start..<end))
    else { return nil }
    media.payload = audio
    (media.chunk, media.timestamp, self.sequenceNumber) = (chunk, timestamp, sequenceNumber)
  }

  /// Passes over some bytes if they come next.
  private mutating func take(_ expected: [UInt8], _ text: Span<UInt8>) -> Bool {
    guard text.count - offset >= expected.count else { return false }
    let span = expected.span
    for index in span.indices where text[offset &+ index] != span[index] { return false }
    offset &+= expected.count
    return true
  }

  /// Reads a member with a number: nil within when another member comes next, nil when it is no
  /// such number.
  private mutating func number(_ key: [UInt8], _ text: Span<UInt8>) -> Int?? {
    guard take(key, text) else { return .some(nil) }
    let start = offset
    var value = 0
    while offset < text.count, text[offset] &- 0x30 < 10 {
      guard offset &- start < 18 else { return nil }
      value = value &* 10 &+ Int(text[offset] &- 0x30)
      offset &+= 1
    }
    guard offset > start, take(Self.next, text) else { return nil }
    return value
  }

  private static let head = Array(#"{"event":"media","#.utf8)
  private static let sequence = Array(#""sequenceNumber":""#.utf8)
  private static let stream = Array(#""streamSid":""#.utf8)
  private static let next = Array(#"","#.utf8)
  private static let body = Array(#""media":{"#.utf8)
  private static let inbound = Array(#""track":"inbound","#.utf8)
  private static let chunk = Array(#""chunk":""#.utf8)
  private static let timestamp = Array(#""timestamp":""#.utf8)
  private static let payload = Array(#""payload":""#.utf8)
  private static let name = Array(#""},"streamSid":""#.utf8)
  private static let close = Array(#""}"#.utf8)
  private static let end = Array(#""}}"#.utf8)
}
