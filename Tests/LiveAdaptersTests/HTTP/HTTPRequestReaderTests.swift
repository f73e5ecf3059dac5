import LiveAdapters
import Testing

@Suite("HTTP requests")
struct HTTPRequestReaderTests {
  private struct Case {
    let name: String
    let bytes: [UInt8]
    let log: [String]

    init(_ name: String, _ text: String, _ log: [String]) {
      self.name = name
      bytes = Array(text.utf8)
      self.log = log
    }
  }

  private static let host = "Host: a\r\n"
  private static func post(_ headers: String, _ body: String = "") -> String {
    "POST / HTTP/1.1\r\n\(host)\(headers)\r\n\(body)"
  }
  private static func hex(_ text: String) -> String { "body:" + hexadecimal(Array(text.utf8)) }
  private static let chunked = "Transfer-Encoding: chunked\r\n"
  private static let chunkedHead = "POST / 1.1 | Host=a | Transfer-Encoding=chunked"

  private static let sound: [Case] = [
    Case("a GET", "GET /x?y HTTP/1.1\r\nHost: a\r\n\r\n", ["GET /x?y 1.1 | Host=a", "end"]),
    Case("HTTP/1.0 needs no host", "GET / HTTP/1.0\r\n\r\n", ["GET / 1.0", "end"]),
    Case("an empty line before", "\r\nGET / HTTP/1.0\r\n\r\n", ["GET / 1.0", "end"]),
    Case(
      "a body with length",
      post("Content-Length: 5\r\n", "hello"),
      ["POST / 1.1 | Host=a | Content-Length=5", hex("hello"), "end"]
    ),
    Case(
      "a length of 0",
      post("Content-Length: 0\r\n"),
      ["POST / 1.1 | Host=a | Content-Length=0", "end"]
    ),
    Case(
      "two in a row",
      post("Content-Length: 1\r\n", "x") + "GET / HTTP/1.1\r\nHost: b\r\n\r\n",
      ["POST / 1.1 | Host=a | Content-Length=1", hex("x"), "end", "GET / 1.1 | Host=b", "end"]
    ),
    Case(
      "space around a value",
      "GET / HTTP/1.1\r\nHost: \t a \t\r\nX:\r\nY: b c\r\n\r\n",
      ["GET / 1.1 | Host=a | X= | Y=b c", "end"]
    ),
    Case(
      "a chunked body",
      post(chunked, "5\r\nhello\r\n6;a=b;c=\"d\"\r\n world\r\n0\r\n\r\n"),
      [chunkedHead, hex("hello world"), "end"]
    ),
    Case(
      "chunks of one byte",
      post(chunked, "1\r\na\r\n01\r\nb\r\n0\r\n\r\n"),
      [chunkedHead, hex("ab"), "end"]
    ),
    Case(
      "sizes in both cases",
      post(chunked, "a\r\n0123456789\r\nA \r\n0123456789\r\n0\r\n\r\n"),
      [chunkedHead, hex("01234567890123456789"), "end"]
    ),
    Case(
      "trailers",
      post(chunked, "0\r\nDigest: x\r\nB: y\r\n\r\n"),
      [chunkedHead, "end | Digest=x | B=y"]
    ),
    Case(
      "chunked in capitals",
      post("Transfer-Encoding: CHUNKED\r\n", "0\r\n\r\n"),
      ["POST / 1.1 | Host=a | Transfer-Encoding=CHUNKED", "end"]
    ),
    Case(
      "a request after chunks",
      post(chunked, "0\r\n\r\n") + "GET / HTTP/1.0\r\n\r\n",
      [chunkedHead, "end", "GET / 1.0", "end"]
    ),
    Case(
      "an expectation",
      post("Expect: 100-continue\r\nContent-Length: 1\r\n", "x"),
      ["POST / 1.1 | Host=a | Expect=100-continue | Content-Length=1", hex("x"), "end"]
    ),
    Case(
      "a star as target",
      "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
      ["OPTIONS * 1.1 | Host=a", "end"]
    ),
    Case("nothing", "", []),
  ]

