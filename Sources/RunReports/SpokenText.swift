import SimCore

/// What a page quotes of a call, between marks: it can be left out, now or years later, and the
/// page stays what it is.
package enum SpokenText {
  /// Why the words are not there.
  package enum Absence: Sendable, Hashable, CaseIterable {
    /// They stand in sealed files alone.
    case sealed
    /// Their retention is over.
    case purged

    /// For the reader of the page.
    var note: String {
      switch self {
      case .sealed:
        """
        What was said is left out: it stands in the sealed files, which simrun audit open reads \
        with the key.
        """
      case .purged: "What was said is left out: it was removed when its retention was over."
      }
    }
  }

  private static let opening = "<!--said-->"
  private static let closing = "<!--/said-->"
  /// Where the note goes.
  private static let place = "<!--said-note-->"

  /// Words of a call in a page.
  static func marked(_ words: Markup) -> Markup { .verbatim(opening + words.text + closing) }

  /// Nothing, until words are left out.
  static let note = Markup.verbatim(place)

  /// Whether a page has words of a call.
  package static func stands(in page: [UInt8]) -> Bool {
    Array(opening.utf8).range(in: page[...]) != nil
  }

  /// The page without the words, and with the reason.
  package static func removed(from page: [UInt8], because absence: Absence) -> [UInt8] {
    let (opening, closing) = (Array(opening.utf8), Array(closing.utf8))
    var kept: [UInt8] = []
    var rest = page[...]
    while let start = opening.range(in: rest) {
      kept += rest[..<start.lowerBound]
      guard let end = closing.range(in: rest[start.upperBound...]) else {
        preconditionFailure("a mark of words is never closed")
      }
      rest = rest[end.upperBound...]
    }
    kept += rest
    guard let note = Array(place.utf8).range(in: kept[...]) else { return kept }
    let text = Markup(absence.note).text
    return kept[..<note.lowerBound] + Array("<p class=\"hint\">\(text)</p>".utf8)
      + kept[note.upperBound...]
  }
}

extension [UInt8] {
  /// Where these bytes stand first in others.
  fileprivate func range(in text: ArraySlice<UInt8>) -> Range<Int>? {
    guard let first else { return nil }
    var rest = text
    while let start = rest.firstIndex(of: first) {
      if rest[start...].starts(with: self) { return start..<start + count }
      rest = rest[(start + 1)...]
    }
    return nil
  }
}
