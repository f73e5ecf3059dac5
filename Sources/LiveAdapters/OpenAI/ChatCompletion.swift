package import SimCore

/// A whole completion: the answer to a request that does not stream, or the sum of a stream.
package struct ChatCompletion: Sendable, Hashable {
  package var id: String
  /// Seconds since 1970.
  package var created: Int
  package var model: String
  /// The first answer.
  package var content: String?
  package var refusal: String?
  package var toolCalls: [ChatToolCall]
  package var finishReason: ChatFinishReason?
  package var usage: ChatUsage?

  package init(
    id: String = "",
    created: Int = 0,
    model: String = "",
    content: String? = nil,
    toolCalls: [ChatToolCall] = [],
    finishReason: ChatFinishReason? = nil,
    usage: ChatUsage? = nil
  ) {
    self.id = id
    self.created = created
    self.model = model
    self.content = content
    self.toolCalls = toolCalls
    self.finishReason = finishReason
    self.usage = usage
  }

  /// Adds what a chunk brings to the first answer; refuses a call of a tool that skips a number.
  package mutating func add(_ chunk: ChatChunk) throws(ChatShapeError) {
    (id, created, model) = (chunk.id, chunk.created, chunk.model)
    if let usage = chunk.usage { self.usage = usage }
    for delta in chunk.deltas where delta.index == 0 {
      if let text = delta.content { content = (content ?? "") + text }
      if let text = delta.refusal { refusal = (refusal ?? "") + text }
      if let reason = delta.finishReason { finishReason = reason }
      for call in delta.toolCalls { try add(call) }
    }
  }

  private mutating func add(_ call: ChatToolCallDelta) throws(ChatShapeError) {
    guard call.index <= toolCalls.count else {
      throw ChatShapeError("choices.delta.tool_calls.index")
    }
    if call.index == toolCalls.count {
      toolCalls.append(ChatToolCall(id: "", name: "", arguments: ""))
    }
    if let id = call.id { toolCalls[call.index].id = id }
    toolCalls[call.index].name += call.name ?? ""
    toolCalls[call.index].arguments += call.arguments ?? ""
  }

  package var json: JSONValue {
    var message = ChatMessage("assistant", content, toolCalls: toolCalls).json.members ?? []
    if let refusal { message.append(.init("refusal", .string(refusal))) }
    let choice = JSONValue.object([
      .init("index", .integer(0)), .init("message", .object(message)),
      .init("finish_reason", finishReason.map { .string($0.text) } ?? .null),
    ])
    return .object([
      .init("id", .string(id)), .init("object", .string("chat.completion")),
      .init("created", .integer(created)), .init("model", .string(model)),
      .init("choices", .array([choice])), .init("usage", usage?.json ?? .null),
    ])
  }

  package init(_ value: JSONValue) throws(ChatShapeError) {
    guard let choice = value["choices"]?.elements?.first else { throw ChatShapeError("choices") }
    guard let body = choice["message"] else { throw ChatShapeError("choices[0].message") }
    let message = try ChatMessage(body, path: "choices[0].message")
    self.init(
      id: value["id"]?.text ?? "",
      created: value["created"]?.integer ?? 0,
      model: value["model"]?.text ?? "",
      content: message.content,
      toolCalls: message.toolCalls,
      finishReason: choice["finish_reason"]?.text.map { ChatFinishReason($0) }
    )
    refusal = body["refusal"]?.text
    if let found = value["usage"], !found.isNull { usage = try ChatUsage(found) }
  }
}
