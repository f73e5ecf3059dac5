import Testing

@Suite("Scenario names")
struct ScenarioNameTests {
  @Test func `scenario files are named as they name themselves`() {
    for finding in ScenarioNames.findings(in: Repository.files) {
      Issue.record("\(finding)")
    }
  }

  @Test func `another name, no name and a bad file name are caught`() {
    let files = [
      TextFile(path: "Scenarios/smoke.yaml", text: "# a run\nscenario: fog\n"),
      TextFile(path: "Scenarios/calm.yaml", text: "description: none\n"),
      TextFile(path: "Scenarios/Big_Run.yaml", text: "scenario: Big_Run\n"),
      TextFile(path: "Scenarios/peak-20k.yaml", text: "scenario: peak-20k  # pinned\n"),
    ]
    let found = ScenarioNames.findings(in: files)
    #expect(found.map(\.path) == files.prefix(3).map(\.path))
    #expect(found.map(\.line) == [2, 1, 1])
  }
}
