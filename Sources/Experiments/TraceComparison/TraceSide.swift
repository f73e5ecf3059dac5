package import SimCore

/// What is left of the trace of a run that was simulated.
package struct TraceLife: Sendable {
  package var windows: TraceWindows
  package var kept: [TraceEntry]

  package init(windows: TraceWindows, kept: [TraceEntry]) {
    self.windows = windows
    self.kept = kept
  }
}

/// One of two runs that are compared: what is recorded of it, and how to live it again.
package struct TraceSide {
  /// Simulates the run, up to an instant at least, and tells how far it has come.
  package typealias Simulation = (
    _ retention: TraceRetention, _ end: SimInstant, _ progress: (RunProgress) -> Void
  ) throws(RunFailure) -> TraceLife

  package let run: TraceDifference.Run
  /// The windows from its run directory; nil for a run that nobody recorded.
  package let recorded: TraceWindows?
  private let simulation: Simulation

  package init(
    run: TraceDifference.Run,
    recorded: TraceWindows? = nil,
    simulation: @escaping Simulation
  ) {
    self.run = run
    self.recorded = recorded
    self.simulation = simulation
  }

  func simulate(
    keeping retention: TraceRetention,
    until end: SimInstant = .distantFuture,
    progress: (RunProgress) -> Void
  ) throws(RunFailure) -> TraceLife {
    try simulation(retention, end, progress)
  }

  /// The first event at or after an instant.
  func next(
    from instant: SimInstant,
    kernel: Bool,
    progress: (RunProgress) -> Void
  ) throws(RunFailure) -> TraceEntry? {
    let rest = instant..<max(instant, .distantFuture)
    let retention = TraceRetention(.span(rest, limit: 1), includesKernel: kernel)
    return try simulate(keeping: retention, progress: progress).kept.first
  }
}
