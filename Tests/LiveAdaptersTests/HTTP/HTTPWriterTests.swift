import LiveAdapters
import Testing

@Suite("HTTP writer")
struct HTTPWriterTests {
  @Test func `heads have the bytes of RFC 9112`() throws {
    var output: [UInt8] = []
    try HTTPRequestHead("GET", "/a?b=c", headers: ["Host": "x", "Accept": "*/*"]).write(to: &output)
    try HTTPResponseHead(429, headers: ["Retry-After": "2"]).write(to: &output)
    try HTTPResponseHead(100).write(to: &output)
    #expect(
      String(decoding: output, as: UTF8.self) == """
        GET /a?b=c HTTP/1.1\r
        Host: x\r
        Accept: */*\r
        \r
        HTTP/1.1 429 Too Many Requests\r
        Retry-After: 2\r
        \r
        HTTP/1.1 100 Continue\r
        \r

        """
    )
  }

  @Test func `what would begin a line of its own is refused`() {
    var output: [UInt8] = []
    for value in ["a\r\nX: b", "a\nb", "a\rb", "a\u{0}"] {
      #expect(throws: HTTPError.malformedHeader) {
        try HTTPResponseHead(200, headers: ["A": value]).write(to: &output)
      }
    }
    for name in ["", "a b", "a:", "a\r\n"] {
      #expect(throws: HTTPError.malformedHeader) {
        try HTTPResponseHead(200, headers: [name: "x"]).write(to: &output)
      }
    }
    for target in ["", "/a b", "/\r\n"] {
      #expect(throws: HTTPError.malformedRequestLine) {
        try HTTPRequestHead("GET", target).write(to: &output)
      }
    }
    #expect(throws: HTTPError.malformedStatusLine) {
      try HTTPResponseHead(200, reason: "a\r\nb").write(to: &output)
    }
  }

  @Test func `any body comes back, in any framing and at any cut`() throws {
    for seed in 0..<400 {
      var chance = Chance(seed: seed)
      let parts = (0..<chance.below(5)).map { _ in chance.bytes(chance.below(40)) }
      let body = parts.flatMap(\.self)
      let framing: HTTPBodyWriter.Framing = chance.pick([.chunked, .length(body.count), .untilEnd])
      var writer = HTTPBodyWriter(framing)
      var headers: HTTPHeaders = ["Server": "simrun"]
      writer.announce(in: &headers)
      var wire: [UInt8] = []
      try HTTPResponseHead(200, headers: headers).write(to: &wire)
      for part in parts { writer.write(part.span, to: &wire) }
      let trailers: HTTPHeaders = framing == .chunked && seed % 2 == 0 ? ["Digest": "x"] : [:]
      try writer.finish(trailers: trailers, to: &wire)
      let log = HTTPLog.responses(wire, cutAt: chance.cuts(wire.count))
      #expect(log.first?.hasPrefix("200 OK | Server=simrun | ") == true)
      let middle = body.isEmpty ? [] : ["body:" + hexadecimal(body)]
      let end = trailers.count == 0 ? "end" : "end | Digest=x"
      #expect(Array(log.dropFirst()) == middle + [end], "seed \(seed)")
    }
  }

  @Test func `headers are found whatever their case, and kept in order`() {
    var headers: HTTPHeaders = ["X-A": "1", "x-b": "2", "X-a": "3"]
    #expect(headers["x-A"] == "1")
    #expect(headers.all("X-A") == ["1", "3"])
    headers["x-a"] = "4"
    #expect(headers.fields.map(\.value) == ["2", "4"])
    headers["X-B"] = nil
    #expect(headers.count == 1)
    let lists: HTTPHeaders = ["Connection": "keep-alive , Upgrade,", "connection": "\tx"]
    #expect(lists.list("Connection") == ["keep-alive", "Upgrade", "x"])
    #expect(lists.lists("upgrade", in: "connection"))
    #expect(!lists.lists("keep", in: "connection"))
  }

  @Test func `a chunked body has its last chunk once`() throws {
    var writer = HTTPBodyWriter(.chunked)
    var output: [UInt8] = []
    let nothing: [UInt8] = []
    writer.write(nothing.span, to: &output)
    #expect(output.isEmpty)
    writer.write([UInt8](repeating: 0x61, count: 26).span, to: &output)
    try writer.finish(to: &output)
    let expected = "1a\r\n\(String(repeating: "a", count: 26))\r\n0\r\n\r\n"
    #expect(String(decoding: output, as: UTF8.self) == expected)
  }
}
