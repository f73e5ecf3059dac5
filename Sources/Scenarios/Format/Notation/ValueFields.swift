/// The few keys of a value that is written as a small mapping, such as `{mean: 3m, cv: 0.75}`.
struct ValueFields {
  private let entries: [YAMLEntry]
  private let mark: YAMLMark

  /// Fails on a key that is none of `known`.
  init(_ node: YAMLNode, known: [String]) throws(ValueProblem) {
    entries = node.entries ?? []
    mark = node.mark
    for entry in entries where !known.contains(entry.key) {
      throw ValueProblem(
        .unknownKey,
        "the key '\(entry.key)' is not known here",
        remedy: Suggestion.remedy(for: entry.key, in: known, listing: "The keys here are"),
        mark: entry.keyMark
      )
    }
  }

  var keys: [String] { entries.map(\.key) }

  /// The value of a key, or nil without the key.
  func optional<Value>(
    _ key: String,
    as notation: some Notation,
    _ type: Value.Type
  ) throws(ValueProblem) -> (value: Value, text: String)? {
    guard let entry = entries.first(where: { $0.key == key }) else { return nil }
    do throws(ValueProblem) {
      let read = try notation.read(entry.value)
      guard let value = read.value as? Value else {
        throw ValueProblem(.declarations, "'\(key)' is read as another type")
      }
      return (value, read.yaml)
    } catch {
      var problem = error
      problem.mark = problem.mark ?? entry.value.mark
      problem.message = "\(key): \(problem.message)"
      throw problem
    }
  }

  func required<Value>(
    _ key: String,
    as notation: some Notation,
    _ type: Value.Type
  ) throws(ValueProblem) -> (value: Value, text: String) {
    if let found = try optional(key, as: notation, type) { return found }
    let message = "the key '\(key)' is missing beside '\(keys.joined(separator: "', '"))'"
    throw ValueProblem(.missingKey, message, remedy: "Add \(key).", mark: mark)
  }
}
