import LiveAdapters
import SimCore
import Testing

@Suite("Chat requests")
struct ChatRequestTests {
  private static let request = ChatRequest(
    model: "gpt-4o-mini",
    messages: [
      ChatMessage("system", "Be \"brief\"."), ChatMessage("user", "Grüße\n🙂"),
      ChatMessage(
        "assistant",
        nil,
        toolCalls: [ChatToolCall(id: "c1", name: "book", arguments: "{}")]
      ),
      ChatMessage("tool", "done", toolCallID: "c1"),
    ],
    tokensMax: 200,
    others: [
      .init("temperature", .number("0.70")),
      .init("tools", .array([.object([.init("type", .string("function"))])])),
    ]
  )

  @Test func `a request comes through the wire as it was`() throws {
    var wire: [UInt8] = []
    try Self.request.write(
      host: "localhost:8080",
      headers: ["Authorization": "Bearer x"],
      to: &wire
    )
    var reader = HTTPRequestReader()
    var (offset, body): (Int, [UInt8]) = (0, [])
    var head: HTTPRequestHead?
    while let event = try reader.next(wire.span, at: &offset) {
      switch event {
      case .head(let found): head = found
      case .body(let range): body += wire[range]
      case .end: break
      }
    }
    #expect(head?.method == "POST" && head?.path == "/v1/chat/completions")
    #expect(head?.headers["Accept"] == "text/event-stream")
    #expect(try ChatRequest(JSONReader.value(of: body)) == Self.request)
  }

  @Test func `what other clients write is understood`() throws {
    let text = #"""
      {"messages": [{"role": "user", "content": [{"type": "text", "text": "a"},
       {"type": "image_url", "image_url": {"url": "x"}},
       {"type": "text", "text": "b"}], "name": "bob"}], "model": "m",
       "max_tokens": 5, "stream": null, "user": "u"}
      """#
    let request = try ChatRequest(JSONReader.value(of: Array(text.utf8)))
    #expect(request.messages == [ChatMessage("user", "ab")])
    #expect(request.tokensMax == 5 && !request.isStreaming && !request.includesUsage)
    #expect(request.others == [.init("user", .string("u"))])
  }

  @Test(arguments: [
    ("[]", "body"), ("{}", "model"), (#"{"model":1}"#, "model"), (#"{"model":"m"}"#, "messages"),
    (#"{"model":"m","messages":[]}"#, "messages"), (#"{"model":"m","messages":{}}"#, "messages"),
    (#"{"model":"m","messages":[{}]}"#, "messages[0].role"),
    (#"{"model":"m","messages":[{"role":"user","content":5}]}"#, "messages[0].content"),
    (#"{"model":"m","messages":[{"role":"a","tool_calls":[{}]}]}"#, "messages[0].tool_calls[0].id"),
    (#"{"model":"m","messages":[{"role":"a"}],"stream":"yes"}"#, "stream"),
    (#"{"model":"m","messages":[{"role":"a"}],"max_tokens":0}"#, "max_completion_tokens"),
    (#"{"model":"m","messages":[{"role":"a"}],"max_tokens":"5"}"#, "max_completion_tokens"),
  ])
  func `a wrong member is named, and answered with 400`(text: String, path: String) throws {
    let value = try JSONReader.value(of: Array(text.utf8))
    let error = #expect(throws: ChatShapeError.self) { try ChatRequest(value) }
    #expect(error == ChatShapeError(path))
    #expect(error?.failure.status == 400 && error?.failure.parameter == path)
  }

  @Test func `a whole completion is read as it was written`() throws {
    var completion = ChatCompletion(
      id: "x",
      created: 5,
      model: "m",
      content: "hi",
      finishReason: .length,
      usage: ChatUsage(promptTokens: 1, completionTokens: 2)
    )
    completion.refusal = "no"
    let line = JSONWriter.line(completion.json)
    #expect(try ChatCompletion(JSONReader.value(of: line)) == completion)
    #expect(ChatFinishReason("odd") == .other("odd") && ChatFinishReason("odd").text == "odd")
  }
}
