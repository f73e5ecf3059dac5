private import SimCore
private import Synchronization
internal import VoicePipeline

/// Lines as speech: each is made once, and is the same bytes whether it was made now or found.
///
/// The bank may be asked from several threads. Without a folder it keeps lines in memory only.
package final class SpeechBank: Sendable {
  private let synthesis: SpeechSynthesis
  private let store: SpeechStore?
  private let recordings: Recordings
  private let memory: Mutex<Memory>

  /// Lines in memory, those that came first leaving first.
  private struct Memory {
    let limit: Int
    var lines: [String: SpokenLine] = [:]
    var order: [String] = []
    var samples = 0

    mutating func keep(_ line: SpokenLine, _ key: String) {
      guard lines[key] == nil, line.speech.samples.count <= limit else { return }
      lines[key] = line
      order.append(key)
      samples += line.speech.samples.count
      var leaving = 0
      while samples > limit {
        samples -= lines.removeValue(forKey: order[leaving])?.speech.samples.count ?? 0
        leaving += 1
      }
      order.removeFirst(leaving)
    }
  }

  /// Opens a bank whose lines are kept between runs as WAV files in a folder.
  ///
  /// The folder holds up to `limit` bytes, the memory up to `memoryLimit` samples of two bytes. The
  /// recordings of the user stand for their texts.
  package init(
    folder: String? = nil,
    limit: Int = 512 << 20,
    memoryLimit: Int = 32 << 20,
    recordings: Recordings = .none,
    espeakPath: String = "/usr/bin/espeak-ng"
  ) throws(SpeechError) {
    synthesis = SpeechSynthesis(espeakPath: espeakPath)
    self.recordings = recordings
    memory = Mutex(Memory(limit: memoryLimit))
    do {
      store = if let folder { try SpeechStore(folder: folder, limit: limit) } else { nil }
    } catch {
      throw .file(error)
    }
  }

  /// A text in a voice, as long as the voice takes for it at the pace of the style.
  package func line(
    _ text: String,
    _ voice: Voice,
    _ style: SpeechStyle = .natural
  ) throws(SpeechError) -> SpokenLine {
    if let recorded = try recordings.line(text, voice) { return recorded }
    return try kept(try key(text, voice, style, .natural)) { () throws(SpeechError) in
      guard let pace = style.wordsPerMinute else {
        return try self.made(text, voice, style, stretch: 1)
      }
      let words = text.split { $0.isWhitespace }.count
      let seconds = Double(words) * 60 / Double(pace)
      return try self.fitted(
        text,
        voice,
        SpeechStyle(pitchPercent: style.pitchPercent),
        to: Int((seconds * Double(SampleRate.wideband.hertz)).rounded())
      )
    }
  }

  /// A text in a voice with speech of a duration, to 2 %.
  ///
  /// The engine is asked for a pace first, so that long and short lines sound natural; what is left
  /// is done by time scaling at the same pitch.
  package func line(
    _ text: String,
    _ voice: Voice,
    _ style: SpeechStyle = .natural,
    lasting duration: Duration
  ) throws(SpeechError) -> SpokenLine {
    let wanted = SampleRate.wideband.samples(in: duration)
    let recorded = try recordings.line(text, voice)
    let plain = SpeechStyle(pitchPercent: style.pitchPercent)
    if let recorded { return try scaled(recorded, to: wanted) }
    let key = try key(text, voice, plain, .lasting(duration.nanoseconds))
    return try kept(key) { () throws(SpeechError) in
      try self.fitted(text, voice, plain, to: wanted)
    }
  }

  /// A line of so many samples: by the engine as far as it goes, then by time scaling.
  private func fitted(
    _ text: String,
    _ voice: Voice,
    _ style: SpeechStyle,
    to count: Int
  ) throws(SpeechError) -> SpokenLine {
    let natural = try line(text, voice, style)
    let ratio = Double(count) / Double(natural.speech.samples.count)
    guard Self.ratios.contains(ratio) else {
      throw .durationOutOfReach(
        wanted: Sound(silence: count, rate: .wideband).duration,
        natural: natural.speech.duration
      )
    }
    return try scaled(made(text, voice, style, stretch: ratio), to: count)
  }

  /// What a line may be stretched by altogether: faster, nobody speaks; slower, nobody listens.
  private static let ratios = 0.25...4.0
  /// A difference in length that is left alone: time scaling costs some quality.
  private static let tolerance = 0.01

  private func scaled(_ line: SpokenLine, to count: Int) throws(SpeechError) -> SpokenLine {
    let has = line.speech.samples.count
    if Double((has - count).magnitude) <= Self.tolerance * Double(count) { return line }
    guard Self.ratios.contains(Double(count) / Double(has)),
      let scaled = SpokenLine(
        speech: TimeScale.scaled(line.speech, to: count),
        before: line.trimmedBefore,
        after: line.trimmedAfter
      )
    else {
      let wanted = Sound(silence: count, rate: .wideband).duration
      throw .durationOutOfReach(wanted: wanted, natural: line.speech.duration)
    }
    return scaled
  }

  private func key(
    _ text: String,
    _ voice: Voice,
    _ style: SpeechStyle,
    _ length: SpeechKey.Length
  ) throws(SpeechError) -> String {
    guard text.contains(where: { $0.isLetter || $0.isNumber }) else { throw .nothingToSay }
    let version = try synthesis.version(of: voice.engine)
    return SpeechKey(text: text, voice: voice, style: style, length: length, version: version)
      .digest
  }

  /// The line of a key from memory, from the folder, or made anew.
  private func kept(
    _ key: String,
    _ make: () throws(SpeechError) -> SpokenLine
  ) throws(SpeechError) -> SpokenLine {
    if let known = memory.withLock({ $0.lines[key] }) { return known }
    if let stored = store?.line(key) {
      memory.withLock { $0.keep(stored, key) }
      return stored
    }
    let line = try make()
    do {
      try store?.keep(line, key)
    } catch {
      throw .file(error)
    }
    memory.withLock { $0.keep(line, key) }
    return line
  }

  private func made(
    _ text: String,
    _ voice: Voice,
    _ style: SpeechStyle,
    stretch: Double
  ) throws(SpeechError) -> SpokenLine {
    let sound = try synthesis.sound(
      of: text,
      voice: voice,
      stretch: stretch,
      pitch: Double(style.pitchPercent) / 100
    )
    guard let line = SpokenLine(trimming: sound) else {
      throw .synthesisFailed(voice: voice.label, reason: "all of it is silent")
    }
    return line
  }
}
