import LiveAdapters
import SimCore
import Testing

@Suite("Chat stream")
struct ChatStreamTests {
  /// What a client makes of the bytes of its connection, in words.
  private static func log(_ wire: [UInt8], cutAt cuts: [Int] = [], answers: Int = 1) -> [String] {
    var reader = ChatWireReader()
    for _ in 0..<answers { reader.expectAnswer() }
    var lines: [String] = []
    do throws(ChatStreamError) {
      for piece in pieces(wire, at: cuts) {
        var offset = 0
        while let event = try reader.next(piece.span, at: &offset) { lines.append(words(event)) }
      }
      if let event = try reader.inputEnded() { lines.append(words(event)) }
    } catch {
      lines.append("error:\(error)")
    }
    return lines
  }

  private static func words(_ event: ChatStreamEvent) -> String {
    switch event {
    case .chunk(let chunk): "chunk:" + String(decoding: JSONWriter.line(chunk.json), as: UTF8.self)
    case .failed(let failure): "failed:\(failure.status) \(failure.kind) \(failure.message)"
    case .done: "done"
    }
  }

  private static func chunk(_ deltas: [ChatDelta], usage: ChatUsage? = nil) -> ChatChunk {
    ChatChunk(id: "chatcmpl-1", created: 1_700_000_000, model: "gpt", deltas: deltas, usage: usage)
  }

  private static let answer: [ChatChunk] = [
    chunk([ChatDelta(role: "assistant", content: "")]), chunk([ChatDelta(content: "Hello")]),
    chunk([ChatDelta(content: ", \"wörld\" 🙂\n")]), chunk([ChatDelta(finishReason: .stop)]),
    chunk([], usage: ChatUsage(promptTokens: 12, completionTokens: 5, cachedTokens: 4)),
  ]

  private static func wire(_ chunks: [ChatChunk]) throws -> [UInt8] {
    var writer = ChatWireWriter()
    var output: [UInt8] = []
    try writer.begin(to: &output)
    for chunk in chunks { writer.chunk(chunk, to: &output) }
    try writer.finish(to: &output)
    return output
  }

  @Test func `a stream that is written is read back, whatever the cut`() throws {
    let wire = try Self.wire(Self.answer)
    let expected = Self.answer.map { Self.words(.chunk($0)) } + ["done"]
    #expect(Self.log(wire) == expected)
    #expect(Self.log(wire, cutAt: Array(0..<wire.count)) == expected)
    for cut in stride(from: 0, to: wire.count, by: 7) {
      #expect(Self.log(wire, cutAt: [cut]) == expected, "cut at \(cut)")
    }
    #expect(Self.log(wire + wire, answers: 2) == expected + expected)
  }

  @Test func `a chunk has the members that OpenAI's clients look for`() {
    #expect(
      Self.words(.chunk(Self.answer[1]))
        == #"chunk:{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"#
        + #""model":"gpt","choices":[{"index":0,"delta":{"content":"Hello"},"#
        + #""finish_reason":null}],"usage":null}"#
    )
    #expect(
      Self.words(.chunk(Self.answer[4])).hasSuffix(
        #""choices":[],"usage":{"prompt_tokens":12,"completion_tokens":5,"total_tokens":17,"#
          + #""prompt_tokens_details":{"cached_tokens":4}}}"#
      )
    )
  }

  @Test func `a chunk as the real service sends it is understood`() throws {
    let text = #"""
      {"id":"chatcmpl-9","object":"chat.completion.chunk","created":1700000001,"model":"gpt-4o",
       "service_tier":"default","system_fingerprint":"fp_1","obfuscation":"x",
       "choices":[{"index":0,"delta":{"content":"Hi","refusal":null},"logprobs":null,
       "finish_reason":null}],"usage":null}
      """#
    let chunk = try ChatChunk(JSONReader.value(of: Array(text.utf8)))
    #expect(chunk.deltas == [ChatDelta(content: "Hi")])
    #expect(chunk.model == "gpt-4o" && chunk.usage == nil)
  }

  @Test func `calls of tools are put together from their pieces`() throws {
    let chunks = [
      Self.chunk([
        ChatDelta(toolCalls: [ChatToolCallDelta(index: 0, id: "c1", name: "book", arguments: "")])
      ]),
      Self.chunk([ChatDelta(toolCalls: [ChatToolCallDelta(index: 0, arguments: "{\"day\":")])]),
      Self.chunk([
        ChatDelta(toolCalls: [
          ChatToolCallDelta(index: 0, arguments: "1}"),
          ChatToolCallDelta(index: 1, id: "c2", name: "end", arguments: "{}"),
        ])
      ]),
      Self.chunk([ChatDelta(finishReason: .toolCalls)]),
    ]
    var sum = ChatCompletion()
    for chunk in chunks { try sum.add(ChatChunk(chunk.json)) }
    #expect(
      sum.toolCalls == [
        ChatToolCall(id: "c1", name: "book", arguments: "{\"day\":1}"),
        ChatToolCall(id: "c2", name: "end", arguments: "{}"),
      ]
    )
    #expect(sum.finishReason == .toolCalls && sum.content == nil)
    #expect(try ChatCompletion(sum.json) == sum)
    #expect(throws: ChatShapeError("choices.delta.tool_calls.index")) {
      try sum.add(Self.chunk([ChatDelta(toolCalls: [ChatToolCallDelta(index: 5)])]))
    }
  }

  @Test func `a stream that ends early is an error, and one that fails says so`() throws {
    let whole = try Self.wire(Self.answer)
    let cut = Array(whole.dropLast(40))
    #expect(Self.log(cut).last == "error:truncated")
    var writer = ChatWireWriter()
    var output: [UInt8] = []
    try writer.begin(to: &output)
    writer.chunk(Self.answer[0], to: &output)
    writer.failure(ChatFailure(.serverFailure, message: "lost"), to: &output)
    #expect(Self.log(output).dropFirst().first == "failed:500 serverFailure lost")
    let clean = "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\ndata: {\"choices\":[]}"
    #expect(Self.log(Array(clean.utf8)) == ["error:truncated"])
    let broken = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ndata: {\n\n"
    #expect(Self.log(Array(broken.utf8)).last?.hasPrefix("error:json") == true)
    let shapeless = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\ndata: {}\n\n"
    #expect(
      Self.log(Array(shapeless.utf8)) == [
        "error:shape(LiveAdapters.ChatShapeError(path: \"choices\"))"
      ]
    )
  }

  @Test func `comments, other media types and interim answers do no harm`() {
    let text =
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
      + "f\r\n: keep alive\r\n\n\r\n10\r\ndata: [DONE]\r\n\r\n\r\n0\r\n\r\n"
    #expect(Self.log(Array(text.utf8)) == ["done"])
  }

  @Test func `corrupted streams never trap, and every cut says the same of them`() throws {
    let wire = try Self.wire(Array(Self.answer.prefix(3)))
    for seed in 0..<500 {
      var chance = Chance(seed: seed)
      let broken = chance.corrupted(wire)
      #expect(
        Self.log(broken, cutAt: chance.cuts(broken.count)) == Self.log(broken),
        "seed \(seed)"
      )
    }
  }
}
