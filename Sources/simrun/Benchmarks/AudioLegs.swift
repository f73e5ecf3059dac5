import Experiments
import MediaCodecs
import SimCore
import VoicePipeline

/// Calls as the audio tier renders and hears them, for `simrun bench audio`: how many seconds of a
/// call a second of processor time is enough for, with all speech in the bank.
///
/// A call lasts a minute, of which the caller speaks 24 s and, on both legs, the agent as much; 2 %
/// of the frames are lost.
struct AudioLegs {
  /// What a caller's words are heard in.
  enum Scene {
    /// A quiet place over Opus, without redundancy.
    case clean
    /// Seven of ten as `peak-20k.yaml`'s quiet landline, three as its accent in a street.
    case peak
  }

  /// One figure of the table.
  struct Leg {
    let key: String
    let label: String
    let scene: Scene
    let hasAgent: Bool
    let suppressesNoise: Bool
    /// Nil for no recognition.
    let language: AudioLanguage?
  }

  static let all = [
    Leg(
      key: "caller",
      label: "caller, not recognized",
      scene: .clean,
      hasAgent: false,
      suppressesNoise: false,
      language: nil
    ),
    Leg(
      key: "caller_grammar",
      label: "caller, grammar",
      scene: .clean,
      hasAgent: false,
      suppressesNoise: false,
      language: .grammar
    ),
    Leg(
      key: "caller_bigram",
      label: "caller, bigram",
      scene: .clean,
      hasAgent: false,
      suppressesNoise: false,
      language: .bigram
    ),
    Leg(
      key: "both",
      label: "both legs, suppression, not recognized",
      scene: .clean,
      hasAgent: true,
      suppressesNoise: true,
      language: nil
    ),
    Leg(
      key: "both_grammar",
      label: "both legs, suppression, grammar",
      scene: .clean,
      hasAgent: true,
      suppressesNoise: true,
      language: .grammar
    ),
    Leg(
      key: "both_noise",
      label: "both legs, suppression, grammar, noise of peak-20k",
      scene: .peak,
      hasAgent: true,
      suppressesNoise: true,
      language: .grammar
    ),
  ]

  private static let callSeconds = 60.0
  private static let speechSeconds = 24.0
  private static let wordLength = Duration.milliseconds(360)
  private static let lossRatio = 0.02

  private let leg: Leg
  private let tier: AudioTier
  private let bank: SpeechBank
  /// What each caller says, and what the agent does.
  private let calls: [[LineSpeech]]

  /// Makes the language and the speech of so many calls ready.
  init(_ leg: Leg, calls count: Int, folder: String) throws {
    self.leg = leg
    let sentences = Self.sentences.map { $0.split(separator: " ").map(String.init) }
    calls = (0..<count).map { Self.call($0, leg.scene, sentences) }
    tier = try AudioTier(
      AudioPlan(
        sentences: sentences,
        accents: ["us-general", "l2"],
        codecs: [.opus, .muLaw],
        language: leg.language ?? .grammar,
        suppressesNoise: leg.suppressesNoise
      ),
      folder: folder + "/lines",
      scratch: folder + "/languages"
    )
    bank = try SpeechBank(folder: folder + "/lines")
    _ = try run()
  }

  /// Seconds of the calls.
  var seconds: Double { Double(calls.count) * Self.callSeconds }

  /// Renders, and hears, every call; the words that were heard.
  func run() throws -> Int {
    var words = 0
    for speech in calls.joined() {
      if leg.language == nil {
        words += try tier.sound(of: speech).samples.isEmpty ? 0 : 1
      } else {
        words += try tier.words(in: speech).count
      }
      if leg.hasAgent { words += try agent(answering: speech) }
    }
    return words
  }

  /// As many words from the agent, at the caller's ear.
  private func agent(answering speech: LineSpeech) throws -> Int {
    var spoken = 0
    for part in speech.parts {
      let line = try bank.line(part.words.joined(separator: " "), .slt, lasting: part.duration)
      let passage = LinePassage(codec: speech.traits.codec)
      let frames = LinePassage.Frames(concealed: part.concealed)
      spoken += try passage.passed(line.sound(), frames).samples.isEmpty ? 0 : 1
    }
    return spoken
  }

  private static func call(_ number: Int, _ scene: Scene, _ sentences: [[String]]) -> [LineSpeech] {
    let key = DrawKey(seed: 7).entity("bench call", UInt64(number))
    let isNoisy = scene == .peak && number % 10 >= 7
    let traits =
      switch scene {
      case .clean: SpeechTraits(snrDecibels: 30, errorOddsFactor: 1, codec: .opus)
      case .peak:
        SpeechTraits(
          snrDecibels: isNoisy ? 10 : 30,
          errorOddsFactor: 1,
          noise: isNoisy ? .street : .quiet,
          codec: .muLaw
        )
      }
    var spoken = 0.0
    var stretches: [LineSpeech] = []
    while spoken < speechSeconds {
      let words = sentences[(number * 7 + stretches.count) % sentences.count]
      let length = wordLength * words.count
      let first = UInt64(stretches.count) << 16
      let concealed = (0..<Int(length / .milliseconds(20))).map {
        key.chance(lossRatio, .lostFrame, first + UInt64($0))
      }
      stretches.append(
        LineSpeech(
          parts: [.init(words: words, start: .zero, duration: length, concealed: concealed)],
          accent: isNoisy ? "l2" : "us-general",
          traits: traits,
          key: key,
          onset: .seconds(Int(spoken * 2.5))
        )
      )
      spoken += length / .seconds(1)
    }
    return stretches
  }

  private static let sentences = [
    "hello this is john speaking", "yes this is she", "no you have the wrong number",
    "could you call me back later", "i would like to move my appointment",
    "is there anything on thursday afternoon", "my date of birth is the second of april",
    "can you say that again please", "what does it cost without insurance",
    "i will be there at half past ten", "please send me a text message", "no thank you that is all",
    "who am i speaking with", "i have not received the letter yet",
    "that time does not work for me",
    "the address is forty two oak street", "could i speak to a person please",
    "next week would be better", "i already paid that bill", "yes that is correct",
  ]
}

extension Purpose {
  fileprivate static let lostFrame = Purpose("bench.lost_frame")
}
