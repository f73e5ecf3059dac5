/// How texts are made alike before their words are compared: without its name, an error rate of
/// written texts says little.
package struct TextNormaliser: Sendable, Hashable {
  /// One change of a text.
  enum Step: Sendable, Hashable {
    /// Unicode's lower case, character by character.
    case lowerCase
    /// Typographic apostrophes become the plain one.
    case apostrophes
    /// Common English contractions become two words, as jiwer expands them.
    case contractions
    /// Tags such as `<unk>` and `[laugh]` go.
    case kaldiTags
    /// Numbers in digits become English words.
    case digits
    /// Dashes between words become spaces.
    case dashes
    /// Characters of Unicode's punctuation categories go.
    case punctuation
    /// Line ends and tabs become spaces.
    case whiteSpace
  }

  /// As reports print it.
  package let name: String
  package let description: String
  private let steps: [Step]

  private init(_ name: String, _ description: String, _ steps: [Step]) {
    self.name = name
    self.description = description
    self.steps = steps
  }

  /// The words that are compared.
  package func words(_ text: String) -> [String] {
    let changed = steps.reduce(text) { $1.apply(to: $0) }
    return PythonSpace.single(changed).unicodeScalars.split(separator: " ").map { String($0) }
  }

  /// The text whose characters are compared: without white space at its ends.
  package func characters(_ text: String) -> String {
    PythonSpace.stripped(steps.reduce(text) { $1.apply(to: $0) })
  }
}

extension TextNormaliser {
  /// jiwer's default, `wer_default`: only spaces are looked at.
  package static let spaces = TextNormaliser(
    "spaces",
    "texts as they are, split at spaces (jiwer's default)",
    []
  )

  /// jiwer's `wer_standardize`.
  package static let standardize = TextNormaliser(
    "jiwer-standardize",
    "lower case, English contractions expanded, <tags> and [tags] removed (jiwer wer_standardize)",
    [.lowerCase, .contractions, .kaldiTags, .whiteSpace]
  )

  /// The same without punctuation: for written texts.
  package static let plain = TextNormaliser(
    "plain",
    """
    lower case, English contractions expanded, <tags> and [tags] removed, dashes to spaces, \
    punctuation removed
    """,
    [.lowerCase, .apostrophes, .contractions, .kaldiTags, .whiteSpace, .dashes, .punctuation]
  )

  /// The same with numbers as they are spoken: for recognizers that write digits.
  package static let spoken = TextNormaliser(
    "plain-spoken-numbers",
    """
    lower case, English contractions expanded, <tags> and [tags] removed, numbers in digits to \
    English words, dashes to spaces, punctuation removed
    """,
    [
      .lowerCase, .apostrophes, .contractions, .kaldiTags, .whiteSpace, .digits, .dashes,
      .punctuation,
    ]
  )

  /// What word error rates of a run are counted with: caller and recognizer both deal in words, and
  /// those of a synthetic caller are written as recognizers write them.
  package static let ofRuns = spaces

  /// Every normaliser, in order of how much it changes.
  package static let all = [spaces, standardize, plain, spoken]
}

extension TextNormaliser.Step {
  fileprivate func apply(to text: String) -> String {
    switch self {
    case .lowerCase: LowerCase.text(text)
    case .apostrophes: TextReplacement.all(of: "\u{2019}", by: "'", in: text)
    case .contractions: Contractions.expanded(text)
    case .kaldiTags: Self.withoutTags(text)
    case .digits: SpokenNumbers.replaced(in: text)
    case .dashes: String(String.UnicodeScalarView(text.unicodeScalars.map(Self.spaceForDash)))
    case .punctuation:
      String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.isPunctuation }))
    case .whiteSpace:
      String(String.UnicodeScalarView(text.unicodeScalars.map { $0.isASCIISpace ? " " : $0 }))
    }
  }

  private static func spaceForDash(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.properties.generalCategory == .dashPunctuation ? " " : scalar
  }

  /// From each `<` or `[` to the nearest `>` or `]`, in whatever pairing.
  private static func withoutTags(_ text: String) -> String {
    var rest = text.unicodeScalars[...]
    var kept = String.UnicodeScalarView()
    while let start = rest.firstIndex(where: { $0 == "<" || $0 == "[" }) {
      guard let end = rest[start...].firstIndex(where: { $0 == ">" || $0 == "]" }) else { break }
      kept.append(contentsOf: rest[..<start])
      rest = rest[rest.index(after: end)...]
    }
    kept.append(contentsOf: rest)
    return String(kept)
  }
}

extension Unicode.Scalar {
  fileprivate var isPunctuation: Bool {
    switch properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      true
    default: false
    }
  }

  /// Python's `string.whitespace`.
  fileprivate var isASCIISpace: Bool { (9...13).contains(value) || value == 32 }
}
