import LiveAdapters
import Testing

@Suite("Event stream")
struct EventStreamTests {
  private static func log(_ bytes: [UInt8], cutAt cuts: [Int] = [], limit: Int = 200) -> [String] {
    var reader = EventStreamReader(byteCountMax: limit)
    var lines: [String] = []
    do throws(EventStreamError) {
      for piece in pieces(bytes, at: cuts) {
        var offset = 0
        while let event = try reader.next(piece.span, at: &offset) {
          let id = reader.lastEventID.isEmpty ? "" : " #\(reader.lastEventID)"
          lines.append("\(event.name):\(event.text)\(id)")
        }
      }
    } catch {
      lines.append("error:\(error)")
    }
    if let delay = reader.reconnectionDelay { lines.append("retry:\(delay)") }
    if reader.commentCount > 0 { lines.append("comments:\(reader.commentCount)") }
    return lines
  }

  /// With `|` for a line feed: the examples of the standard, and its edges.
  private static let cases: [(name: String, text: String, log: [String])] = [
    ("one event", "data: a||", ["message:a"]),
    ("two lines", "data: YHOO|data: +2|data: 10||", ["message:YHOO\n+2\n10"]),
    (
      "the standard's four blocks",
      ": test stream||data: first event|id: 1||data:second event|id||data:  third event||",
      ["message:first event #1", "message:second event", "message: third event", "comments:1"]
    ),
    ("empty data, twice", "data||data|data||data:", ["message:", "message:\n"]),
    ("a space or none", "data:test||data: test||", ["message:test", "message:test"]),
    ("two spaces", "data:  a||", ["message: a"]),
    ("a named event", "event: add|data: 7||data: x||", ["add:7", "message:x"]),
    ("an event without data", "event: add||data: x||", ["message:x"]),
    ("a colon in the data", "data: a:b||", ["message:a:b"]),
    ("an unknown field", "foo: bar|data: a||", ["message:a"]),
    ("a field with a space", " data: a|data : b|data: c||", ["message:c"]),
    ("a field in capitals", "DATA: a||", []),
    ("an id stays", "id: 5|data: a||data: b||", ["message:a #5", "message:b #5"]),
    ("an id without data", "id: 5||data: b||", ["message:b #5"]),
    ("an id with a zero byte", "id: 5\u{0}|data: a||", ["message:a"]),
    ("an id not dispatched", "data: a||id: 9|data: b", ["message:a"]),
    ("a delay", "retry: 1500|data: a||", ["message:a", "retry:1.5 seconds"]),
    ("a delay that is none", "retry: 1.5|retry: -1|retry:|data: a||", ["message:a"]),
    ("comments", ":||: x|:|data: a||", ["message:a", "comments:3"]),
    ("the mark of byte order", "\u{FEFF}data: a||", ["message:a"]),
    ("two marks", "\u{FEFF}\u{FEFF}data: a||data: b||", ["message:b"]),
    ("a mark later", "data: a||\u{FEFF}data: b||", ["message:a"]),
    ("an unfinished event", "data: a||data: b|", ["message:a"]),
    ("many empty lines", "|||data: a||||", ["message:a"]),
    ("beyond ASCII", "data: Grüße 🙂||", ["message:Grüße 🙂"]),
    (
      "a long line", "data: " + String(repeating: "x", count: 200),
      ["error:lineTooLong(limit: 200)"]
    ),
    (
      "a long event", String(repeating: "data: \(String(repeating: "x", count: 90))|", count: 3),
      ["error:eventTooLong(limit: 200)"]
    ),
  ]

  private static func broken(_ text: String, _ end: String) -> [UInt8] {
    Array(text.replacing("|", with: end).utf8)
  }

  @Test(arguments: ["\n", "\r", "\r\n"])
  func `lines end in three ways, and the cut does not matter`(end: String) {
    for each in Self.cases {
      let bytes = Self.broken(each.text, end)
      for cuts in [[], Array(0..<bytes.count)] + (0...bytes.count).map({ [$0] }) {
        #expect(Self.log(bytes, cutAt: cuts) == each.log, "\(each.name), cut at \(cuts)")
      }
    }
  }

  @Test func `mixed line ends are told apart`() {
    #expect(Self.log(Array("data: a\r\ndata: b\rdata: c\n\r".utf8)) == ["message:a\nb\nc"])
    #expect(Self.log(Array("data: a\n\rdata: b\r\r\n".utf8)) == ["message:a", "message:b"])
    #expect(Self.log(Array("data: a\r\n\ndata: b\r\r".utf8)) == ["message:a", "message:b"])
  }

  @Test func `an event is given at its empty line, not at the byte after`() throws {
    var reader = EventStreamReader()
    var offset = 0
    #expect(try reader.next(Array("data: a\r\r".utf8).span, at: &offset)?.text == "a")
    offset = 0
    #expect(try reader.next(Array("\ndata: b\n\n".utf8).span, at: &offset)?.text == "b")
  }

  @Test func `what is written is read back, at any cut`() {
    for seed in 0..<400 {
      var chance = Chance(seed: seed)
      var (wire, expected): ([UInt8], [String]) = ([], [])
      for _ in 0..<(1 + chance.below(4)) {
        let data = (0..<chance.below(4)).map { _ in
          chance.pick(["", " a", "b:c", "{\"x\":1}", "日🙂"])
        }
        let name = chance.pick(["message", "delta", "done"])
        EventStreamWriter.append(
          ServerSentEvent(name: name, data: data.joined(separator: "\n")),
          to: &wire
        )
        expected.append("\(name):\(data.joined(separator: "\n"))")
        if chance.below(3) == 0 { EventStreamWriter.append(comment: "ping", to: &wire) }
      }
      let log = Self.log(wire, cutAt: chance.cuts(wire.count)).filter { !$0.hasPrefix("comments") }
      #expect(log == expected, "seed \(seed)")
    }
  }

  @Test func `ids, delays and odd line breaks are written as they are read`() {
    var wire: [UInt8] = []
    EventStreamWriter.append(retryAfter: .milliseconds(250), to: &wire)
    EventStreamWriter.append(ServerSentEvent(data: "a\r\nb\rc\n"), id: "7", to: &wire)
    #expect(
      String(decoding: wire, as: UTF8.self)
        == "retry: 250\n\nid: 7\ndata: a\ndata: b\ndata: c\ndata: \n\n"
    )
    #expect(Self.log(wire) == ["message:a\nb\nc\n #7", "retry:0.25 seconds"])
  }

  @Test func `corrupted streams never trap, and every cut says the same of them`() {
    for seed in 0..<1_500 {
      var chance = Chance(seed: seed)
      let text = chance.pick(Self.cases).text + chance.pick(Self.cases).text
      let wire = chance.corrupted(Self.broken(text, chance.pick(["\n", "\r", "\r\n"])))
      #expect(Self.log(wire, cutAt: chance.cuts(wire.count)) == Self.log(wire), "seed \(seed)")
    }
  }
}
