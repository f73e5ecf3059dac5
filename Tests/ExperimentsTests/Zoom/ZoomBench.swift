import Experiments
import Foundation
import RunReports
import SimCore
import Testing
import VoicePipeline

/// A run with networks that lose, double and overtake packets, whose calls are looked into.
struct ZoomBench {
  let runs: RunBench

  /// What the callers' networks and codecs are, by profile.
  static let callers = """
    goals: [{share: 100%, goal: appointment}]
    carriers: [{name: trunk, preset: elastic-trunk, network: landline}]
    callers:
      - {share: 50%, profile: corrector, network: congested}
      - {share: 50%, profile: mobile-walker, network: wifi}
    """

  init(_ more: String = callers) throws {
    runs = try RunBench()
    _ = try runs.run(try runs.scenario(more))
  }

  /// The calls with the most turns, by number.
  func calls(_ count: Int) throws -> [Int] {
    // The columns call and turns.
    let rows = try runs.rows("calls").map { (Int($0[0]) ?? 0, Int($0[14]) ?? 0) }
    return rows.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(count).map(\.0)
  }

  func zoom(
    _ call: Int,
    livedAgain: Bool = false,
    into name: String? = nil,
    force: Bool = false,
    build: BuildFacts = RunBench.build
  ) throws -> ZoomOutcome {
    try ZoomExperiment.zoom(
      ZoomRequest(
        directory: runs.path("run"),
        call: call,
        build: build,
        isLivedAgain: livedAgain,
        output: name.map(runs.path),
        force: force
      )
    )
  }

  /// The failure of a zoom that must not succeed.
  func failure(_ call: Int, build: BuildFacts = RunBench.build) throws -> RunFailure {
    try #require(throws: RunFailure.self) { try zoom(call, build: build) }
  }
}
