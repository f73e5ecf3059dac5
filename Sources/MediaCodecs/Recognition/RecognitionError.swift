package import SimCore

/// Why speech cannot be recognized: no case is mended by trying again.
package enum RecognitionError: Error, Hashable, CustomStringConvertible {
  /// The program was built without the trait `Audio`.
  case builtWithoutAudio(package: String)
  /// A file of the acoustic or language model is not there.
  case missingModel(path: String, package: String)
  /// Words that the dictionary does not have and no rule spells, in their order.
  case unknownWords([String])
  /// A language without any sentence.
  case emptyLanguage
  /// The recognizer refused its settings or the sound.
  case decoderFailed(String)
  /// The folder of the models.
  case file(FileError)

  package var description: String {
    switch self {
    case .builtWithoutAudio(let package):
      "built without the trait Audio: build with it, and with the Debian package \(package)"
    case .missingModel(let path, let package):
      "\(path) is not there: install the Debian package \(package)"
    case .unknownWords(let words):
      "no pronunciation is known of: \(words.joined(separator: ", "))"
    case .emptyLanguage: "a language needs at least one sentence"
    case .decoderFailed(let what): "pocketsphinx cannot \(what)"
    case .file(let error): error.description
    }
  }
}
