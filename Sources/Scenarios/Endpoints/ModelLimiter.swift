package import SimCore
internal import VoicePipeline

/// The quota of a project with a language model: whichever bound a request meets first refuses it.
package actor ModelLimiter: CellActor {
  /// Why requests were refused.
  package struct Refusals: Sendable, Hashable {
    package var requests = 0
    package var tokens = 0
    package var concurrent = 0
    package var budget = 0
  }

  package nonisolated let cell: Cell
  private var requests: RollingSumLimiter?
  private var tokens: RollingSumLimiter?
  private let concurrentMax: Int?
  private var tokensLeft: Int?
  private var concurrent = 0
  private var refusals = Refusals()

  package init(cell: Cell, quota: ModelQuotaSpec) {
    self.cell = cell
    let minute = Duration.seconds(60)
    requests = quota.requestsPerMinute.map { RollingSumLimiter(limit: $0, window: minute) }
    tokens = quota.tokensPerMinute.map { RollingSumLimiter(limit: $0, window: minute) }
    concurrentMax = quota.concurrentRequests
    tokensLeft = quota.tokensTotal
  }

  package nonisolated var counts: Refusals { onCell(with: ()) { limiter, _ in limiter.refusals } }

  /// Takes a request in, or says why not; one that is in is told to `leave` when it ends.
  nonisolated func enter(tokens: Int, quotaFactor: Double) -> PortFailure? {
    onCell(with: (tokens, quotaFactor)) { $0.admit(tokens: $1.0, $1.1) }
  }

  nonisolated func leave() { onCell(with: ()) { limiter, _ in limiter.concurrent -= 1 } }

  private func admit(tokens weight: Int, _ factor: Double) -> PortFailure? {
    if let tokensLeft, tokensLeft < weight {
      refusals.budget += 1
      // insufficient_quota: no wait mends it.
      return .refused(code: 429)
    }
    if let refusal = Self.refusal(requests?.judge(1, at: cell.now, factor: factor)) {
      refusals.requests += 1
      return refusal
    }
    if let refusal = Self.refusal(tokens?.judge(weight, at: cell.now, factor: factor)) {
      refusals.tokens += 1
      return refusal
    }
    if let concurrentMax, concurrent >= Int(Double(concurrentMax) * factor) {
      refusals.concurrent += 1
      return .refused(code: 429, retryAfter: .seconds(1))
    }
    _ = requests?.admit(1, at: cell.now, factor: factor)
    _ = tokens?.admit(weight, at: cell.now, factor: factor)
    tokensLeft = tokensLeft.map { $0 - weight }
    concurrent += 1
    return nil
  }

  /// Retry-After is in whole seconds (RFC 9110, section 10.2.3).
  private static func refusal(_ verdict: RollingSumLimiter.Verdict?) -> PortFailure? {
    switch verdict {
    case nil, .admitted: nil
    case .refused(let wait):
      .refused(code: 429, retryAfter: .seconds((wait.nanoseconds + 999_999_999) / 1_000_000_000))
    case .impossible: .refused(code: 429)
    }
  }
}
