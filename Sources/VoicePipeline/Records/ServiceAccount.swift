package import SimCore

/// A layer of the agent that can be a service of its own.
package enum ServiceLayer: String, Sendable, Hashable, CaseIterable {
  case recognition = "stt"
  case model = "llm"
  case synthesis = "tts"

  package var label: String {
    switch self {
    case .recognition: "speech recognition"
    case .model: "language model"
    case .synthesis: "speech synthesis"
    }
  }
}

/// What one layer's pods have done.
package struct ServiceAccount: Sendable {
  package var layer: ServiceLayer
  /// Whether it has pods of its own.
  package var isOwn: Bool
  package var ready = ConcurrencyCurve()
  package var desired = ConcurrencyCurve()
  /// Requests that wait for a slot, looked at every second.
  package var waiting = ConcurrencyCurve()
  package var pressure = ResourcePressure()
  /// What the slots did over the whole run.
  package var served = 0
  package var use = 0.0
  package var meanWait = Duration.zero

  package init(layer: ServiceLayer, isOwn: Bool) {
    self.layer = layer
    self.isOwn = isOwn
  }
}
