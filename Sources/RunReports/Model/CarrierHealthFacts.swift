package import SimCore
package import VoicePipeline

/// How the dialer kept an eye on one carrier, and what it saw.
package struct CarrierHealthFacts: Sendable, Hashable {
  package var watch: CarrierWatch
  /// Faults of the carrier that began within the run, in order of time.
  package var outages: [OutageFacts] = []
  /// The end of the run, up to which what has no end has lasted.
  package var end: SimInstant

  package init(watch: CarrierWatch, outages: [OutageFacts], end: SimInstant) {
    self.watch = watch
    self.outages = outages
    self.end = end
  }

  /// For how long the carrier was kept away from.
  package var avoided: Duration {
    watch.avoidances.reduce(.zero) { $0 + $1.start.duration(to: $1.end ?? end) }
  }

  package func count(of cause: AvoidanceCause) -> Int {
    watch.avoidances.count { $0.cause == cause }
  }

  /// Whether there is anything to tell.
  package var isEventful: Bool {
    watch.probesSent > 0 || !watch.avoidances.isEmpty || !outages.isEmpty
  }
}

/// A fault of a carrier, and when the dialer began to keep away from it.
package struct OutageFacts: Sendable, Hashable {
  package var kind: String
  package var start: SimInstant
  /// From the start of the fault; nil where the dialer has not noticed.
  package var detected: Duration?
  /// What it noticed it by.
  package var cause: AvoidanceCause?

  package init(kind: String, start: SimInstant, detected: Duration?, cause: AvoidanceCause?) {
    self.kind = kind
    self.start = start
    self.detected = detected
    self.cause = cause
  }
}
