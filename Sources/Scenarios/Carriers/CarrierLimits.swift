package import SimCore
internal import VoicePipeline

/// The limits that a dial over one carrier has to pass; some of them are other carriers' too.
package struct CarrierLimits: Sendable {
  fileprivate let rate: RateGate
  /// From one address of ours to one of theirs.
  fileprivate let source: RateGate?
  let channels: ChannelGate?

  /// Of a carrier that shares none.
  package init(_ spec: CarrierSpec, on cell: Cell) {
    var register = LimitRegister(cell: cell)
    self = register.limits(of: spec)
  }

  fileprivate init(rate: RateGate, source: RateGate?, channels: ChannelGate?) {
    self.rate = rate
    self.source = source
    self.channels = channels
  }

  /// What the limits on new calls do to a dial that arrives at an instant; `factor` is what a fault
  /// leaves of the carrier's rate.
  func admit(_ spec: CarrierSpec, at now: SimInstant, cutTo factor: Double) -> Admission {
    let throttle = spec.throttle
    guard let start = rate.onCell({ $0.earliest(at: now, cutTo: factor) }) else {
      return .refused(throttle.refusal)
    }
    let wait = max(now.duration(to: start), .zero)
    switch throttle {
    case .reject: if wait > .zero { return .refused(throttle.refusal) }
    // Who would wait exactly as long as the queue is has come too late.
    case .queue(let longest, _): if wait >= longest { return .refused(throttle.refusal) }
    }
    if let source {
      guard source.onCell({ $0.earliest(at: start) }) == start else {
        return .refused(throttle.refusal)
      }
      source.onCell { $0.book(at: start) }
    }
    rate.onCell { $0.book(at: start) }
    return .admitted(after: wait)
  }
}

/// What the limits on new calls say to a dial.
enum Admission: Sendable, Hashable {
  case admitted(after: Duration)
  case refused(LimitRefusal)
}

/// Makes the limits of a run's carriers: one gate for all who share it.
package struct LimitRegister {
  private let cell: Cell
  /// Looked up only.
  private var rates: [String: RateGate] = [:]
  private var sources: [String: RateGate] = [:]
  private var channels: [String: ChannelGate] = [:]

  package init(cell: Cell) { self.cell = cell }

  package mutating func limits(of spec: CarrierSpec) -> CarrierLimits {
    let scope = scope(of: spec)
    let rate =
      rates[scope]
      ?? RateGate(cell: cell, callsPerSecond: spec.callsPerSecond, window: spec.rateWindow)
    rates[scope] = rate
    return CarrierLimits(
      rate: rate,
      source: source(of: spec, spec.accountRegion),
      channels: channels(of: spec, spec.accountScope)
    )
  }

  /// What shares the limit on dials per second with a carrier.
  package func scope(of spec: CarrierSpec) -> String {
    switch spec.cpsPer {
    case .account: spec.accountScope
    case .region: spec.accountRegion
    case .trunk: "trunk \(spec.name)"
    }
  }

  private mutating func source(of spec: CarrierSpec, _ region: String) -> RateGate? {
    guard let most = spec.sourceCallsPerSecond else { return nil }
    let gate =
      sources[region] ?? RateGate(cell: cell, callsPerSecond: most, window: .seconds(1))
    sources[region] = gate
    return gate
  }

  private mutating func channels(of spec: CarrierSpec, _ account: String) -> ChannelGate? {
    guard let limit = spec.channels else { return nil }
    let gate = channels[account] ?? ChannelGate(cell: cell, limit: limit)
    channels[account] = gate
    return gate
  }
}

extension CarrierSpec {
  fileprivate var accountScope: String { account.map { "account \($0)" } ?? "trunk \(name)" }

  fileprivate var accountRegion: String { "\(accountScope), region \(region ?? "")" }
}