  private static func refused(
    _ name: String,
    _ text: String,
    _ error: HTTPError,
    after: [String] = []
  ) -> Case {
    Case(name, text, after + ["error:\(error)"])
  }

  private static let heads: [Case] = [
    refused("no version", "GET /\r\n", .malformedRequestLine),
    refused("two spaces", "GET  / HTTP/1.1\r\n", .malformedRequestLine),
    refused("a tab", "GET\t/ HTTP/1.1\r\n", .malformedRequestLine),
    refused("space before", " GET / HTTP/1.1\r\n", .malformedRequestLine),
    refused("space behind", "GET / HTTP/1.1 \r\n", .malformedRequestLine),
    refused("a method that is no token", "GE(T / HTTP/1.1\r\n", .malformedRequestLine),
    refused("a control byte in the target", "GET /\u{1} HTTP/1.1\r\n", .malformedRequestLine),
    refused("a letter beyond ASCII in the target", "GET /ü HTTP/1.1\r\n", .malformedRequestLine),
    refused("lower-case version", "GET / http/1.1\r\n", .malformedRequestLine),
    refused("HTTP/2", "GET / HTTP/2.0\r\n", .unsupportedVersion),
    refused("HTTP/1.2", "GET / HTTP/1.2\r\n", .unsupportedVersion),
    refused("HTTP/0.9", "GET / HTTP/0.9\r\n", .unsupportedVersion),
    refused("a TLS hello", "\u{16}\u{3}\u{1}\r\n", .malformedRequestLine),
    refused("three empty lines", "\r\n\r\n\r\n", .malformedRequestLine),
    refused("line feeds alone", "GET / HTTP/1.1\nHost: a\n\n", .bareLineFeed),
    refused("a line feed in the headers", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", .bareLineFeed),
    refused(
      "a carriage return alone",
      "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n",
      .bareCarriageReturn
    ),
    refused("a folded header", "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n", .foldedHeader),
    refused("a first header folded", "GET / HTTP/1.1\r\n\tHost: a\r\n\r\n", .foldedHeader),
    refused("space before the colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", .malformedHeader),
    refused("no colon", "GET / HTTP/1.1\r\nHost\r\n\r\n", .malformedHeader),
    refused("no name", "GET / HTTP/1.1\r\n: a\r\n\r\n", .malformedHeader),
    refused("a name that is no token", "GET / HTTP/1.1\r\nHo/st: a\r\n\r\n", .malformedHeader),
    refused("a zero byte in a value", "GET / HTTP/1.1\r\nHost: a\u{0}\r\n\r\n", .malformedHeader),
    refused("no host", "GET / HTTP/1.1\r\nX: a\r\n\r\n", .malformedHost),
    refused("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n", .malformedHost),
    refused("another expectation", post("Expect: gold\r\n"), .unknownExpectation),
    refused("the end in the line", "GET / HTT", .truncated),
    refused("the end in the headers", "GET / HTTP/1.1\r\nHost: a\r\n", .truncated),
    refused("a lone carriage return", "\r", .truncated),
  ]

  private static let bodies: [Case] = [
    refused(
      "length and chunks",
      post("Content-Length: 5\r\n" + chunked, "0\r\n\r\n"),
      .conflictingLengths
    ),
    refused(
      "chunks and length",
      post(chunked + "content-length: 5\r\n", "0\r\n\r\n"),
      .conflictingLengths
    ),
    refused("two lengths", post("Content-Length: 5\r\nContent-Length: 6\r\n"), .malformedLength),
    refused("a length twice", post("Content-Length: 5\r\nContent-Length: 5\r\n"), .malformedLength),
    refused("a list of lengths", post("Content-Length: 5, 5\r\n"), .malformedLength),
    refused("a signed length", post("Content-Length: +5\r\n"), .malformedLength),
    refused("a negative length", post("Content-Length: -5\r\n"), .malformedLength),
    refused("a length in hexadecimal", post("Content-Length: 0x5\r\n"), .malformedLength),
    refused("an empty length", post("Content-Length: \r\n"), .malformedLength),
    refused("a huge length", post("Content-Length: 99999999999999999999\r\n"), .malformedLength),
    refused("a length beyond the limit", post("Content-Length: 65\r\n"), .bodyTooLong),
    refused("another coding", post("Transfer-Encoding: gzip\r\n"), .unknownTransferCoding),
    refused("two codings", post("Transfer-Encoding: gzip, chunked\r\n"), .unknownTransferCoding),
    refused("chunked twice", post(chunked + chunked), .unknownTransferCoding),
    refused(
      "chunked with a tail",
      post("Transfer-Encoding: chunked;x\r\n"),
      .unknownTransferCoding
    ),
    refused(
      "chunked in quotes",
      post("Transfer-Encoding: \"chunked\"\r\n"),
      .unknownTransferCoding
    ),
    refused(
      "an odd space in chunked",
      post("Transfer-Encoding: \u{B}chunked\r\n"),
      .malformedHeader
    ),
    refused("chunks in HTTP/1.0", "POST / HTTP/1.0\r\n" + chunked + "\r\n", .unknownTransferCoding),
    refused("no chunk size", post(chunked, "\r\n"), .malformedChunk, after: [chunkedHead]),
    refused("a size that is none", post(chunked, "g\r\n"), .malformedChunk, after: [chunkedHead]),
    refused(
      "a size with prefix",
      post(chunked, "0x5\r\nhello\r\n"),
      .malformedChunk,
      after: [chunkedHead]
    ),
    refused(
      "a signed size",
      post(chunked, "+5\r\nhello\r\n"),
      .malformedChunk,
      after: [chunkedHead]
    ),
    refused("a negative size", post(chunked, "-1\r\n"), .malformedChunk, after: [chunkedHead]),
    refused("a huge size", post(chunked, "fffffffff\r\n"), .malformedChunk, after: [chunkedHead]),
    refused(
      "a space before the size",
      post(chunked, " 5\r\nhello\r\n"),
      .malformedChunk,
      after: [chunkedHead]
    ),
    refused(
      "a size with a line feed",
      post(chunked, "5\nhello\r\n"),
      .bareLineFeed,
      after: [chunkedHead]
    ),
    refused(
      "an extension with a control byte",
      post(chunked, "5;\u{1}\r\nhello\r\n"),
      .malformedChunk,
      after: [chunkedHead]
    ),
    refused(
      "an endless extension",
      post(chunked, "5;" + String(repeating: "x", count: 300)),
      .malformedChunk,
      after: [chunkedHead]
    ),
    refused(
      "a chunk that is longer",
      post(chunked, "3\r\nhello\r\n"),
      .malformedChunk,
      after: [chunkedHead, hex("hel")]
    ),
    refused(
      "a chunk's end with a line feed",
      post(chunked, "5\r\nhello\n"),
      .bareLineFeed,
      after: [chunkedHead, hex("hello")]
    ),
    refused(
      "chunks beyond the limit",
      post(chunked, "40\r\n\(String(repeating: "x", count: 64))\r\n1\r\n"),
      .bodyTooLong,
      after: [chunkedHead, hex(String(repeating: "x", count: 64))]
    ),
    refused(
      "a folded trailer",
      post(chunked, "0\r\n a\r\n\r\n"),
      .foldedHeader,
      after: [chunkedHead]
    ),
    refused(
      "the end in a body",
      post("Content-Length: 5\r\n", "hel"),
      .truncated,
      after: ["POST / 1.1 | Host=a | Content-Length=5", hex("hel")]
    ),
    refused(
      "the end in a chunk",
      post(chunked, "5\r\nhel"),
      .truncated,
      after: [chunkedHead, hex("hel")]
    ),
    refused(
      "the end before the last chunk",
      post(chunked, "3\r\nhel\r\n"),
      .truncated,
      after: [chunkedHead, hex("hel")]
    ),
    refused(
      "the end before the empty line",
      post(chunked, "0\r\n"),
      .truncated,
      after: [chunkedHead]
    ),
  ]

  private static let limits = HTTPLimits(
    startLineByteCountMax: 60,
    headerByteCountMax: 200,
    headerCountMax: 6,
    bodyByteCountMax: 64
  )

  private static let sizes: [Case] = [
    refused("a long target", "GET /\(String(repeating: "x", count: 60))", .targetTooLong),
    refused(
      "a long header",
      "GET / HTTP/1.1\r\nX: \(String(repeating: "x", count: 200))",
      .headersTooLong
    ),
    refused(
      "many long headers",
      "GET / HTTP/1.1\r\n"
        + String(repeating: "X: \(String(repeating: "x", count: 90))\r\n", count: 3),
      .headersTooLong
    ),
    refused(
      "many headers",
      "GET / HTTP/1.1\r\n" + String(repeating: "X: y\r\n", count: 7),
      .headersTooLong
    ),
    refused(
      "many trailers",
      post(chunked, "0\r\n" + String(repeating: "X: y\r\n", count: 7)),
      .headersTooLong,
      after: [chunkedHead]
    ),
  ]

  private static let cases = sound + heads + bodies + sizes

  @Test func `each request is read, or refused with the reason, whatever the cut`() {
    for each in Self.cases {
      #expect(HTTPLog.requests(each.bytes, limits: Self.limits) == each.log, "\(each.name)")
      let single = Array(0..<each.bytes.count)
      #expect(
        HTTPLog.requests(each.bytes, cutAt: single, limits: Self.limits) == each.log,
        "\(each.name), each byte alone"
      )
      guard each.bytes.count <= 110 else { continue }
      for cut in 0...each.bytes.count {
        #expect(
          HTTPLog.requests(each.bytes, cutAt: [cut], limits: Self.limits) == each.log,
          "\(each.name), cut at \(cut)"
        )
      }
    }
  }

  @Test func `corrupted requests never trap, and every cut says the same of them`() {
    for seed in 0..<2_000 {
      var chance = Chance(seed: seed)
      let whole = chance.pick(Self.sound).bytes + chance.pick(Self.sound).bytes
      let broken = chance.corrupted(whole)
      let log = HTTPLog.requests(broken, limits: Self.limits)
      let cuts = chance.cuts(broken.count)
      #expect(HTTPLog.requests(broken, cutAt: cuts, limits: Self.limits) == log, "seed \(seed)")
    }
  }

  @Test func `errors have the statuses that RFC 9110 and RFC 6585 give them`() {
    #expect(HTTPError.targetTooLong.status == 414)
    #expect(HTTPError.headersTooLong.status == 431)
    #expect(HTTPError.bodyTooLong.status == 413)
    #expect(HTTPError.unknownTransferCoding.status == 501)
    #expect(HTTPError.unsupportedVersion.status == 505)
    #expect(HTTPError.unknownExpectation.status == 417)
    #expect(HTTPError.conflictingLengths.status == 400)
    let response = HTTPResponseHead(refusing: .headersTooLong)
    #expect(response.status == 431 && !response.keepsAlive)
  }

  @Test func `a reader that failed stays so, and one that handed over reads nothing`() throws {
    var failed = HTTPRequestReader()
    var offset = 0
    #expect(throws: HTTPError.malformedRequestLine) {
      try failed.next(Array("x\r\n".utf8).span, at: &offset)
    }
    offset = 0
    let good = Array("GET / HTTP/1.0\r\n\r\n".utf8)
    #expect(throws: HTTPError.malformedRequestLine) { try failed.next(good.span, at: &offset) }
    var reader = HTTPRequestReader()
    let both = good + [1, 2, 3]
    offset = 0
    while let event = try reader.next(both.span, at: &offset) {
      if case .end = event { reader.handOver() }
    }
    #expect(offset == good.count)
    try reader.inputEnded()
  }

  @Test func `connections are kept as RFC 9112 says`() {
    let table: [(HTTPHeaders, Int, Bool)] = [
      ([:], 1, true), ([:], 0, false), (["Connection": "close"], 1, false),
      (["connection": "Keep-Alive"], 0, true), (["Connection": "keep-alive, Close"], 1, false),
      (["Connection": "closed"], 1, true), (["Connection": "upgrade"], 0, false),
    ]
    for (headers, version, keeps) in table {
      let head = HTTPRequestHead("GET", "/", headers: headers, minorVersion: version)
      #expect(head.keepsAlive == keeps, "\(headers.fields)")
    }
  }
}
