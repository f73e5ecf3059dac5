private import SimCore
private import Synchronization
package import VoicePipeline

/// The audio tier: speech rendered, mixed with its noise, coded, lost and concealed as its line
/// says, and heard by pocketsphinx.
///
/// ```
/// words ─▶ speech bank ─▶ + noise ─▶ band, codec ─▶ losses ─▶ concealment ─▶ recognizer ─▶ words
/// ```
/// What is heard hangs on the speech alone: neither on what was heard before nor on the thread.
package final class AudioTier: SpeechListener {
  let bank: SpeechBank
  let talkers: BabbleTalkers
  let recognizers: RecognizerPool
  let suppressesNoise: Bool
  private let firstFailure = Mutex<AudioFailure?>(nil)

  /// Looks for every library, voice and model that the plan needs, and makes the language ready.
  ///
  /// Without a folder nothing is kept for the next run.
  package init(_ plan: AudioPlan, folder: String?, scratch: String) throws(AudioFailure) {
    suppressesNoise = plan.suppressesNoise
    guard !plan.codecs.contains(.g729) else {
      throw AudioFailure(
        "callers with the codec g729 cannot be rendered as sound: no library of it is free; give "
          + "them mu-law or opus, or run them at fidelity packet"
      )
    }
    let recordings = try Self.recordings(plan.recordings)
    do throws(SpeechError) {
      bank = try SpeechBank(folder: folder, recordings: recordings)
      for accent in plan.accents {
        for voice in AccentVoices.voices(of: accent) { _ = try bank.line("hello", voice) }
      }
      talkers = BabbleTalkers(try Self.chatter(bank))
    } catch {
      throw AudioFailure("\(error)")
    }
    do throws(RecognitionError) {
      let sentences = plan.sentences.map { $0.joined(separator: " ") }
      let language: RecognizerLanguage =
        switch plan.language {
        case .grammar: .grammar(sentences)
        case .bigram: .bigram(sentences)
        case .large: .large
        }
      recognizers = RecognizerPool(try RecognizerModel(language, folder: scratch))
    } catch {
      throw AudioFailure("\(error)")
    }
  }

  /// The user's recordings, each of which is read before the run begins.
  private static func recordings(_ list: [AudioRecording]) throws(AudioFailure) -> Recordings {
    let recordings = Recordings(
      list.flatMap { recording -> [Recordings.Recording] in
        let voices = recording.accent.map(AccentVoices.voices)?.map(Optional.some) ?? [nil]
        return voices.map {
          Recordings.Recording(text: recording.text, voice: $0, path: recording.file)
        }
      }
    )
    for recording in list {
      do throws(SpeechError) {
        _ = try recordings.line(at: recording.file)
      } catch {
        throw AudioFailure("\(error)", recording: recording)
      }
    }
    return recordings
  }

  package var failure: AudioFailure? { firstFailure.withLock { $0 } }

  package func words(in speech: LineSpeech) throws(AudioFailure) -> [String] {
    do {
      return try recognizers.words(in: sound(of: speech), .wholeSound)
    } catch {
      let failure = AudioFailure("\(error)")
      firstFailure.withLock { if $0 == nil { $0 = failure } }
      throw failure
    }
  }

  /// The speech as it reaches the recognizer, at 16 kHz.
  package func sound(of speech: LineSpeech) throws -> Sound {
    let spoken = try spoken(speech)
    let noisy = mixed(spoken.sound, speech, level: spoken.level)
    let passage = LinePassage(
      codec: speech.traits.codec,
      correctsForward: speech.correctsForward
    )
    let line = try passage.passed(noisy, spoken.frames)
    return suppressesNoise ? try suppressed(line) : line
  }

  /// What is said behind a caller among other voices.
  private static func chatter(_ bank: SpeechBank) throws(SpeechError) -> [[Sound]] {
    let texts = [
      "could you pass me the menu please", "we were there last summer with the children",
      "and then she told him that it was over", "the meeting has been moved to thursday",
      "i have never seen so many people here", "you should try the one on the corner",
    ]
    let voices: [Voice] = [.slt, .rms, .awb, .kal16, .slt, .rms]
    var talkers: [[Sound]] = []
    for (place, voice) in voices.enumerated() {
      var lines: [Sound] = []
      for text in texts[place...] + texts[..<place] {
        lines.append(try bank.line(text, voice).speech)
      }
      talkers.append(lines)
    }
    return talkers
  }

  // MARK: Parts

  /// Silence before the first word and behind the last.
  private static let margin = Duration.milliseconds(300)

  private struct Spoken {
    var sound: Sound
    var level: Double
    var frames: LinePassage.Frames
  }

  /// The words in the speaker's voice, as long as the line says they last.
  private func spoken(_ speech: LineSpeech) throws(SpeechError) -> Spoken {
    let voice = AccentVoices.voice(of: speech.accent, key: speech.key)
    let rate = SampleRate.wideband
    let margin = rate.samples(in: Self.margin)
    let end = speech.parts.last.map { $0.start + $0.duration } ?? .zero
    var sound = Sound(silence: rate.samples(in: end) + 2 * margin, rate: rate)
    var frames = LinePassage.Frames()
    var level = 0.0
    for part in speech.parts {
      let text = part.words.joined(separator: " ")
      let line = try bank.line(text, voice, filling: part.duration)
      level = max(level, line?.activeLevel ?? 0)
      let first = margin + rate.samples(in: part.start)
      for (offset, sample) in (line?.speech.samples ?? []).enumerated() {
        guard first + offset < sound.samples.count else { break }
        sound.samples[first + offset] = sample
      }
      frames.append(
        LinePassage.Frames(concealed: part.concealed, recovered: part.recovered),
        from: first / rate.samples(in: .milliseconds(20))
      )
    }
    return Spoken(sound: sound, level: level, frames: frames)
  }

  /// With the noise behind the speaker, which goes on from stretch to stretch of a call.
  private func mixed(_ sound: Sound, _ speech: LineSpeech, level: Double) -> Sound {
    let place = SampleRate.wideband.samples(in: speech.onset)
    var track = talkers.track(of: speech.traits.noise, key: speech.key)
    let decibels = min(speech.traits.snrDecibels, SpokenLine.floorDecibels)
    let factor = level * SoundLevel.factor(decibels: -decibels)
    return Sound(
      rate: sound.rate,
      samples: track.mixed(into: sound.samples[...], at: place, factor: factor)
    )
  }

  func suppressed(_ sound: Sound) throws(AudioError) -> Sound {
    let suppressor = try NoiseSuppressor(rate: sound.rate)
    let size = sound.rate.samples(in: .milliseconds(20))
    var samples: [Int16] = []
    samples.reserveCapacity(sound.samples.count)
    for first in stride(from: 0, through: sound.samples.count - size, by: size) {
      samples += suppressor.clean(Array(sound.samples[first..<first + size]))
    }
    return Sound(rate: sound.rate, samples: samples)
  }
}
