/// Turns libyaml's words into a sentence for the author of the file, and says what to do.
struct YAMLSyntaxAdvice {
  var message: String
  var remedy: String

  /// `character` is the one where libyaml gave up.
  init(_ error: YAMLSyntaxError, before character: Unicode.Scalar?) {
    if character == "\t" && !error.problem.contains("expected") {
      message = "a tab stands where YAML wants spaces"
      remedy = "Replace the tab with spaces."
      return
    }
    if let known = Self.known.first(where: { error.problem.contains($0.part) }) {
      message = known.message
      remedy = known.remedy
    } else {
      message = "not YAML: \(error.problem)"
      remedy = ScenarioProblemCode.syntax.remedy
    }
    if let context = error.context { message += " (\(context))" }
  }

  private static let known: [(part: String, message: String, remedy: String)] = [
    (
      "cannot start any token", "no value can start with this character",
      "Put the text in quotes."
    ),
    (
      "mapping values are not allowed", "a second ': ' stands on this line",
      "Put the value in quotes, or its key on a line of its own."
    ),
    (
      "tab character", "a tab stands where YAML wants spaces",
      "Replace the tab with spaces."
    ),
    (
      "control characters are not allowed", "a control character stands in the text",
      "Remove it; in double quotes it can be written as \\xNN."
    ),
    (
      "did not find expected ',' or ']'", "a list in brackets is not closed",
      "Put ',' between the elements and ']' at the end."
    ),
    (
      "did not find expected ',' or '}'", "a mapping in braces is not closed",
      "Put ',' between the entries and '}' at the end."
    ),
    (
      "unexpected end of stream", "the text ends within a quoted value",
      "Close the quote."
    ),
    (
      "could not find expected ':'", "a ':' is missing after the key",
      "Write `key: value`, with a space after the colon."
    ),
    (
      "did not find expected key", "the indentation does not fit the lines above, or a key is bad",
      "Indent the keys of one mapping equally."
    ),
    (
      "did not find expected '-' indicator", "the indentation does not fit the list above",
      "Start each element with '- ' in the same column."
    ),
  ]
}
