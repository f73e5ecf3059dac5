/// Words that no name of ours carries.
enum Identifiers {
  /// "Asr" means answer-seizure ratio to one reader and speech recognition to the other.
  static let bannedWords: [String: String] = [
    "asr": "say recognition or answerSeizureRatio"
  ]

  /// Words that hide what a type is.
  static let bannedTypeWords: [String: String] = [
    "mock": "a test double is a Fake, a simulated part is Simulated",
    "manager": "name what it does",
    "helper": "name what it does",
    "helpers": "name what it does",
    "util": "name what it does",
    "utils": "name what it does",
    "utilities": "name what it does",
    "base": "prefer composition",
  ]

  private static let declarators: Set<Substring> = [
    "struct", "class", "enum", "actor", "protocol", "typealias", "extension",
  ]

  static func findings(in files: [TextFile]) -> [Finding] {
    files.flatMap { file in
      stemFindings(file) + file.numberedCode.flatMap { lineFindings(file, $0.number, $0.text) }
    }
  }

  /// Lower-case words of a name: `PCMFrame` is "pcm" and "frame", `asr_ms` is "asr" and "ms".
  static func words(of name: some StringProtocol) -> [String] {
    var words: [String] = []
    let characters = Array(name)
    for (index, character) in characters.enumerated() {
      let previous = index > 0 ? characters[index - 1] : "_"
      let next = index + 1 < characters.count ? characters[index + 1] : "_"
      let startsHump = character.isUppercase && (!previous.isUppercase || next.isLowercase)
      if !(character.isLetter || character.isNumber) { continue }
      if startsHump || !(previous.isLetter || previous.isNumber) || words.isEmpty {
        words.append("")
      }
      words[words.count - 1].append(contentsOf: character.lowercased())
    }
    return words
  }

  private static func stemFindings(_ file: TextFile) -> [Finding] {
    words(of: file.stem).compactMap { word in
      (bannedWords[word] ?? bannedTypeWords[word]).map { file.finding(1, "file name: \($0)") }
    }
  }

  private static func lineFindings(_ file: TextFile, _ number: Int, _ line: Substring) -> [Finding]
  {
    let names = line.identifiers
    return names.enumerated().flatMap { index, name in
      let declares = index > 0 && declarators.contains(names[index - 1])
      return words(of: name).compactMap { word in
        let reason = bannedWords[word] ?? (declares ? bannedTypeWords[word] : nil)
        return reason.map { file.finding(number, "the name \(name): \($0)") }
      }
    }
  }
}
