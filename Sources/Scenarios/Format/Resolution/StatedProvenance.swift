internal import VoicePipeline

/// What a file's `provenance` list says about the values of the file.
struct StatedProvenance: Sendable {
  struct Entry: Sendable {
    var provenance: Provenance
    var origin: ValueOrigin
  }

  /// Looked up by path only, never walked.
  private var byPath: [String: Entry] = [:]

  func entry(at path: String) -> Entry? { byPath[path] }

  /// The entries of a mapping that a preset or a default did not fill in, and those of `keys`.
  func authored(
    _ entries: [YAMLEntry],
    at path: String,
    keeping keys: [String] = []
  ) -> [YAMLEntry] {
    entries.compactMap { entry in
      if keys.contains(entry.key) { return entry }
      let path = "\(path).\(entry.key)"
      let origin = self.entry(at: path)?.origin
      if origin == .preset || origin == .fallback { return nil }
      guard case .mapping(let inner) = entry.value.content else { return entry }
      let kept = authored(inner, at: path)
      // Of a section that a preset has filled nothing is left, not even the section.
      if kept.isEmpty && !inner.isEmpty { return nil }
      var entry = entry
      entry.value.content = .mapping(kept)
      return entry
    }
  }

  /// Reads the list leniently: the resolver reports what is wrong with it.
  init(_ root: YAMLNode) {
    for element in root["provenance"]?.elements ?? [] {
      guard let grade = element["grade"]?.text.flatMap(Grade.init(rawValue:)),
        let source = element["source"]?.text
      else { continue }
      let provenance = Provenance(grade: grade, source: source, date: element["date"]?.text)
      let origin = element["origin"]?.text.flatMap(ValueOrigin.init(rawValue:)) ?? .file
      for path in element["paths"]?.elements ?? [] {
        guard let path = path.text else { continue }
        byPath[path] = Entry(provenance: provenance, origin: origin)
      }
    }
  }
}
