internal import SimCore
internal import VoicePipeline

/// Presets of the user's own, which stand beside those of simrun.
struct UserPresets: Sendable {
  private struct Entry: Sendable {
    /// The path of the family.
    var family: String
    var preset: Preset
  }

  private var entries: [Entry] = []

  init() {}

  /// A family with the user's presets at its end.
  func widening(_ family: PresetFamily) -> PresetFamily {
    guard !entries.isEmpty else { return family }
    var family = family
    family.presets += entries.filter { $0.family == family.path }.map(\.preset)
    return family
  }

  /// A notation that takes the user's names too, if it takes names of presets.
  func widening(_ notation: any Notation) -> any Notation {
    guard !entries.isEmpty, let names = notation as? PresetNotation else { return notation }
    return PresetNotation(family: widening(names.family))
  }

  /// The user's presets by family, families without any left out.
  var families: [PresetFamily] {
    PresetCatalogue.families.compactMap { family in
      var family = family
      family.presets = entries.filter { $0.family == family.path }.map(\.preset)
      return family.presets.isEmpty ? nil : family
    }
  }
}

extension UserPresets {
  /// The presets that a scenario states or names by file; in the tree what the files hold takes the
  /// place of their paths, so that a resolved scenario needs no other file.
  init(namedBy root: inout YAMLNode, directory: String, log: inout ProblemLog) {
    guard var entries = root.entries,
      let place = entries.firstIndex(where: { $0.key == "presets" }),
      let elements = entries[place].value.elements
    else { return }
    var all: [YAMLNode] = []
    for (index, element) in elements.enumerated() {
      if element.text == nil || element.isMissing {
        all.append(element)
      } else {
        all += PresetFileReader.presets(
          element,
          path: "presets[\(index)]",
          directory: directory,
          log: &log
        )
      }
    }
    entries[place].value.content = .sequence(all)
    root.content = .mapping(entries)
    read(all, log: &log)
  }

  /// The presets of a file by itself.
  init(_ elements: [YAMLNode], log: inout ProblemLog) { read(elements, log: &log) }

  /// Reads leniently what is not whole: the resolver reports that.
  private mutating func read(_ elements: [YAMLNode], log: inout ProblemLog) {
    for (index, element) in elements.enumerated() {
      guard let name = element["name"], let text = name.text, NameNotation.isName(text),
        let family = element["family"]?.text.flatMap(PresetCatalogue.family)
      else { continue }
      let path = "presets[\(index)]"
      if let owner = owner(of: text, in: family) {
        let message = "there is a \(family.noun) '\(text)' already: \(owner)"
        log.add(.presetName, at: name.mark, path: "\(path).name", message)
        continue
      }
      let values = values(of: element, family, path: path, log: &log)
      let preset = Preset(name: text, summary: element["summary"]?.text ?? "", values: values)
      entries.append(Entry(family: family.path, preset: preset))
    }
  }

  private func owner(of name: String, in family: PresetFamily) -> String? {
    if family.preset(named: name) != nil { return "one of simrun's own" }
    return entries.contains { $0.family == family.path && $0.preset.name == name }
      ? "one before it" : nil
  }

  private func values(
    of element: YAMLNode,
    _ family: PresetFamily,
    path: String,
    log: inout ProblemLog
  ) -> [PresetValue] {
    let known = ScenarioFormat.root.filled(by: family)?.settable() ?? []
    var values: [PresetValue] = []
    for (index, node) in (element["values"]?.elements ?? []).enumerated() {
      guard let key = node["key"], let text = key.text, let value = node["value"],
        let grade = node["grade"]?.text.flatMap(Grade.init(rawValue:)),
        let source = node["source"]?.text
      else { continue }
      let path = "\(path).values[\(index)]"
      let earlier = values.contains { $0.path == text }
      guard let field = known.first(where: { $0.path == text }), !earlier else {
        let message =
          earlier ? "the key '\(text)' stands twice" : "a \(family.noun) has no '\(text)'"
        let remedy = Suggestion.remedy(for: text, in: known.map(\.path), listing: "It has")
        log.add(
          .presetKey,
          at: key.mark,
          path: "\(path).key",
          message,
          remedy: earlier ? "Keep one of the two." : remedy
        )
        continue
      }
      do throws(ValueProblem) {
        let read = try field.notation.read(value)
        let provenance = Provenance(grade: grade, source: source, date: node["date"]?.text)
        values.append(PresetValue(text, read.yaml, provenance))
      } catch {
        log.add(error, at: value.mark, path: "\(path).value")
      }
    }
    return values
  }
}
