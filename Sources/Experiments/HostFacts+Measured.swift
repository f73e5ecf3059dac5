internal import RunReports
internal import SimCore

/// A moment of the host's clocks, for the facts that are no part of a run's identity.
struct HostMoment {
  let cpu: Int64
  let wall: Int64

  static func now() -> HostMoment {
    HostMoment(cpu: HostClock.cpuNanoseconds(), wall: HostClock.wallNanoseconds())
  }
}

extension HostFacts {
  /// What the host spent since a moment.
  static func measured(
    since start: HostMoment,
    scenarioPath: String,
    leadPath: String,
    pace: PaceRecord?
  ) -> HostFacts {
    let end = HostMoment.now()
    return HostFacts(
      cpuSeconds: Double(end.cpu - start.cpu) / 1e9,
      wallSeconds: Double(end.wall - start.wall) / 1e9,
      memoryPeakBytes: HostClock.memoryPeakBytes(),
      scenarioPath: scenarioPath,
      leadPath: leadPath,
      machine: HostMachine.architecture(),
      kernel: HostMachine.kernel(),
      pace: pace
    )
  }
}
