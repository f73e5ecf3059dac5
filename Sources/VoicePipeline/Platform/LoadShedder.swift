internal import SimCore

/// What a platform goes by when it turns calls away.
package enum SheddingSignal: String, Sendable, Hashable, CaseIterable {
  /// 95th percentile of the responses of the last minute.
  case responseP95 = "response_p95"
  /// Conversations, of the slots of pods that take calls.
  case podUtilisation = "pod_utilisation"
  /// Requests at the language model, those that wait included, of what it works on at a time.
  case modelUtilisation = "model_utilisation"

  package var label: String {
    switch self {
    case .responseP95: "response p95"
    case .podUtilisation: "slots in use"
    case .modelUtilisation: "requests at the model"
    }
  }
}

/// When new calls are turned away, and when they are taken again.
package struct SheddingRule: Sendable, Hashable {
  /// The value of a signal at which calls begin to be turned away: seconds, or a share.
  package var bounds: [SheddingBound]
  /// Of its bound, where the highest signal has to be before they are taken again.
  package var resume: Double
  /// How often it is looked.
  package var every: Duration

  package init(bounds: [SheddingBound], resume: Double, every: Duration) {
    precondition(!bounds.isEmpty, "who sheds load goes by something")
    precondition((0...1).contains(resume), "calls are taken again below the bound")
    precondition(every > .zero, "it is looked every so often")
    self.bounds = bounds
    self.resume = resume
    self.every = every
  }
}

/// One signal's bound.
package struct SheddingBound: Sendable, Hashable {
  package var signal: SheddingSignal
  package var value: Double

  package init(_ signal: SheddingSignal, _ value: Double) {
    precondition(value > 0, "a bound of nothing turns everybody away")
    self.signal = signal
    self.value = value
  }
}

/// Decides whether new calls are turned away, so that those that are in keep their quality.
///
/// ```
/// taking ── a signal at its bound ─▶ turning away
///    ▲                                    │
///    └── all signals below resume × bound ┘
/// ```
/// A value that knows no clock. A signal without a value is none: nobody is turned away for what
/// has not been measured.
package struct LoadShedder: Sendable, Hashable {
  package let rule: SheddingRule
  package private(set) var isShedding = false
  /// Which signal has begun it, each time.
  package private(set) var causes: [SheddingSignal] = []

  package init(_ rule: SheddingRule) { self.rule = rule }

  package mutating func look(_ reading: (SheddingSignal) -> Double?) {
    var pressure = 0.0
    var cause: SheddingSignal?
    for bound in rule.bounds {
      guard let value = reading(bound.signal) else { continue }
      let own = value / bound.value
      if own > pressure { (pressure, cause) = (own, bound.signal) }
    }
    if isShedding {
      isShedding = pressure > rule.resume
    } else if pressure >= 1, let cause {
      isShedding = true
      causes.append(cause)
    }
  }
}
