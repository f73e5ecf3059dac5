package import SimCore
package import VoicePipeline

/// A chat endpoint that stands in for a provider: OpenAI-compatible requests in, the text of any
/// language model out, streamed or whole.
package actor ChatEndpoint: CellActor {
  /// What has become of the requests so far.
  package struct Figures: Sendable, Hashable {
    package var requests = 0
    package var completed = 0
    package var refused = 0
    package var brokenOff = 0
    /// Clients that left before their answer was whole.
    package var cancelled = 0
    /// Requests that could not be read.
    package var malformed = 0

    package init() {}
  }

  package nonisolated let cell: Cell
  private let model: any LanguageModel
  private var counts = Figures()

  /// As large as a body may be: long conversations with tools come close to it.
  private static let limits = JSONLimits(byteCountMax: HTTPLimits().bodyByteCountMax)

  package init(cell: Cell, model: any LanguageModel) {
    self.cell = cell
    self.model = model
  }

  package nonisolated var figures: Figures { onCell { $0.counts } }

  /// Serves the API below a path, such as `/v1`.
  package nonisolated func serve(below path: String, in routes: inout HTTPRoutes) {
    routes.on("POST", path + "/chat/completions") { request, exchange in
      self.onCell { $0.take(request, exchange) }
    }
  }

  fileprivate func note(_ ending: GenerationEvent) {
    switch ending {
    case .completed: counts.completed += 1
    case .failed(.refused): counts.refused += 1
    case .failed: counts.brokenOff += 1
    case .cancelled: counts.cancelled += 1
    case .started, .text, .toolCall: break
    }
  }

  private func take(_ request: HTTPRequest, _ exchange: HTTPExchange) {
    counts.requests += 1
    let chat: ChatRequest
    do {
      chat = try ChatRequest(JSONReader.value(of: request.body, limits: Self.limits))
    } catch let error as ChatShapeError {
      return refuse(exchange, error.failure)
    } catch {
      return refuse(
        exchange,
        ChatFailure(.invalidRequest, message: "The body of the request is not JSON.")
      )
    }
    let answer = ChatAnswer(to: chat, over: exchange, on: self)
    let generation = model.generate(generationRequest(chat, request.head.headers), for: answer)
    exchange.onCancel { _ in generation.cancel() }
  }

  private func refuse(_ exchange: HTTPExchange, _ failure: ChatFailure) {
    counts.malformed += 1
    exchange.respond(failure)
  }

  /// What identifies a request decides its draws: the client's own name of it, or what it says.
  private func generationRequest(
    _ chat: ChatRequest,
    _ headers: HTTPHeaders
  ) -> GenerationRequest {
    let turns = chat.messages.compactMap(ConversationTurn.init)
    let named = headers[ChatIdentity.header].flatMap(ChatIdentity.read)
    let (call, request) = named ?? Self.identity(of: chat, headers)
    let text = chat.messages.compactMap(\.content)
    return GenerationRequest(
      call: call,
      request: request,
      conversation: Conversation(turns),
      contextTokens: text.reduce(0) { $0 + TokenEstimate.tokens(in: $1) }
    )
  }

  /// OpenAI's clients say how often they have tried before: a later try has luck of its own.
  private static func identity(
    of chat: ChatRequest,
    _ headers: HTTPHeaders
  ) -> (call: CallID, request: Int) {
    let tries = headers["x-stainless-retry-count"].flatMap { Int($0) } ?? 0
    let digest = SHA256.hex(of: JSONWriter.line(chat.json))
    let key = UInt64(digest.prefix(16), radix: 16) ?? 0
    return (CallID(number: 0, key: key), chat.messages.count << 8 | min(max(tries, 0), 255))
  }
}

extension ConversationTurn {
  fileprivate init?(_ message: ChatMessage) {
    guard let content = message.content else { return nil }
    switch message.role {
    case "user": self = .caller(words: content.split(separator: " ").map(String.init))
    case "assistant": self = .agent(sentences: [content])
    default: return nil
    }
  }
}

/// One answer of the endpoint, on its way to the client.
private actor ChatAnswer: CellActor {
  nonisolated let cell: Cell
  private let endpoint: ChatEndpoint
  private let exchange: HTTPExchange
  private let request: ChatRequest
  private let id: String
  private var hasBegun = false
  private var text = ""

  init(to request: ChatRequest, over exchange: HTTPExchange, on endpoint: ChatEndpoint) {
    self.endpoint = endpoint
    self.exchange = exchange
    self.request = request
    cell = endpoint.cell
    let digest = SHA256.hex(of: JSONWriter.line(request.json))
    id = "chatcmpl-" + digest.prefix(24)
  }

  func take(_ event: GenerationEvent) {
    if event.isEnding { endpoint.onCell { $0.note(event) } }
    switch event {
    case .started, .toolCall: break
    case .text(let text): say(text)
    case .completed(let usage): complete(usage.output)
    case .failed(let failure): fail(failure)
    case .cancelled: break
    }
  }

  private func say(_ piece: String) {
    text += piece
    guard request.isStreaming else { return }
    begin()
    send(ChatDelta(content: piece))
  }

  private func begin() {
    guard !hasBegun else { return }
    hasBegun = true
    exchange.begin(200, headers: ChatStreamWriter.headers)
    send(ChatDelta(role: "assistant", content: ""))
  }

  private func send(_ delta: ChatDelta) { send(chunk([delta])) }

  private func chunk(_ deltas: [ChatDelta], usage: ChatUsage? = nil) -> ChatChunk {
    ChatChunk(id: id, created: 0, model: request.model, deltas: deltas, usage: usage)
  }

  private func send(_ chunk: ChatChunk) {
    exchange.write { ChatStreamWriter.append(chunk, to: &$0) }
  }

  private func complete(_ tokens: Int) {
    let context = request.messages.compactMap(\.content)
      .reduce(0) { $0 + TokenEstimate.tokens(in: $1) }
    let usage = ChatUsage(promptTokens: context, completionTokens: tokens)
    guard request.isStreaming else {
      let whole = ChatCompletion(
        id: id,
        created: 0,
        model: request.model,
        content: text,
        finishReason: .stop,
        usage: usage
      )
      exchange.respond(
        200,
        headers: ["Content-Type": "application/json"],
        body: JSONWriter.line(whole.json)
      )
      return
    }
    begin()
    send(ChatDelta(finishReason: .stop))
    if request.includesUsage { send(chunk([], usage: usage)) }
    exchange.write { ChatStreamWriter.appendDone(to: &$0) }
    exchange.finish()
  }

  private func fail(_ failure: PortFailure) {
    switch failure {
    case .refused(let code, let delay) where !hasBegun:
      exchange.respond(ChatFailure(emulating: code, retryAfter: delay))
    default:
      // As a provider's own gateway does when its model goes away.
      exchange.fail(.close)
    }
  }
}

extension ChatAnswer: AgentEventReceiver {
  nonisolated func receive(_ event: AgentEvent) {
    guard case .generation(_, let event) = event else { return }
    onCell(with: event) { $0.take($1) }
  }
}

extension HTTPExchange {
  fileprivate func respond(_ failure: ChatFailure) {
    respond(failure.status, headers: failure.headers, body: JSONWriter.line(failure.json))
  }
}

extension ChatFailure {
  fileprivate init(emulating code: Int, retryAfter delay: Duration?) {
    self.init(
      code == 429 ? .requestLimit : .serverFailure,
      message: code == 429 ? "Rate limit reached for requests." : "The server had an error.",
      retryAfter: delay
    )
    status = code
  }
}
