import Foundation
import Scenarios
import Testing

@Suite("Scenario files of the repository")
struct RepositoryScenarioTests {
  @Test func `each is in order, and each claim has a file of its own`() throws {
    let folder = ScenarioFiles.root.appending(path: "Scenarios")
    var claims = 0
    for part in ["", "claims"] {
      let place = folder.appending(path: part)
      let names = try FileManager.default.contentsOfDirectory(atPath: place.path).sorted()
      for name in names where name.hasSuffix(".yaml") {
        do {
          let scenario = try ScenarioLoader.load(
            bytes: Array(try Data(contentsOf: place.appending(path: name))),
            fileName: name,
            directory: place.path,
            overrides: [],
            seed: nil,
            thresholds: []
          )
          #expect("\(scenario.name).yaml" == name)
          #expect((scenario.claim != nil) == (part == "claims"), "\(name)")
          claims += scenario.claim == nil ? 0 : 1
        } catch {
          Issue.record("\(name): \(error)")
        }
      }
    }
    #expect(claims > 50)
  }
}
