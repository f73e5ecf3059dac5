/// What a recognizer subtracts from the cepstra of a voice, so that microphone and voice cancel.
///
/// Left alone, pocketsphinx carries it from one utterance to the next, and what it hears depends on
/// what it heard before: 36 of 40 sentences differed from those of a fresh decoder. So it is set
/// before every utterance.
package struct CepstralMean: Sendable, Hashable {
  /// 13 cepstra.
  package let values: [Float]

  package init(values: [Float]) {
    precondition(values.count == PocketSphinxDecoder.meanCount, "a mean has 13 numbers")
    self.values = values
  }

  /// The mean that the American English model of pocketsphinx begins with (`-cmninit` of its
  /// `feat.params`): for voices of which nothing is known.
  package static let model = CepstralMean(values: [
    41.00, -5.29, -0.12, 5.09, 2.48, -4.07, -1.37, -1.78, -5.08, -2.05, -6.45, -1.42, 1.17,
  ])

  /// One line of text that reads back as the same numbers.
  package var text: String {
    values.map { String($0.bitPattern, radix: 16) }.joined(separator: " ") + "\n"
  }

  /// Reads what `text` wrote; nil if it is anything else.
  package init?(text: String) {
    let words = text.split { $0 == " " || $0 == "\n" }
    let values = words.compactMap { UInt32($0, radix: 16).map { Float(bitPattern: $0) } }
    guard values.count == words.count, values.count == PocketSphinxDecoder.meanCount,
      values.allSatisfy(\.isFinite)
    else { return nil }
    self.values = values
  }
}
