internal import SimCore
internal import VoicePipeline

/// Reads files of presets.
enum PresetFileReader {
  /// Far more than a thousand presets need.
  private static let bytesMax = 4 << 20

  /// The presets of the file that an element of a scenario's list names.
  static func presets(
    _ element: YAMLNode,
    path: String,
    directory: String,
    log: inout ProblemLog
  ) -> [YAMLNode] {
    let written: String
    do throws(ValueProblem) {
      written = try PathNotation().scalar(element)
      _ = try PathNotation().read(element)
    } catch {
      log.add(error, at: element.mark, path: path)
      return []
    }
    let place = written.hasPrefix("/") ? written : "\(directory)/\(written)"
    do throws(FileError) {
      let bytes = try Files.readAll(place, limit: bytesMax)
      let name = shown(written, besides: log.fileName)
      return presets(in: bytes, source: .presets(name), log: &log)
    } catch {
      let message = "cannot \(error.operation.rawValue) \(written): \(error.message)"
      log.add(.presetFile, at: element.mark, path: path, message)
      return []
    }
  }

  /// The presets of a file's text, each still to be checked.
  static func presets(
    in bytes: [UInt8],
    source: YAMLSource,
    log: inout ProblemLog
  ) -> [YAMLNode] {
    guard let root = YAMLTreeBuilder.build(bytes, source: source, log: &log),
      isPresetFile(root, log: &log), let list = root["presets"]
    else { return [] }
    guard let elements = list.elements else {
      let message = "expected a list of presets, found \(list.kindName)"
      log.add(.wrongType, at: list.mark, path: "presets", message)
      return []
    }
    return elements.filter { element in
      guard element.text != nil, !element.isMissing else { return true }
      let message = "a file of presets names a further file"
      log.add(.presetFile, at: element.mark, path: "presets", message, remedy: further)
      return false
    }
  }

  private static let further = "Name that file in the scenario's own list."

  /// Checks the keys at the top and the version.
  private static func isPresetFile(_ root: YAMLNode, log: inout ProblemLog) -> Bool {
    let before = log.problems.count
    var resolver = Resolver(log: log, stated: StatedProvenance(root))
    let resolved = resolver.resolve(root, as: ScenarioFormat.presetFile)
    log = resolver.log
    if let version = resolved?["presets_version"],
      let number = version.value(as: Int.self), number != ScenarioFormat.presetVersion
    {
      let known = ScenarioFormat.presetVersion
      let message = "the file is of version \(number); this build knows version \(known)"
      log.add(.presetVersion, at: version.mark, path: version.path, message)
    }
    return log.problems.count == before
  }

  /// The file as a user finds it from where the scenario was named.
  private static func shown(_ written: String, besides scenario: String) -> String {
    let folder = Files.directory(of: scenario)
    return written.hasPrefix("/") || folder == "." ? written : "\(folder)/\(written)"
  }
}

/// A file of presets by itself.
package enum UserPresetFile {
  /// Its presets by family; an error names every problem that was found.
  package static func read(
    _ bytes: [UInt8],
    fileName: String
  ) throws(ScenarioError) -> [PresetFamily] {
    var log = ProblemLog(fileName: fileName)
    let elements = PresetFileReader.presets(in: bytes, source: .file, log: &log)
    let presets = UserPresets(elements, log: &log)
    var resolver = Resolver(log: log, stated: StatedProvenance(YAMLNode.empty))
    for (index, element) in elements.enumerated() {
      _ = resolver.resolve(element, as: ScenarioFormat.userPreset, path: "presets[\(index)]")
    }
    try resolver.log.check()
    return presets.families
  }
}

extension YAMLNode {
  /// Nothing at all.
  static let empty = YAMLNode(
    content: .mapping([]),
    mark: YAMLMark(line: 1, column: 1)
  )
}
