private import SimCore

/// How much work a recognizer puts into a sound.
package enum RecognizerEffort: Sendable, Hashable {
  /// Every second frame is scored, and the later passes are left out: two to three times as fast
  /// for a point or two of word error rate.
  case fast
  /// As pocketsphinx comes.
  case full
}

/// A language made ready for decoders: files in a folder, named after what stands in them.
package struct RecognizerModel: Sendable {
  /// The Debian package of the acoustic and language models.
  package static let package = "pocketsphinx-en-us"

  /// Where it puts them.
  package static let folder = "/usr/share/pocketsphinx/model/en-us"

  /// SHA-256 over the acoustic model and the dictionary; nil if one of the files is not there.
  package static var acousticDigest: String? {
    let names = ["mdef", "means", "variances", "transition_matrices", "sendump", "feat.params"]
    let paths = names.map { folder + "/en-us/" + $0 } + [Pronunciations.usualPath]
    var digest = SHA256()
    for path in paths {
      guard let bytes = try? Files.readAll(path, limit: 1 << 26) else { return nil }
      digest.update(bytes)
    }
    return digest.hexDigest
  }

  /// What a decoder is started with.
  let arguments: [String]

  /// Writes what decoders read into a folder, which is made if it is not there.
  ///
  /// Without pronunciations those of the package are read.
  package init(
    _ language: RecognizerLanguage,
    effort: RecognizerEffort = .fast,
    folder: String,
    pronunciations: Pronunciations? = nil
  ) throws(RecognitionError) {
    let acoustic = Self.folder + "/en-us"
    guard Files.exists(acoustic + "/mdef") else {
      throw .missingModel(path: acoustic, package: Self.package)
    }
    var arguments = ["-hmm", acoustic]
    if case .large = language {
      arguments += ["-dict", Pronunciations.usualPath, "-lm", Self.folder + "/en-us.lm.bin"]
    } else {
      let known: Pronunciations = if let pronunciations { pronunciations } else { try .init() }
      let dictionary = try Self.dictionary(of: language.words, known)
      arguments += ["-dict", try Self.written(dictionary, "dict", folder)]
      arguments += try Self.files(of: language, folder)
    }
    self.arguments = arguments + Self.settings(language, effort)
  }

  private static func files(
    of language: RecognizerLanguage,
    _ folder: String
  ) throws(RecognitionError) -> [String] {
    switch language {
    case .large: return []
    case .grammar(let sentences):
      let text = RecognizerLanguage.grammarText(sentences)
      return ["-jsgf", try written(text, "gram", folder)]
    case .bigram(let sentences, let vocabulary):
      let model = BigramModel(
        sentences: sentences.map { SentenceWords.of($0) },
        vocabulary: vocabulary.flatMap { SentenceWords.of($0) }
      )
      return ["-lm", try written(model.arpa, "lm", folder)]
    }
  }

  /// The dictionary of a language: every word that it can hear.
  private static func dictionary(
    of words: [String],
    _ known: Pronunciations
  ) throws(RecognitionError) -> String {
    if words.isEmpty { throw .emptyLanguage }
    let unknown = words.filter { known.of($0).isEmpty }
    guard unknown.isEmpty else { throw .unknownWords(unknown) }
    return words.map { word in
      known.of(word).enumerated().map { index, phones in
        index == 0 ? "\(word) \(phones)\n" : "\(word)(\(index + 1)) \(phones)\n"
      }.joined()
    }.joined()
  }

  private static func settings(
    _ language: RecognizerLanguage,
    _ effort: RecognizerEffort
  ) -> [String] {
    if effort == .full { return [] }
    if case .grammar = language { return ["-ds", "2", "-bestpath", "no"] }
    return [
      "-ds", "2", "-maxhmmpf", "2000", "-maxwpf", "5", "-fwdflat", "no", "-bestpath", "no",
    ]
  }

  /// The path of a file with this text: the name is the digest of it.
  private static func written(
    _ text: String,
    _ ending: String,
    _ folder: String
  ) throws(RecognitionError) -> String {
    let bytes = Array(text.utf8)
    let path = "\(folder)/\(SHA256.hex(of: bytes)).\(ending)"
    do {
      if let there = try? Files.readAll(path, limit: bytes.count), there == bytes { return path }
      try Files.createDirectory(folder, withParents: true)
      try AtomicFile.write(path, bytes)
    } catch {
      throw .file(error)
    }
    return path
  }
}
