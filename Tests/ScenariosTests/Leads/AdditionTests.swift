import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Numbers that join the do-not-call registry during a run")
struct AdditionTests {
  private static let start = UnixInstant(seconds: 1_772_474_400, nanoseconds: 0)

  private static func numbers(_ text: String) throws(ScenarioError) -> DoNotCallAdditions {
    DoNotCallAdditions(
      try AdditionReader.numbers(
        Array(text.utf8),
        fileName: "joins.csv",
        start: start,
        offset: .seconds(60)
      )
    )
  }

  private static func second(_ second: Int64) -> SimInstant {
    SimInstant(nanoseconds: second * 1_000_000_000)
  }

  @Test func `durations count from the operation, instants from the calendar`() throws {
    let additions = try Self.numbers(
      """
      phone,at
      2122340123,20m
      +1 310 234 0188,2026-03-02T18:25:00Z
      (602) 234-0188 , 2026-03-01T00:00:00Z

      2122340123,5m
      """
    )
    #expect(additions.count == 3)
    // The earlier one of two counts.
    #expect(additions.joining(of: 2_122_340_123) == Self.second(360))
    #expect(additions.joining(of: 3_102_340_188) == Self.second(1_500))
    // Listed before the run began.
    #expect(additions.joining(of: 6_022_340_188) == .zero)
    #expect(additions.joining(of: 2_122_340_124) == nil)
  }

  @Test(arguments: [
    ("number,when\n", 1, 1, "the first row is not 'phone,at'"),
    ("phone,at\n2122340123\n", 2, 1, "1 column, not 2"),
    ("phone,at\n2122340123,20m,x\n", 2, 1, "3 columns, not 2"),
    ("phone,at\n\n12,20m\n", 3, 1, "'12'"),
    ("phone,at\n2122340123,soon\n", 2, 12, "soon"),
    ("phone,at\r\n2122340123,20\r\n", 2, 12, "20"),
  ])
  func `a bad row is told with its place`(
    _ text: String,
    _ line: Int,
    _ column: Int,
    _ message: String
  ) throws {
    let error = #expect(throws: ScenarioError.self) { try Self.numbers(text) }
    let problem = try #require(error?.problems.first)
    #expect((problem.line, problem.column) == (line, column))
    #expect(problem.file == "joins.csv")
    #expect(problem.message.contains(message), "\(problem.message)")
  }

  @Test func `many bad rows are told up to twenty`() throws {
    let rows = String(repeating: "1,2\n", count: 100)
    let error = #expect(throws: ScenarioError.self) { try Self.numbers("phone,at\n" + rows) }
    #expect(try #require(error).problems.count == 20)
  }

  @Test func `bytes that are no text, and files that are not there, are told`() throws {
    #expect(throws: ScenarioError.self) {
      try AdditionReader.numbers(
        [0xFF, 0xFE],
        fileName: "joins.csv",
        start: Self.start,
        offset: .zero
      )
    }
    let error = #expect(throws: ScenarioError.self) {
      try WorldBench.scenario(
        """
        duration: 1m
        load: {campaign: {leads: none.csv, rate: 60/h}}
        operations: [{at: 0s, file: no/such/file.csv}]
        """
      )
    }
    #expect(try #require(error).problems.map(\.code) == [.additionFile])
  }

  @Test(arguments: [
    "{at: 0s}", "{at: 0s, campaign: campaign}", "{at: 0s, action: stop}",
    "{at: 0s, campaign: campaign, action: stop, file: joins.csv}",
  ])
  func `an operation does one thing`(_ operation: String) throws {
    let error = #expect(throws: ScenarioError.self) {
      try WorldBench.scenario(
        """
        duration: 1m
        load: {campaign: {leads: none.csv, rate: 60/h}}
        operations: [\(operation)]
        """
      )
    }
    #expect(try #require(error).problems.map(\.code) == [.contradiction])
  }

  @Test func `nobody is dialled once the file lists the number`() throws {
    var scenario = try WorldBench.scenario(
      """
      duration: 10m
      load: {campaign: {leads: none.csv, rate: 3600/h}}
      answers: {preset: warm-list}
      callers: [{share: 100%, profile: us-landline-quiet, talk_time: 6s}]
      carriers: [{name: only, preset: elastic-trunk, failure_share: 0%, cps: 10}]
      """
    )
    let leads = WorldBench.leads(2_000)
    scenario.additions = DoNotCallAdditions(
      (0..<leads.count).map {
        DoNotCallAdditions.Number(phone: leads[$0].phone.digits, at: Self.second(240))
      }
    )
    let result = try WorldBench.run(scenario, seed: 1, leads: leads).result
    // A dial each second up to the fourth minute, and none from then on.
    #expect((239...240).contains(result.campaigns[0].account.started))
    #expect(result.compliance.violations(of: .doNotCall) == 0)
    #expect(result.campaigns[0].count(of: .barred) > 1_000)
  }
}
