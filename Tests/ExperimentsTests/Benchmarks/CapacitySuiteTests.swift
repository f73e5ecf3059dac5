import Experiments
import RunReports
import Testing

@Suite("What breaks first")
struct CapacitySuiteTests {
  private static func figures(_ only: String) throws -> [BenchmarkFigure] {
    let suite = try #require(BenchmarkSuites.suite(named: "capacity"))
    let request = BenchmarkRequest(build: RunBench.build, only: only)
    return try suite.run(request, progress: { _ in }).figures
  }

  private static func text(_ key: String, _ figures: [BenchmarkFigure]) -> String? {
    guard case .text(let text)? = figures.first(where: { $0.key == key })?.value else { return nil }
    return text
  }

  @Test func `a few calls an hour meet no limit, as sold or raised`() throws {
    for limits in ["as_sold", "raised"] {
      let figures = try Self.figures("capacity.step_1.\(limits)")
      #expect(figures.count == 5)
      #expect(Self.text("capacity.step_1.\(limits).first", figures) == "none")
    }
  }

  @Test func `five hundred an hour meet what is sold, and nothing once it is raised`() throws {
    let sold = try Self.figures("capacity.step_3.as_sold")
    let first = try #require(Self.text("capacity.step_3.as_sold.first", sold))
    #expect(first != "none")
    let raised = try Self.figures("capacity.step_3.raised")
    #expect(Self.text("capacity.step_3.raised.first", raised) == "none")
    let success = [sold, raised].map { figures -> Double in
      let figure = figures.first { $0.key.hasSuffix("succeeded") }
      guard case .number(let value)? = figure?.value else { return .nan }
      return value
    }
    #expect(success[1] > 95 && success[0] < success[1], "\(success)")
  }
}
