private import SimCore

/// How words are pronounced: the dictionary of CMU as pocketsphinx has it, and rules for the rest.
package struct Pronunciations: Sendable {
  /// Phones of each word, the most usual pronunciation first.
  private let phones: [Substring: [Substring]]

  /// Where the package `pocketsphinx-en-us` puts the dictionary.
  package static let usualPath = RecognizerModel.folder + "/cmudict-en-us.dict"

  /// Reads a dictionary: a word and its phones a line, further pronunciations as `word(2)`.
  package init(path: String = Pronunciations.usualPath) throws(RecognitionError) {
    let bytes: [UInt8]
    do {
      bytes = try Files.readAll(path, limit: 1 << 26)
    } catch {
      throw .missingModel(path: path, package: RecognizerModel.package)
    }
    self.init(text: String(decoding: bytes, as: UTF8.self))
  }

  init(text: String) {
    var phones: [Substring: [Substring]] = [:]
    phones.reserveCapacity(150_000)
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      guard let space = line.firstIndex(of: UInt8(ascii: " ")) else { continue }
      let word = line[..<space].prefix { $0 != UInt8(ascii: "(") }
      phones[Substring(word), default: []].append(Substring(line[line.index(after: space)...]))
    }
    self.phones = phones
  }

  /// The pronunciations of a word in lower case; none if nothing is known of it.
  ///
  /// The rules, of which the first that fits is taken: the dictionary; a possessive or plural of a
  /// word in it; two words of it in one, such as "voicemail"; up to five letters without a vowel,
  /// read one by one.
  package func of(_ word: String) -> [String] {
    if let known = phones[word[...]] { return known.map { String($0) } }
    if let stem = possessive(word) ?? compound(word) ?? letters(word) { return [stem] }
    return []
  }

  private func possessive(_ word: String) -> String? {
    let ending = word.hasSuffix("'s") ? 2 : word.hasSuffix("s") || word.hasSuffix("'") ? 1 : 0
    guard ending > 0, let stem = phones[word.dropLast(ending)]?.first else { return nil }
    let last = stem.split(separator: " ").last ?? ""
    if ["S", "Z", "SH", "ZH", "CH", "JH"].contains(last) { return stem + " IH Z" }
    return stem + (["P", "T", "K", "F", "TH"].contains(last) ? " S" : " Z")
  }

  /// Two words of at least three letters, cut where the first is longest.
  private func compound(_ word: String) -> String? {
    guard word.utf8.count >= 6 else { return nil }
    for count in (3...word.utf8.count - 3).reversed() {
      if let first = phones[word.prefix(count)]?.first,
        let second = phones[word.dropFirst(count)]?.first
      {
        return first + " " + second
      }
    }
    return nil
  }

  private func letters(_ word: String) -> String? {
    guard word.utf8.count <= 5, !word.contains(where: { "aeiouy".contains($0) }) else { return nil }
    let names = word.map { phones["\($0)."]?.first ?? phones["\($0)"]?.first }
    let known = names.compactMap { $0 }
    return known.isEmpty || known.count < names.count ? nil : known.joined(separator: " ")
  }
}
