internal import SimCore

/// What goes wrong with one request to a simulated language model.
enum ModelFailure: Sendable, Hashable {
  case refused(retryAfter: Duration)
  case brokenOff
  case hang
  case stall(Duration)
}

extension ModelFailureSpec {
  /// The fate of a request that is as lucky as `luck` in 0..<1; nil when it is answered.
  ///
  /// A share that changes moves as few requests as can be.
  func fate(_ luck: Double) -> ModelFailure? {
    var bound = refused
    if luck < bound { return .refused(retryAfter: retryAfter) }
    bound += brokenOff
    if luck < bound { return .brokenOff }
    bound += hang
    if luck < bound { return .hang }
    return luck < bound + stall ? .stall(stallTime) : nil
  }
}
