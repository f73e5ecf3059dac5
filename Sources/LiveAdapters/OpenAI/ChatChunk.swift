package import SimCore
internal import VoicePipeline

/// Why the model stopped.
package enum ChatFinishReason: Sendable, Hashable {
  case stop
  case length
  case toolCalls
  case contentFilter
  /// A reason that this codec does not know.
  case other(String)

  package init(_ text: String) {
    switch text {
    case "stop": self = .stop
    case "length": self = .length
    case "tool_calls": self = .toolCalls
    case "content_filter": self = .contentFilter
    default: self = .other(text)
    }
  }

  package var text: String {
    switch self {
    case .stop: "stop"
    case .length: "length"
    case .toolCalls: "tool_calls"
    case .contentFilter: "content_filter"
    case .other(let text): text
    }
  }
}

/// What a request cost, in tokens.
package struct ChatUsage: Sendable, Hashable {
  package var promptTokens: Int
  package var completionTokens: Int
  /// Of `promptTokens`, those that the provider had kept.
  package var cachedTokens: Int?

  package init(promptTokens: Int, completionTokens: Int, cachedTokens: Int? = nil) {
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
    self.cachedTokens = cachedTokens
  }

  package var totalTokens: Int { promptTokens + completionTokens }

  var tokenUsage: TokenUsage {
    TokenUsage(input: promptTokens, cachedInput: cachedTokens ?? 0, output: completionTokens)
  }

  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("prompt_tokens", .integer(promptTokens)),
      .init("completion_tokens", .integer(completionTokens)),
      .init("total_tokens", .integer(totalTokens)),
    ]
    if let cachedTokens {
      let details = JSONValue.object([.init("cached_tokens", .integer(cachedTokens))])
      members.append(.init("prompt_tokens_details", details))
    }
    return .object(members)
  }

  init(_ value: JSONValue) throws(ChatShapeError) {
    guard let prompt = value["prompt_tokens"]?.integer, prompt >= 0 else {
      throw ChatShapeError("usage.prompt_tokens")
    }
    let completion = value["completion_tokens"]?.integer ?? 0
    guard completion >= 0 else { throw ChatShapeError("usage.completion_tokens") }
    promptTokens = prompt
    completionTokens = completion
    cachedTokens = value["prompt_tokens_details"]?["cached_tokens"]?.integer
  }
}

/// A piece of a call of a tool; the first has its id and name, the others go on with arguments.
package struct ChatToolCallDelta: Sendable, Hashable {
  package var index: Int
  package var id: String?
  package var name: String?
  package var arguments: String?

  package init(index: Int, id: String? = nil, name: String? = nil, arguments: String? = nil) {
    self.index = index
    self.id = id
    self.name = name
    self.arguments = arguments
  }
}

/// What a chunk adds to one of the answers.
package struct ChatDelta: Sendable, Hashable {
  /// The answer's number; 0 unless several were asked for.
  package var index: Int
  package var role: String?
  package var content: String?
  package var refusal: String?
  package var toolCalls: [ChatToolCallDelta]
  package var finishReason: ChatFinishReason?

  package init(
    index: Int = 0,
    role: String? = nil,
    content: String? = nil,
    refusal: String? = nil,
    toolCalls: [ChatToolCallDelta] = [],
    finishReason: ChatFinishReason? = nil
  ) {
    self.index = index
    self.role = role
    self.content = content
    self.refusal = refusal
    self.toolCalls = toolCalls
    self.finishReason = finishReason
  }
}

/// One event of a streamed completion.
package struct ChatChunk: Sendable, Hashable {
  package var id: String
  /// Seconds since 1970.
  package var created: Int
  package var model: String
  /// Empty in the chunk that counts the tokens.
  package var deltas: [ChatDelta]
  package var usage: ChatUsage?

  package init(
    id: String,
    created: Int,
    model: String,
    deltas: [ChatDelta],
    usage: ChatUsage? = nil
  ) {
    self.id = id
    self.created = created
    self.model = model
    self.deltas = deltas
    self.usage = usage
  }

  package var json: JSONValue {
    .object([
      .init("id", .string(id)), .init("object", .string("chat.completion.chunk")),
      .init("created", .integer(created)), .init("model", .string(model)),
      .init("choices", .array(deltas.map(\.json))), .init("usage", usage?.json ?? .null),
    ])
  }

  /// Reads the data of an event; members that are unknown, or that some servers leave out, may be.
  package init(_ value: JSONValue) throws(ChatShapeError) {
    guard let choices = value["choices"]?.elements else { throw ChatShapeError("choices") }
    var deltas: [ChatDelta] = []
    for choice in choices { deltas.append(try ChatDelta(choice)) }
    var usage: ChatUsage?
    if let found = value["usage"], !found.isNull { usage = try ChatUsage(found) }
    self.init(
      id: value["id"]?.text ?? "",
      created: value["created"]?.integer ?? 0,
      model: value["model"]?.text ?? "",
      deltas: deltas,
      usage: usage
    )
  }
}

extension ChatDelta {
  fileprivate var json: JSONValue {
    var members: [JSONValue.Member] = []
    if let role { members.append(.init("role", .string(role))) }
    if let content { members.append(.init("content", .string(content))) }
    if let refusal { members.append(.init("refusal", .string(refusal))) }
    if !toolCalls.isEmpty {
      members.append(.init("tool_calls", .array(toolCalls.map(\.json))))
    }
    return .object([
      .init("index", .integer(index)), .init("delta", .object(members)),
      .init("finish_reason", finishReason.map { .string($0.text) } ?? .null),
    ])
  }

  fileprivate init(_ value: JSONValue) throws(ChatShapeError) {
    let delta = value["delta"] ?? .object([])
    guard delta.members != nil || delta.isNull else { throw ChatShapeError("choices.delta") }
    self.init(
      index: value["index"]?.integer ?? 0,
      role: delta["role"]?.text,
      content: try delta.optionalText("content"),
      refusal: delta["refusal"]?.text,
      finishReason: value["finish_reason"]?.text.map { ChatFinishReason($0) }
    )
    for call in delta["tool_calls"]?.elements ?? [] {
      guard let index = call["index"]?.integer, index >= 0 else {
        throw ChatShapeError("choices.delta.tool_calls.index")
      }
      toolCalls.append(
        ChatToolCallDelta(
          index: index,
          id: call["id"]?.text,
          name: call["function"]?["name"]?.text,
          arguments: call["function"]?["arguments"]?.text
        )
      )
    }
  }
}

extension ChatToolCallDelta {
  fileprivate var json: JSONValue {
    var function: [JSONValue.Member] = []
    if let name { function.append(.init("name", .string(name))) }
    if let arguments { function.append(.init("arguments", .string(arguments))) }
    var members: [JSONValue.Member] = [.init("index", .integer(index))]
    if let id {
      members += [.init("id", .string(id)), .init("type", .string("function"))]
    }
    return .object(members + [.init("function", .object(function))])
  }
}

extension JSONValue {
  /// A text that may be missing or null.
  fileprivate func optionalText(_ key: String) throws(ChatShapeError) -> String? {
    guard let value = self[key], !value.isNull else { return nil }
    guard let text = value.text else { throw ChatShapeError("choices.delta.\(key)") }
    return text
  }
}
