import Foundation
import Testing

/// The same scenario, seed and lead file give the same bytes, whatever the host is like.
@Suite("Determinism")
struct DeterminismTests {
  static let smoke = "Scenarios/smoke.yaml"

  @Test(arguments: Binary.built)
  func `no environment changes a byte`(simrun: Binary) throws {
    let expected = try Self.run(simrun, Self.smoke)
    for variation in Variation.environments {
      let run = try Self.run(simrun, Self.smoke, environment: variation.environment)
      #expect(run.differences(from: expected) == [], "\(simrun), \(variation)")
    }
  }

  @Test func `debug and release write the same bytes`() throws {
    let runs = try Binary.built.map { try Self.run($0, Self.smoke) }
    for run in runs { #expect(run.differences(from: runs[0]) == []) }
    #expect(runs.count == (Binary.needsRelease ? 2 : Binary.built.count))
  }

  @Test(arguments: Binary.built)
  func `neither the working directory nor the checkout changes a byte`(simrun: Binary) throws {
    let expected = try Self.run(simrun, Self.smoke)
    let folder = try TemporaryFolder()
    let absolute = Binary.root.appending(path: Self.smoke).path
    let elsewhere = try Self.run(simrun, absolute, in: folder.url)
    #expect(elsewhere.differences(from: expected) == [])

    let manager = FileManager.default
    let copy = folder.url.appending(path: "another/check out")
    try manager.createDirectory(at: copy, withIntermediateDirectories: true)
    try manager.copyItem(
      at: Binary.root.appending(path: "Scenarios"),
      to: copy.appending(path: "Scenarios")
    )
    try manager.copyItem(at: simrun.url, to: copy.appending(path: "simrun"))
    let copied = Binary(url: copy.appending(path: "simrun"))
    #expect(try Self.run(copied, Self.smoke, in: copy).differences(from: expected) == [])
  }

  @Test(arguments: Binary.built)
  func `another seed gives another run`(simrun: Binary) throws {
    let runs = try ["1", "2", "3"].map { try Self.run(simrun, Self.smoke, "--seed", $0) }
    #expect(Set(runs.map(\.digest)).count == 3)
    #expect(Set(runs.map { $0.files["calls.csv.gz"] }).count == 3)
    #expect(try Self.run(simrun, Self.smoke, "--seed=2").differences(from: runs[1]) == [])
  }

  /// Six runs of 20,000 calls: a rarer path is taken than in a short run.
  @Test(.enabled(if: Binary.built.contains { $0.description == "release" }))
  func `a campaign of 20,000 calls is the same in every environment`() throws {
    let path = "Scenarios/first-light.yaml"
    let names = ["the second run", "hash seed fixed", "Tokyo time", "German locale"]
    let chosen = Variation.environments.filter { variation in
      names.contains(variation.name) || variation.environment["GLIBC_TUNABLES"] != nil
    }
    let expected = try Self.run(.release, path)
    #expect(chosen.count == 5)
    for variation in chosen {
      let run = try Self.run(.release, path, environment: variation.environment)
      #expect(run.differences(from: expected) == [], "\(variation)")
    }
  }

  @Test func `a comparison sees one changed byte, and nothing of the host`() throws {
    let folder = try TemporaryFolder()
    let text =
      "{\n  \"a\": 1,\n  \"host\": {\n    \"cpu\": {\n      \"s\": 1\n    }\n  },\n  \"z\": 2\n}\n"
    try folder.write("one/run.json", text)
    try folder.write("two/run.json", text.replacing("\"s\": 1", with: "\"s\": 2"))
    try folder.write("three/run.json", text.replacing("\"z\": 2", with: "\"z\": 3"))
    let runs = try ["one", "two", "three"].map { try RunFolder(folder.path($0)) }
    #expect(runs[1].differences(from: runs[0]) == [])
    #expect(runs[2].differences(from: runs[0]) == ["run.json"])
  }

  /// Runs into a folder that is gone afterwards; a failed threshold (1) is a run as well.
  private static func run(
    _ simrun: Binary,
    _ scenario: String,
    _ options: String...,
    in folder: URL = Binary.root,
    environment: [String: String] = [:]
  ) throws -> RunFolder {
    let place = try TemporaryFolder()
    let words = ["run", scenario, "--out", place.path("run"), "--quiet"] + options
    let ending = try simrun.run(words, in: folder, environment: environment)
    try #require([0, 1, 2].contains(ending.code), "\(ending.errors)")
    return try RunFolder(place.path("run"))
  }
}
