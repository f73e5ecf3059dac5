internal import SimCore
internal import VoicePipeline

/// What goes wrong with one request to a simulated language model.
enum ModelFailure: Sendable, Hashable {
  case refused(PortFailure)
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
    if luck < bound { return .refused(.refused(code: 429, retryAfter: retryAfter)) }
    bound += brokenOff
    if luck < bound { return .brokenOff }
    bound += hang
    if luck < bound { return .hang }
    bound += stall
    if luck < bound { return .stall(stallTime) }
    bound += overloaded
    if luck < bound { return .refused(.refused(code: 529)) }
    return luck < bound + serverError ? .refused(.refused(code: 500)) : nil
  }
}

extension FaultEffect {
  /// The fate of a request in the midst of a fault.
  func fate(_ luck: Double) -> ModelFailure? {
    isDown || luck < errorShare ? .refused(.refused(code: 503)) : nil
  }
}
