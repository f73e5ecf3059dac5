internal import VoicePipeline

/// A value of the scenario after resolution, with its path and where it comes from.
struct ResolvedNode: Sendable {
  enum Content: Sendable {
    case value(ReadValue)
    case list([ResolvedNode])
    case section([ResolvedEntry])
  }

  var content: Content
  var path: String
  var mark: YAMLMark
  var provenance: Provenance
  var origin: ValueOrigin

  var entries: [ResolvedEntry] {
    if case .section(let entries) = content { entries } else { [] }
  }

  var elements: [ResolvedNode] {
    if case .list(let elements) = content { elements } else { [] }
  }

  /// The typed value of a leaf.
  func value<Value>(as type: Value.Type) -> Value? {
    if case .value(let read) = content { read.value as? Value } else { nil }
  }

  /// The value of a key.
  subscript(key: String) -> ResolvedNode? { entries.first { $0.field.key == key }?.node }
}

/// A key of a resolved section with its value.
struct ResolvedEntry: Sendable {
  var field: Field
  var node: ResolvedNode
}

extension Provenance {
  /// A value that the scenario file states without a source: the author's choice, not a fact.
  static let scenarioFile = Provenance(grade: .default, source: "scenario file")
  static let claimArm = Provenance(grade: .default, source: "scenario file (an arm of the claim)")
  static let ownDefault = Provenance(grade: .default, source: "simrun default")
  static let commandLine = Provenance(grade: .default, source: "command line (--set)")
}
