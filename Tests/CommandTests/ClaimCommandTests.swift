import Foundation
import Testing

@Suite("Claims that compare, on the command line")
struct ClaimCommandTests {
  private static func folder(_ claim: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let leads = try Binary.debug("leads", "--rows", "500", "--out", "leads.csv", in: folder.url)
    #expect(leads.code == 0, "\(leads.errors)")
    try folder.write(
      "claim.yaml",
      """
      scenario: claim
      start: 2026-03-02T18:00:00Z
      duration: 3m
      load: {campaign: {leads: leads.csv, rate: 2400/h}}
      replications: 2
      claim:
        id: X1
        quote: q
        source: s
        \(claim.replacing("\n", with: "\n  "))

      """
    )
    return folder
  }

  private static let factorial = """
    expected: confirmed
    arms: [{name: slow, set: {agent.endpointing: 1500ms}}, {name: fast}]
    vary: [{path: platform.pods, values: [5, 9], role: treatment}]
    baseline: fast
    replications_max: 2
    figures:
      - {name: response, value: response_latency.p50, range: < 1h}
      - {name: cut, range: "> 10%",
         value: "reduction(first.response_latency.p50, last.response_latency.p50)"}
    """

  @Test func `a factorial is validated, explained, run and replayed`() throws {
    let folder = try Self.folder(Self.factorial)
    let valid = try Binary.debug("validate", "claim.yaml", in: folder.url)
    #expect(valid.code == 0, "\(valid.errors)")
    #expect(valid.output.contains(", 4 arms"))
    let explained = try Binary.debug("explain", "claim.yaml", in: folder.url)
    #expect(explained.output.contains("4 arms x 2 seeds"), "\(explained.output)")
    let run = try Binary.debug("run", "claim.yaml", "--out", "run", in: folder.url)
    #expect(run.code == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains("4 arms (2 "), "\(run.output)")
    let report = try folder.text("run/report.html")
    #expect(report.contains("Effects on response: "))
    #expect(report.contains("arm: slow → fast"))
    #expect(try folder.text("run/summary.md").contains("platform.pods: 5 → 9"))
    #expect(try folder.text("run/run.json").contains("\"baseline\": \"fast, 5\""))
    let replay = try Binary.debug("replay", "run", in: folder.url)
    #expect(replay.code == 0, "\(replay.output)\(replay.errors)")
  }

  @Test func `a finding that is not expected ends 1, one that cannot be had ends 2`() throws {
    let wrong = try Self.folder(Self.factorial.replacing("confirmed", with: "refuted"))
    let failed = try Binary.debug("run", "claim.yaml", "--out", "run", in: wrong.url)
    #expect(failed.code == 1, "\(failed.output)\(failed.errors)")
    let unclear = try Self.folder(
      """
      expected: confirmed
      replications_max: 2
      figures: [{name: tail, value: response_latency.p999, range: < 1s}]
      """
    )
    let undecided = try Binary.debug("run", "claim.yaml", "--out", "run", in: unclear.url)
    #expect(undecided.code == 2, "\(undecided.output)\(undecided.errors)")
    #expect(undecided.output.contains("n too small"), "\(undecided.output)")
    #expect(undecided.output.contains("The claim is not decided."))
  }

  @Test func `a value that an arm may not have is named with its place`() throws {
    let folder = try Self.folder(Self.factorial.replacing("1500ms", with: "1500"))
    let ending = try Binary.debug("run", "claim.yaml", in: folder.url)
    #expect(ending.code == 65)
    #expect(ending.errors.contains("[SCN-013]: claim.yaml:11:48: "), "\(ending.errors)")
    #expect(!folder.exists("Reports"))
  }

  @Test func `a live run of arms is refused before anything is dialled`() throws {
    let folder = try Self.folder(
      Self.factorial.replacing("replications_max: 2", with: "replications_max: 3")
    )
    let ending = try Binary.debug(
      "run",
      "claim.yaml",
      "--live",
      "--set",
      "replications=1",
      "--set",
      "bindings.llm.base_url=http://127.0.0.1:9/v1",
      "--set",
      "bindings.llm.model=m",
      in: folder.url
    )
    #expect(ending.code == 64, "\(ending.errors)")
    #expect(ending.errors.contains("LIV-009"), "\(ending.errors)")
  }
}
