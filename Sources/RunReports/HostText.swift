/// What a file says of the host that wrote it, between two marks: it counts in no comparison.
///
/// Only a run that was shown in real time has any.
package enum HostText {
  private static let opening = "<!-- host -->"
  private static let closing = "<!-- /host -->"

  /// Whole lines, with the marks around them.
  static func marked(_ lines: String) -> String { "\(opening)\n\(lines)\(closing)\n" }

  /// The bytes without what stands between the marks, and without the marks.
  package static func removed(from text: [UInt8]) -> [UInt8] {
    var kept: [[UInt8].SubSequence] = []
    var isInside = false
    for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.elementsEqual(opening.utf8) {
        isInside = true
      } else if line.elementsEqual(closing.utf8) {
        isInside = false
      } else if !isInside {
        kept.append(line)
      }
    }
    return Array(kept.joined(separator: [UInt8(ascii: "\n")]))
  }
}
