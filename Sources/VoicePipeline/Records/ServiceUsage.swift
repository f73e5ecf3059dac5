internal import SimCore

/// What requests to one service have used, by which it is billed.
package struct ServiceUsage: Sendable, Hashable {
  package private(set) var requests = 0
  /// Of these, those that failed.
  package private(set) var failed = 0
  package private(set) var inputTokens = 0
  /// Of these, those that came from the provider's cache.
  package private(set) var cachedTokens = 0
  package private(set) var outputTokens = 0
  /// Recognized or synthesized.
  @WholeNanoseconds package private(set) var audio = Duration.zero
  package private(set) var characters = 0

  package init() {}

  package static func += (usage: inout ServiceUsage, call: ModelCall) {
    usage.requests += 1
    if case .failed = call.ending { usage.failed += 1 }
    usage.inputTokens += (call.usage.input ?? 0) + call.usage.unheardInput
    usage.cachedTokens += call.usage.cachedInput
    usage.outputTokens += call.usage.output + call.usage.unheardOutput
    usage.audio += call.audio
    usage.characters += call.characters
  }

  package static func += (sum: inout ServiceUsage, other: ServiceUsage) {
    sum.requests += other.requests
    sum.failed += other.failed
    sum.inputTokens += other.inputTokens
    sum.cachedTokens += other.cachedTokens
    sum.outputTokens += other.outputTokens
    sum.audio += other.audio
    sum.characters += other.characters
  }
}

/// What one conversation, or all of them, have used of every service.
package struct ModelUsage: Sendable {
  private var services: [7 of ServiceUsage] = .init(repeating: ServiceUsage())
  /// Of the longest request.
  package private(set) var contextTokens = 0

  package init() {}

  package subscript(service: ModelCall.Service) -> ServiceUsage { services[service.index] }

  mutating func add(_ call: ModelCall) {
    services[call.service.index] += call
    contextTokens = max(contextTokens, call.usage.input ?? 0)
  }

  package static func += (sum: inout ModelUsage, other: ModelUsage) {
    for index in sum.services.indices { sum.services[index] += other.services[index] }
    sum.contextTokens = max(sum.contextTokens, other.contextTokens)
  }
}

/// What the services of an agent charge.
package struct ModelPricing: Sendable {
  /// Of one service; nil where no price is known.
  package typealias Price = @Sendable (ModelCall.Service, ServiceUsage) -> Nanodollars?

  private let price: Price
  /// Of what a conversation of that length holds open, beside its requests.
  private let session: @Sendable (Duration) -> Nanodollars

  package init(
    session: @escaping @Sendable (Duration) -> Nanodollars = { _ in .zero },
    price: @escaping Price
  ) {
    self.price = price
    self.session = session
  }

  /// Nothing has a price.
  package static let unknown = ModelPricing { _, _ in nil }

  package func cost(_ service: ModelCall.Service, _ usage: ServiceUsage) -> Nanodollars? {
    price(service, usage)
  }

  /// Of a conversation; services without a price are left out.
  package func cost(of usage: ModelUsage, over length: Duration) -> Nanodollars {
    ModelCall.Service.allCases.reduce(session(length)) { sum, service in
      usage[service].requests == 0 ? sum : sum + (price(service, usage[service]) ?? .zero)
    }
  }
}

extension ModelCall.Service {
  fileprivate var index: Int {
    switch self {
    case .recognizer: 0
    case .turnDetector: 1
    case .languageModel: 2
    case .lightModel: 3
    case .tool: 4
    case .synthesizer: 5
    case .realtime: 6
    }
  }
}
