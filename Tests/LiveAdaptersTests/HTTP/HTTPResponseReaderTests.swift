import LiveAdapters
import Testing

@Suite("HTTP responses")
struct HTTPResponseReaderTests {
  private static func hex(_ text: String) -> String { "body:" + hexadecimal(Array(text.utf8)) }

  private static let cases: [(name: String, text: String, methods: [String], log: [String])] = [
    (
      "a length", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", ["GET"],
      ["200 OK | Content-Length=2", hex("hi"), "end"]
    ),
    (
      "chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nX: y\r\n\r\n",
      ["POST"], ["200 OK | Transfer-Encoding=chunked", hex("hi"), "end | X=y"]
    ),
    (
      "until the end", "HTTP/1.1 200 OK\r\n\r\nhi there", ["GET"],
      ["200 OK", hex("hi there"), "end"]
    ),
    ("nothing until the end", "HTTP/1.0 200 OK\r\n\r\n", ["GET"], ["200 OK", "end"]),
    (
      "no reason", "HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n", ["GET"],
      ["404  | Content-Length=0", "end"]
    ),
    (
      "no space before no reason", "HTTP/1.1 404\r\nContent-Length: 0\r\n\r\n", ["GET"],
      ["404  | Content-Length=0", "end"]
    ),
    (
      "a long reason", "HTTP/1.1 200 All is well\r\nContent-Length: 0\r\n\r\n", ["GET"],
      ["200 All is well | Content-Length=0", "end"]
    ),
    (
      "the answer to HEAD",
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n",
      ["HEAD", "GET"], ["200 OK | Content-Length=5", "end", "204 No Content", "end"]
    ),
    (
      "not modified", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", ["GET"],
      ["304 Not Modified | Content-Length=5", "end"]
    ),
    (
      "to be continued",
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
        + "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
      ["POST"], ["interim 100", "interim 103 | Link=x", "200 OK | Content-Length=0", "end"]
    ),
    (
      "switching", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n", ["GET"],
      ["switching 101 | Upgrade=websocket"]
    ),
    (
      "two answers",
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\naHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb",
      ["GET", "GET"],
      ["200 OK | Content-Length=1", hex("a"), "end", "200 OK | Content-Length=1", hex("b"), "end"]
    ),
    ("nobody asked", "HTTP/1.1 200 OK\r\n\r\n", [], ["error:unexpectedResponse"]),
    (
      "nobody asked twice", "HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", ["GET"],
      ["204 No Content", "end", "error:unexpectedResponse"]
    ),
    (
      "length and chunks",
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", ["GET"],
      ["error:conflictingLengths"]
    ),
    (
      "two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", ["GET"],
      ["error:malformedLength"]
    ),
    (
      "another coding", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", ["GET"],
      ["error:unknownTransferCoding"]
    ),
    ("a status of two digits", "HTTP/1.1 20 OK\r\n", ["GET"], ["error:malformedStatusLine"]),
    ("a status below 100", "HTTP/1.1 099 OK\r\n", ["GET"], ["error:malformedStatusLine"]),
    ("a status that is none", "HTTP/1.1 2x0 OK\r\n", ["GET"], ["error:malformedStatusLine"]),
    ("not HTTP", "SSH-2.0-OpenSSH_9.2\r\n", ["GET"], ["error:malformedStatusLine"]),
    ("HTTP/2", "HTTP/2.0 200 OK\r\n", ["GET"], ["error:unsupportedVersion"]),
    ("line feeds alone", "HTTP/1.1 200 OK\n\n", ["GET"], ["error:bareLineFeed"]),
    ("a folded header", "HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\r\n", ["GET"], ["error:foldedHeader"]),
    ("no answer", "", ["GET"], ["error:truncated"]),
    ("cut in the status", "HTTP/1.1 2", ["GET"], ["error:truncated"]),
    (
      "cut in the body", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhi", ["GET"],
      ["200 OK | Content-Length=5", hex("hi"), "error:truncated"]
    ),
    (
      "cut in the chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
      ["GET"], ["200 OK | Transfer-Encoding=chunked", hex("hello"), "error:truncated"]
    ),
    (
      "a body without end beyond the limit",
      "HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "x", count: 101), ["GET"],
      ["200 OK", hex(String(repeating: "x", count: 100)), "error:bodyTooLong"]
    ),
  ]

  private static let limits = HTTPLimits(bodyByteCountMax: 100)

  @Test func `each response is read, or refused with the reason, whatever the cut`() {
    for each in Self.cases {
      let bytes = Array(each.text.utf8)
      let single = Array(0..<bytes.count)
      let cuts = [[], single] + (bytes.count < 110 ? (0...bytes.count).map { [$0] } : [])
      for cut in cuts {
        let log = HTTPLog.responses(bytes, to: each.methods, cutAt: cut, limits: Self.limits)
        #expect(log == each.log, "\(each.name), cut at \(cut)")
      }
    }
  }

  @Test func `corrupted responses never trap, and every cut says the same of them`() {
    for seed in 0..<2_000 {
      var chance = Chance(seed: seed)
      let each = chance.pick(Self.cases)
      let broken = chance.corrupted(Array(each.text.utf8))
      let log = HTTPLog.responses(broken, to: each.methods, limits: Self.limits).filter {
        $0 != "rest"
      }
      let cut = HTTPLog.responses(
        broken,
        to: each.methods,
        cutAt: chance.cuts(broken.count),
        limits: Self.limits
      )
      #expect(cut.filter { $0 != "rest" } == log, "seed \(seed)")
    }
  }

  @Test func `the bytes after a switch belong to the other protocol`() {
    let text = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"
    let log = HTTPLog.responses(Array(text.utf8) + [0x81, 0x00])
    #expect(log == ["switching 101 | Upgrade=websocket", "rest"])
  }
}
