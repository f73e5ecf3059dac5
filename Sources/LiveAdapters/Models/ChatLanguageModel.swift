internal import SimCore
package import VoicePipeline

/// A language model behind an OpenAI-compatible endpoint: chat completions, streamed.
package final class ChatLanguageModel: LanguageModel {
  /// What to ask, and where.
  package struct Options: Sendable {
    package var endpoint: HTTPEndpoint
    /// The path of the API, such as `/v1`.
    package var basePath: String
    package var model: String
    /// The system message of every request.
    package var instructions: String
    /// Sent as a bearer token; nil sends none.
    package var key: String?
    /// How long the endpoint may be silent.
    package var timeout: Duration

    package init(
      endpoint: HTTPEndpoint,
      basePath: String,
      model: String,
      instructions: String,
      key: String? = nil,
      timeout: Duration = .seconds(30)
    ) {
      self.endpoint = endpoint
      self.basePath = basePath
      self.model = model
      self.instructions = instructions
      self.key = key
      self.timeout = timeout
    }
  }

  private let pool: HTTPClientPool
  private let options: Options

  package init(over pool: HTTPClientPool, _ options: Options) {
    self.pool = pool
    self.options = options
  }

  package func generate(
    _ request: GenerationRequest,
    for agent: any AgentEventReceiver
  ) -> any GenerationStream {
    let generation = ChatGeneration(request.request, for: agent, on: pool.cell)
    let call = pool.send(message(for: request), to: options.endpoint, receiver: generation)
    generation.onCell { $0.carry(over: call) }
    return generation
  }

  private func message(for request: GenerationRequest) -> HTTPClientRequest {
    let chat = ChatRequest(model: options.model, messages: messages(request.conversation))
    var headers: HTTPHeaders = [
      "Content-Type": "application/json", "Accept": "text/event-stream",
      ChatIdentity.header: ChatIdentity.text(call: request.call, request: request.request),
    ]
    if let key = options.key { headers.add("Authorization", "Bearer \(key)") }
    return HTTPClientRequest(
      "POST",
      options.basePath + "/chat/completions",
      headers: headers,
      body: JSONWriter.line(chat.json),
      headTime: options.timeout,
      bodyTime: options.timeout
    )
  }

  private func messages(_ conversation: Conversation) -> [ChatMessage] {
    [ChatMessage("system", options.instructions)]
      + conversation.turns.map { turn in
        switch turn {
        case .caller(let words):
          ChatMessage("user", words.joined(separator: " "))
        case .agent(let sentences):
          ChatMessage("assistant", sentences.joined(separator: " "))
        case .tool(let result): ChatMessage("system", "Result of the tool: \(result)")
        case .summary(let text): ChatMessage("system", "What was said before: \(text)")
        }
      }
  }
}

/// How a request for a reply is named, for the endpoint's log and ours; an emulated endpoint draws
/// by it.
package enum ChatIdentity {
  /// A header that OpenAI documents for a client's own name of a request.
  package static let header = "X-Client-Request-Id"

  static func text(call: CallID, request: Int) -> String {
    "simrun-\(call.number)-\(String(call.key, radix: 16))-\(request)"
  }

  /// Nil for a name that is not ours.
  static func read(_ text: String) -> (call: CallID, request: Int)? {
    let parts = text.split(separator: "-")
    guard parts.count == 4, parts[0] == "simrun", let number = Int(parts[1]),
      let key = UInt64(parts[2], radix: 16), let request = Int(parts[3])
    else { return nil }
    return (CallID(number: number, key: key), request)
  }
}

/// One request's stream.
private actor ChatGeneration: CellActor {
  nonisolated let cell: Cell
  private let request: Int
  private let agent: any AgentEventReceiver
  private var call: HTTPCall?
  private var body: ChatBodyReader?
  /// Pieces of text so far, for an endpoint that does not count its tokens.
  private var pieces = 0
  private var usage: TokenUsage?
  private var isOver = false

  init(_ request: Int, for agent: any AgentEventReceiver, on cell: Cell) {
    self.request = request
    self.agent = agent
    self.cell = cell
  }

  func carry(over call: HTTPCall) { self.call = call }

  private func tell(_ event: GenerationEvent) {
    guard !isOver else { return }
    isOver = event.isEnding
    agent.receive(.generation(request: request, event))
  }

  private func begin(_ head: HTTPResponseHead) { body = ChatBodyReader(head) }

  private func take(_ bytes: Span<UInt8>) {
    var offset = 0
    do throws(ChatStreamError) {
      while let event = try body?.next(bytes, at: &offset) { take(event) }
    } catch {
      call?.cancel()
      tell(.failed(PortFailure(error)))
    }
  }

  private func take(_ event: ChatStreamEvent) {
    switch event {
    case .chunk(let chunk):
      if let usage = chunk.usage { self.usage = usage.tokenUsage }
      for delta in chunk.deltas {
        guard let text = delta.content, !text.isEmpty else { continue }
        pieces += 1
        tell(.text(text))
      }
    case .failed(let failure): tell(.failed(PortFailure(failure)))
    case .done: tell(.completed(usage ?? TokenUsage(output: pieces)))
    }
  }

  private func end() {
    do throws(ChatStreamError) {
      if let event = try body?.ended() { take(event) }
    } catch {
      tell(.failed(PortFailure(error)))
    }
  }

  private func withdraw() {
    guard !isOver else { return }
    call?.cancel()
    // The endpoint says no more: what has come is what is known to be billed. It is told as an
    // event of its own, as every end is.
    after(.zero) { $0.tell(.cancelled(outputTokens: $0.pieces)) }
  }
}

extension ChatGeneration: GenerationStream {
  nonisolated func cancel() { onCell(with: ()) { it, _ in it.withdraw() } }
}

extension ChatGeneration: HTTPResponseReceiver {
  nonisolated func received(_ head: HTTPResponseHead) { onCell(with: head) { $0.begin($1) } }

  nonisolated func received(body bytes: Span<UInt8>) { onCell { $0.take(bytes) } }

  nonisolated func ended(trailers: HTTPHeaders) { onCell(with: ()) { it, _ in it.end() } }

  nonisolated func failed(_ error: HTTPClientError) {
    onCell(with: error) { $0.tell(.failed(PortFailure($1))) }
  }
}
