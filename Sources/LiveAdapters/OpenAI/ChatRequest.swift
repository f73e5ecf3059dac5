package import SimCore

/// A member of a JSON body that is missing or has another kind, by its path.
package struct ChatShapeError: Error, Sendable, Hashable {
  package let path: String

  package init(_ path: String) { self.path = path }

  /// The answer of a server to a request of this shape.
  package var failure: ChatFailure {
    var failure = ChatFailure(.invalidRequest, message: "Invalid value for '\(path)'.")
    failure.parameter = path
    return failure
  }
}

/// A call of a tool that the model asks for.
package struct ChatToolCall: Sendable, Hashable {
  package var id: String
  package var name: String
  /// JSON text, as the model wrote it: it may be broken.
  package var arguments: String

  package init(id: String, name: String, arguments: String) {
    self.id = id
    self.name = name
    self.arguments = arguments
  }
}

/// A turn of the conversation that a request carries.
package struct ChatMessage: Sendable, Hashable {
  package var role: String
  /// Nil for a turn that only calls tools.
  package var content: String?
  package var toolCalls: [ChatToolCall]
  /// Of a turn of the role `tool`: the call that it answers.
  package var toolCallID: String?

  package init(
    _ role: String,
    _ content: String?,
    toolCalls: [ChatToolCall] = [],
    toolCallID: String? = nil
  ) {
    self.role = role
    self.content = content
    self.toolCalls = toolCalls
    self.toolCallID = toolCallID
  }
}

/// A request of chat completions: `POST /v1/chat/completions`.
package struct ChatRequest: Sendable, Hashable {
  package var model: String
  package var messages: [ChatMessage]
  package var isStreaming: Bool
  /// Whether a stream ends with a chunk that counts the tokens.
  package var includesUsage: Bool
  /// Tokens of the answer at most.
  package var tokensMax: Int?
  /// Every other member, as it is: temperature, tools, tool_choice and what is yet to come.
  package var others: [JSONValue.Member]

  package init(
    model: String,
    messages: [ChatMessage],
    isStreaming: Bool = true,
    includesUsage: Bool = true,
    tokensMax: Int? = nil,
    others: [JSONValue.Member] = []
  ) {
    self.model = model
    self.messages = messages
    self.isStreaming = isStreaming
    self.includesUsage = includesUsage
    self.tokensMax = tokensMax
    self.others = others
  }

  package var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("model", .string(model)), .init("messages", .array(messages.map(\.json))),
    ]
    if isStreaming {
      members.append(.init("stream", .boolean(true)))
      if includesUsage {
        let options = JSONValue.object([.init("include_usage", .boolean(true))])
        members.append(.init("stream_options", options))
      }
    }
    if let tokensMax { members.append(.init("max_completion_tokens", .integer(tokensMax))) }
    return .object(members + others)
  }

  /// Appends the whole request of a client.
  package func write(
    host: String,
    path: String = "/v1/chat/completions",
    headers extra: HTTPHeaders = [:],
    to output: inout [UInt8]
  ) throws(HTTPError) {
    let body = JSONWriter.line(json)
    var headers: HTTPHeaders = [
      "Host": host, "Content-Type": "application/json",
      "Accept": isStreaming ? EventStreamWriter.mediaType : "application/json",
      "Content-Length": "\(body.count)",
    ]
    for field in extra.fields { headers.add(field.name, field.value) }
    try HTTPRequestHead("POST", path, headers: headers).write(to: &output)
    Bytes.append(body.span, to: &output)
  }
}

extension ChatRequest {
  private static let known: [String] = [
    "model", "messages", "stream", "stream_options", "max_completion_tokens", "max_tokens",
  ]

  /// Reads the body of a request.
  package init(_ value: JSONValue) throws(ChatShapeError) {
    guard let members = value.members else { throw ChatShapeError("body") }
    guard let model = value["model"]?.text else { throw ChatShapeError("model") }
    guard let list = value["messages"]?.elements, !list.isEmpty else {
      throw ChatShapeError("messages")
    }
    var messages: [ChatMessage] = []
    for (index, message) in list.enumerated() {
      messages.append(try ChatMessage(message, path: "messages[\(index)]"))
    }
    let limit = value["max_completion_tokens"] ?? value["max_tokens"]
    if let limit, !limit.isNull, limit.integer.map({ $0 > 0 }) != true {
      throw ChatShapeError("max_completion_tokens")
    }
    self.init(
      model: model,
      messages: messages,
      isStreaming: try value.flag("stream"),
      includesUsage: try value["stream_options"]?.flag("include_usage") ?? false,
      tokensMax: limit?.integer,
      others: members.filter { !Self.known.contains($0.key) }
    )
  }
}

extension ChatMessage {
  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("role", .string(role)), .init("content", content.map(JSONValue.string) ?? .null),
    ]
    if !toolCalls.isEmpty {
      members.append(.init("tool_calls", .array(toolCalls.map(\.json))))
    }
    if let toolCallID { members.append(.init("tool_call_id", .string(toolCallID))) }
    return .object(members)
  }

  init(_ value: JSONValue, path: String) throws(ChatShapeError) {
    guard let role = value["role"]?.text else { throw ChatShapeError("\(path).role") }
    self.init(role, try Self.content(value["content"], path: "\(path).content"))
    for (index, call) in (value["tool_calls"]?.elements ?? []).enumerated() {
      toolCalls.append(try ChatToolCall(call, path: "\(path).tool_calls[\(index)]"))
    }
    toolCallID = value["tool_call_id"]?.text
  }

  /// A text, or parts of which the texts count.
  private static func content(
    _ value: JSONValue?,
    path: String
  ) throws(ChatShapeError) -> String? {
    guard let value, !value.isNull else { return nil }
    if let text = value.text { return text }
    guard let parts = value.elements else { throw ChatShapeError(path) }
    return parts.compactMap { $0["text"]?.text }.joined()
  }
}

extension ChatToolCall {
  var json: JSONValue {
    .object([
      .init("id", .string(id)), .init("type", .string("function")),
      .init(
        "function",
        .object([.init("name", .string(name)), .init("arguments", .string(arguments))])
      ),
    ])
  }

  init(_ value: JSONValue, path: String) throws(ChatShapeError) {
    guard let id = value["id"]?.text else { throw ChatShapeError("\(path).id") }
    guard let name = value["function"]?["name"]?.text else {
      throw ChatShapeError("\(path).function.name")
    }
    let arguments = value["function"]?["arguments"]?.text
    guard let arguments else { throw ChatShapeError("\(path).function.arguments") }
    self.init(id: id, name: name, arguments: arguments)
  }
}

extension JSONValue {
  /// A flag that may be missing or null: false then.
  func flag(_ key: String) throws(ChatShapeError) -> Bool {
    guard let value = self[key], !value.isNull else { return false }
    guard let flag = value.flag else { throw ChatShapeError(key) }
    return flag
  }
}
