package import SimCore

/// A caller's speech as it is to sound at the agent's end of a line: for who renders it.
///
/// It holds what has arrived by an instant and nothing of what comes later.
package struct LineSpeech: Sendable, Hashable {
  /// Words without a pause between them.
  package struct Part: Sendable, Hashable {
    package var words: [String]
    /// From the beginning of the stretch to the first sound.
    package var start: Duration
    package var duration: Duration
    /// Frames of 20 ms from the first sound on that the receiver had to make up; what lies behind
    /// the list arrived.
    package var concealed: [Bool]
    /// Frames that did not arrive, and were played from the redundancy of the one behind them; as
    /// long as the other list, or empty.
    package var recovered: [Bool]

    package init(
      words: [String],
      start: Duration,
      duration: Duration,
      concealed: [Bool],
      recovered: [Bool] = []
    ) {
      self.words = words
      self.start = start
      self.duration = duration
      self.concealed = concealed
      self.recovered = recovered
    }
  }

  /// In order.
  package var parts: [Part]
  /// As the caller's profile names it: it stands for a voice.
  package var accent: String
  package var traits: SpeechTraits
  /// Of the call: its noise and its voice hang on it.
  package var key: DrawKey
  /// From the beginning of the run to that of the stretch: noise goes on between stretches.
  package var onset: Duration
  /// Whether packets of the line carry the frame before them once more (in-band FEC).
  package var correctsForward: Bool

  package init(
    parts: [Part],
    accent: String,
    traits: SpeechTraits,
    key: DrawKey,
    onset: Duration,
    correctsForward: Bool = false
  ) {
    self.parts = parts
    self.accent = accent
    self.traits = traits
    self.key = key
    self.onset = onset
    self.correctsForward = correctsForward
  }
}

extension LineSpeech.Part {
  private static let frame = Duration.milliseconds(20)

  /// The longest gap that touches each word, in frames that were made up.
  package var gapsInWords: [Int] {
    guard concealed.contains(true) else { return Array(repeating: 0, count: words.count) }
    // The length of the run that each frame belongs to.
    var runs = [Int](repeating: 0, count: concealed.count)
    var first = 0
    while first < concealed.count {
      var end = first
      while end < concealed.count, concealed[end] { end += 1 }
      for frame in first..<end { runs[frame] = end - first }
      first = max(end, first + 1)
    }
    let frames = duration / Self.frame
    return words.indices.map { index in
      let start = min(Int(frames * Double(index) / Double(words.count)), concealed.count)
      let end = Int((frames * Double(index + 1) / Double(words.count)).rounded(.up))
      return runs[start..<max(start, min(end, concealed.count))].max() ?? 0
    }
  }
}

/// A sound of the user's own, which stands for a text in place of a synthesizer's.
package struct AudioRecording: Sendable, Hashable {
  /// As `key` writes it.
  package var text: String
  /// Absolute.
  package var file: String
  /// Whose voice it is; nil for every accent.
  package var accent: String?
  /// Where the user names it.
  package var list: String
  package var line: Int

  package init(text: String, file: String, accent: String? = nil, list: String, line: Int) {
    self.text = text
    self.file = file
    self.accent = accent
    self.list = list
    self.line = line
  }

  /// A text without regard to case and blanks: what callers say is looked up by it.
  package static func key(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// Why speech could not be made, or not be listened to: a run cannot go on without it.
package struct AudioFailure: Error, Hashable, CustomStringConvertible {
  /// What failed, and what mends it, such as the package to install.
  package var description: String
  /// The recording that it is about; nil for everything else.
  package var recording: AudioRecording?

  package init(_ description: String, recording: AudioRecording? = nil) {
    self.description = description
    self.recording = recording
  }
}

/// Renders speech as it sounds behind its line, and lets a real recognizer hear it: text and never
/// time.
///
/// It is asked from any thread; what it answers hangs on what it is asked and on nothing else.
package protocol SpeechListener: Sendable {
  func words(in speech: LineSpeech) throws(AudioFailure) -> [String]
  /// The first time that it could not; nil while it always could.
  var failure: AudioFailure? { get }
}

/// What a run at audio fidelity needs to know before it begins.
package struct AudioPlan: Sendable {
  /// Sentences as the callers of the scenario say them: a recognizer learns its language of them.
  package var sentences: [[String]]
  /// Every accent that may be heard.
  package var accents: [String]
  /// Every codec that speech goes through.
  package var codecs: [LineCodec]
  package var language: AudioLanguage
  /// Whether noise is suppressed before the recognizer hears it.
  package var suppressesNoise: Bool
  package var recordings: [AudioRecording]

  package init(
    sentences: [[String]],
    accents: [String],
    codecs: [LineCodec],
    language: AudioLanguage,
    suppressesNoise: Bool,
    recordings: [AudioRecording] = []
  ) {
    self.recordings = recordings
    self.sentences = sentences
    self.accents = accents
    self.codecs = codecs
    self.language = language
    self.suppressesNoise = suppressesNoise
  }
}

/// What the recognizer of the audio tier takes for possible.
package enum AudioLanguage: String, Sendable, Hashable, Decodable, CaseIterable {
  /// One of the sentences, word for word.
  case grammar
  /// Word pairs of the sentences.
  case bigram
  /// All of English.
  case large
}
