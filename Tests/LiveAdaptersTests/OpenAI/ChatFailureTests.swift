import LiveAdapters
import SimCore
import Testing

@Suite("Chat failures")
struct ChatFailureTests {
  private static let kinds: [ChatFailure.Kind] = [
    .requestLimit, .tokenLimit, .quotaExhausted, .overloaded, .serverFailure, .unauthorized,
    .notFound, .invalidRequest,
  ]

  private static func read(_ wire: [UInt8]) throws -> ChatFailure? {
    var reader = ChatWireReader()
    reader.expectAnswer()
    var offset = 0
    guard case .failed(let failure) = try reader.next(wire.span, at: &offset) else { return nil }
    return failure
  }

  @Test func `every kind comes through the wire as itself`() throws {
    for kind in Self.kinds {
      let sent = ChatFailure(kind, message: "no \"luck\"", retryAfter: .milliseconds(1_250))
      var wire: [UInt8] = []
      try sent.write(to: &wire)
      let found = try #require(try Self.read(wire))
      #expect(found == sent)
      #expect(found.kind == kind)
    }
  }

  @Test func `the three kinds of 429 are told apart by their bodies`() throws {
    let bodies: [(String, ChatFailure.Kind, Bool)] = [
      (
        #"{"error":{"message":"m","type":"requests","param":null,"code":"rate_limit_exceeded"}}"#,
        .requestLimit, true
      ),
      (
        #"{"error":{"message":"m","type":"tokens","param":null,"code":"rate_limit_exceeded"}}"#,
        .tokenLimit, true
      ),
      (
        #"{"error":{"type":"insufficient_quota","param":null,"code":"insufficient_quota"}}"#,
        .quotaExhausted, false
      ),
      (#"{"error":"slow down"}"#, .requestLimit, true), ("<html>", .requestLimit, true),
      ("", .requestLimit, true),
    ]
    for (body, kind, isRetryable) in bodies {
      let failure = ChatFailure(HTTPResponseHead(429), body: Array(body.utf8))
      #expect(failure.kind == kind, "\(body)")
      #expect(failure.isRetryable == isRetryable, "\(body)")
    }
  }

  @Test func `statuses say whether to try again`() {
    let table: [(Int, Bool)] = [
      (400, false), (401, false), (403, false), (404, false), (408, true), (409, true),
      (422, false),
      (500, true), (502, true), (503, true), (504, true), (529, true),
    ]
    for (status, isRetryable) in table {
      #expect(ChatFailure(status: status, message: "").isRetryable == isRetryable, "\(status)")
    }
  }

  @Test func `a delay comes in seconds, in milliseconds and as a date`() {
    let date = RetryAfter.at(unixSeconds: 784_111_777)
    let table: [(HTTPHeaders, RetryAfter?)] = [
      (["Retry-After": "2"], .delay(.seconds(2))), (["retry-after": "0"], .delay(.zero)),
      (["Retry-After": "1.5"], .delay(.milliseconds(1_500))),
      (["retry-after-ms": "250"], .delay(.milliseconds(250))),
      (["Retry-After": "1", "retry-after-ms": "250"], .delay(.milliseconds(250))),
      (["Retry-After": "1", "retry-after-ms": "soon"], .delay(.seconds(1))),
      (["Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT"], date),
      (["Retry-After": "Sunday, 06-Nov-94 08:49:37 GMT"], date),
      (["Retry-After": "Sun Nov  6 08:49:37 1994"], date),
      (["Retry-After": "-1"], nil), (["Retry-After": "soon"], nil), (["Retry-After": "1."], nil),
      (["Retry-After": ""], nil), (["Retry-After": "99999999999999999999"], nil),
      (["Retry-After": "Sun, 31 Feb 1994 08:49:37 GMT"], nil), ([:], nil),
    ]
    for (headers, expected) in table {
      #expect(RetryAfter(headers) == expected, "\(headers.fields)")
    }
  }

  @Test func `a server rounds the delay up to whole seconds`() throws {
    var wire: [UInt8] = []
    try ChatFailure(.tokenLimit, message: "", retryAfter: .milliseconds(1_001)).write(to: &wire)
    let text = String(decoding: wire, as: UTF8.self)
    #expect(text.contains("\r\nRetry-After: 2\r\n"))
    #expect(text.contains("\r\nretry-after-ms: 1001\r\n"))
  }

  @Test func `a failure within a stream has the status that its code means`() throws {
    let text =
      #"data: {"error":{"message":"m","type":"tokens","code":"rate_limit_exceeded"}}"# + "\n\n"
    var reader = ChatStreamReader()
    var offset = 0
    let event = try reader.next(Array(text.utf8).span, at: &offset)
    #expect(event == .failed(ChatFailure(.tokenLimit, message: "m")))
    #expect(reader.isOver)
  }
}
