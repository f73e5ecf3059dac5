import Foundation
import Scenarios
import Testing
import VoicePipeline

@Suite("Generated documents")
struct DocumentTests {
  @Test(arguments: [
    ("scenario.schema.json", ScenarioDocuments.schema),
    ("scenario-reference.md", ScenarioDocuments.reference),
    ("goal.schema.json", ScenarioDocuments.goalSchema),
    ("goal-reference.md", ScenarioDocuments.goalReference),
  ])
  func `the committed page is what the declarations give`(file: String, text: String) throws {
    let url = ScenarioFiles.root.appending(path: "docs/" + file)
    if ProcessInfo.processInfo.environment["SIMRUN_UPDATE_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: url)
    }
    let committed = try String(decoding: Data(contentsOf: url), as: UTF8.self)
    #expect(committed == text, "write it again: SIMRUN_UPDATE_GOLDEN=1 swift test")
  }

  @Test func `the schema is JSON and names every key of the resolved text`() throws {
    let json = try JSONSerialization.jsonObject(with: Data(ScenarioDocuments.schema.utf8))
    let root = try #require(json as? [String: Any])
    let properties = try #require(root["properties"] as? [String: Any])
    let resolved = try Loading.load(Loading.minimal).resolvedText
    let lines = resolved.split(separator: "\n").filter { !$0.hasPrefix(" ") }
    for line in lines { #expect(properties[String(line.prefix { $0 != ":" })] != nil, "\(line)") }
    #expect(lines.count > 10)
  }

  @Test func `the reference has every key, preset, metric and code`() throws {
    let page = ScenarioDocuments.reference
    for line in try Loading.load(Loading.minimal).resolvedText.split(separator: "\n") {
      let key = line.drop { " -".contains($0) }.prefix { $0 != ":" }
      guard line.contains(":"), key.allSatisfy({ $0.isLetter || $0 == "_" }) else { continue }
      #expect(page.contains("| `\(key)` |"), "\(key)")
    }
    for metric in MetricName.allCases { #expect(page.contains("| `\(metric.rawValue)` |")) }
    for code in ScenarioProblemCode.allCases { #expect(page.contains("| \(code.rawValue) |")) }
    for preset in PresetCatalogue.families.flatMap(\.presets) {
      #expect(page.contains("| `\(preset.name)` |"))
    }
  }

  @Test(.enabled(if: PythonSchema.isThere, "needs python3 with jsonschema and yaml"))
  func `python's jsonschema judges files as the loader does`() throws {
    var texts = try ScenarioFiles.all.map {
      try String(decoding: ScenarioFiles.bytes($0), as: UTF8.self)
    }
    texts += try texts.map { try Loading.load($0).resolvedText }
    texts.append(ScenarioTemplate.text(name: "mine"))
    texts.append(Loading.minimal)
    let good = texts.count
    // Only what a schema can say: sums and order are the loader's alone.
    let sayable: Set<ScenarioProblemCode> = [
      .unknownKey, .missingKey, .wrongType, .badValue, .unknownPreset, .unknownChoice,
    ]
    // A pattern knows no calendar, and PyYAML reads YAML 1.1: "yes" is true there, "<<" a merge.
    let unsayable = ["no instant", "hour of no day", "yes for true", "merge key"]
    let bad = BadInput.appended.filter {
      sayable.contains($0.code) && !unsayable.contains($0.title)
    }
    texts += bad.map { Loading.minimal + "\n" + $0.text + "\n" }
    let verdicts = try PythonSchema.verdicts(texts)
    #expect(verdicts.count == texts.count)
    for (index, text) in texts.enumerated() {
      #expect(verdicts[index] == (index < good), "\(text)")
    }
  }
}

/// The schema as PyPI's jsonschema reads it.
private enum PythonSchema {
  static let isThere = (try? run("import jsonschema, yaml", input: Data())) != nil

  /// Timestamps stay text, as in YAML 1.2 and in our reading.
  private static let program = """
    import json, sys, yaml, jsonschema
    class Loader(yaml.SafeLoader): pass
    Loader.yaml_implicit_resolvers = {
      first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(':timestamp')]
      for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    job = json.load(sys.stdin)
    jsonschema.Draft202012Validator.check_schema(job['schema'])
    validator = jsonschema.Draft202012Validator(job['schema'])
    print(json.dumps([validator.is_valid(yaml.load(text, Loader)) for text in job['texts']]))
    """

  static func verdicts(_ texts: [String]) throws -> [Bool] {
    let schema = try JSONSerialization.jsonObject(with: Data(ScenarioDocuments.schema.utf8))
    let job = try JSONSerialization.data(withJSONObject: ["schema": schema, "texts": texts])
    return try JSONDecoder().decode([Bool].self, from: run(program, input: job))
  }

  private struct Failure: Error {}

  private static func run(_ program: String, input: Data) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program]
    let file = FileManager.default.temporaryDirectory.appending(path: "schema-\(UUID()).json")
    try input.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let output = Pipe()
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure() }
    return data
  }
}
