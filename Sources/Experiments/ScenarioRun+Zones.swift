internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

extension ScenarioRun {
  /// Simulates a scenario whose zones share nothing, on the threads that were asked for.
  func zoned(
    _ scenario: Scenario,
    seed: UInt64,
    place: RunPlace,
    leads: LoadedLeads,
    progress: (RunProgress) -> Void
  ) throws(RunFailure) -> WorldResult {
    guard request.pace == nil else {
      throw RunFailure(
        code: "RUN-007",
        class: .usage,
        message: "--pace shows one world, and platform.zones makes \(scenario.zones)",
        remedy: "Show one zone: --set platform.zones=1, with a part of the load."
      )
    }
    let run = ZonedRun(
      scenario: scenario,
      seed: seed,
      leads: leads.stores,
      arrivals: leads.arrivals
    )
    do throws(ZonedRun.Failure) {
      return try run.result(
        threads: request.threads,
        compress: { Gzip.member($0) },
        expand: { Self.expanded($0) },
        watch: { done in
          progress(
            RunProgress(
              phase: .simulating,
              simulated: place.before + scenario.duration * (done / Double(scenario.zones)),
              total: place.total,
              calls: 0,
              part: "\(place.part.map { "\($0), " } ?? "")zone \(Int(done)) of \(scenario.zones)"
            )
          )
          return request.isInterrupted()
        }
      )
    } catch {
      switch error {
      case .stopped: throw RunFailure.interrupted
      case .deadlock(let report, _): throw RunFailure(report)
      }
    }
  }

  /// What this program has compressed itself.
  static func expanded(_ member: [UInt8]) -> [UInt8] {
    do throws(GzipError) {
      return try Gzip.content(member)
    } catch {
      preconditionFailure("a table in memory is damaged: \(error)")
    }
  }
}
