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

    package init(words: [String], start: Duration, duration: Duration, concealed: [Bool]) {
      self.words = words
      self.start = start
      self.duration = duration
      self.concealed = concealed
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

  package init(
    parts: [Part],
    accent: String,
    traits: SpeechTraits,
    key: DrawKey,
    onset: Duration
  ) {
    self.parts = parts
    self.accent = accent
    self.traits = traits
    self.key = key
    self.onset = onset
  }
}

/// Why speech could not be made, or not be listened to: a run cannot go on without it.
package struct AudioFailure: Error, Hashable, CustomStringConvertible {
  /// What failed, and what mends it, such as the package to install.
  package var description: String

  package init(_ description: String) { self.description = description }
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

  package init(
    sentences: [[String]],
    accents: [String],
    codecs: [LineCodec],
    language: AudioLanguage,
    suppressesNoise: Bool
  ) {
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
