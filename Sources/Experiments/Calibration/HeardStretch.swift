internal import Scenarios
internal import SimCore
internal import Synchronization
internal import VoicePipeline

/// What a real recognizer made of the words of one stretch of speech.
struct HeardStretch: Sendable, Hashable {
  /// Words, and what went wrong with them, insertions counted to the word before.
  struct Words: Sendable, Hashable {
    var count = 0
    var errors = 0
  }

  /// Tells the calls of a calibration apart.
  var call: UInt64
  var onset: Duration
  /// Of words without a gap.
  var condition: WordErrorTable.Condition
  /// By the length of the longest gap that touches a word.
  var words: [Words]
  var errors: WordErrors

  init(_ speech: LineSpeech, heard: [String]) {
    call = speech.key.bits(.calibratedCall)
    onset = speech.onset
    condition = WordErrorTable.Condition(
      accent: speech.accent,
      noise: speech.traits.noise,
      band: WordErrorTable.Band(decibels: speech.traits.snrDecibels),
      codec: speech.traits.codec,
      gap: .none
    )
    let said = speech.parts.flatMap(\.words)
    let gaps = speech.parts.flatMap(\.gapsInWords).map { GapCurve.Length(frames: $0).rawValue }
    words = Array(repeating: Words(), count: GapCurve.Length.allCases.count)
    for gap in gaps { words[gap].count += 1 }
    let alignment = WordAlignment(reference: said, hypothesis: heard)
    errors = alignment.errors
    var next = 0
    for operation in alignment.operations {
      switch operation {
      case .hit: next += 1
      case .substitution, .deletion:
        words[gaps[next]].errors += 1
        next += 1
      case .insertion:
        if let gap = next > 0 ? gaps[next - 1] : gaps.first { words[gap].errors += 1 }
      }
    }
  }

  /// In an order that does not hang on which thread was first.
  static func isBefore(_ left: HeardStretch, _ right: HeardStretch) -> Bool {
    (left.call, left.onset) < (right.call, right.onset)
  }
}

/// A listener that another stands behind, and that remembers what it heard.
final class RememberingListener: SpeechListener {
  private let listener: any SpeechListener
  private let memory: HeardMemory

  init(_ listener: any SpeechListener, memory: HeardMemory) {
    self.listener = listener
    self.memory = memory
  }

  var failure: AudioFailure? { listener.failure }

  func words(in speech: LineSpeech) throws(AudioFailure) -> [String] {
    let words = try listener.words(in: speech)
    memory.add(HeardStretch(speech, heard: words))
    return words
  }
}

/// Stretches that were heard, from whatever thread.
final class HeardMemory: Sendable {
  private let stretches = Mutex<[HeardStretch]>([])

  func add(_ stretch: HeardStretch) { stretches.withLock { $0.append(stretch) } }

  /// All of them, in an order of their own.
  var all: [HeardStretch] { stretches.withLock { $0 }.sorted(by: HeardStretch.isBefore) }
}

extension Purpose {
  fileprivate static let calibratedCall = Purpose("calibration.call")
}
