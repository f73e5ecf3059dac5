internal import SimCore
internal import VoicePipeline

/// The sound that leaves one mouth of a call, stretch by stretch, at 16 kHz.
struct CallMouth {
  private let bank: SpeechBank
  private let talkers: BabbleTalkers
  private let voice: Voice
  /// Of the call.
  private let key: DrawKey
  /// From the beginning of the run to the laying of the line.
  private let begin: Duration

  private static let rate = SampleRate.wideband
  private static let frame = Duration.milliseconds(20)

  /// What stands behind the speaker, and how loud; nil where there is no noise.
  private let noise: (kind: NoiseKind, factor: Double)?

  /// `spurts` are all that this mouth says: noise lies under the loudest of their lines.
  init(
    bank: SpeechBank,
    talkers: BabbleTalkers,
    voice: Voice,
    of call: SpokenCall,
    _ spurts: [SpokenSpurt]
  ) throws(SpeechError) {
    self.bank = bank
    self.talkers = talkers
    self.voice = voice
    key = call.key
    begin = call.begin
    guard let traits = spurts.lazy.compactMap(\.traits).first else {
      noise = nil
      return
    }
    var level = 0.0
    for part in spurts.flatMap(\.parts) {
      guard case .words(let words) = part.content else { continue }
      let line = try bank.line(words.joined(separator: " "), voice, filling: part.duration)
      level = max(level, line?.activeLevel ?? 0)
    }
    if level == 0 { level = SoundLevel.rootMeanSquare(decibels: -26) }
    let decibels = min(traits.snrDecibels, SpokenLine.floorDecibels)
    noise = (traits.noise, level * SoundLevel.factor(decibels: -decibels))
  }

  /// The stretch in whole frames, with the noise behind it; what would sound behind its end is cut
  /// off there.
  func sound(of spurt: SpokenSpurt) throws(SpeechError) -> Sound {
    let rate = Self.rate
    var sound = Sound(silence: spurt.frames * rate.samples(in: Self.frame), rate: rate)
    let end = min(rate.samples(in: spurt.end), sound.samples.count)
    for part in spurt.parts {
      let samples = try samples(of: part, slot: spurt.slot)
      let first = rate.samples(in: part.start)
      let room = min(end - first, rate.samples(in: part.duration))
      for (offset, sample) in samples.prefix(max(room, 0)).enumerated() {
        sound.samples[first + offset] = sample
      }
    }
    return withNoise(sound, at: spurt.slot)
  }

  /// What a receiver plays while nothing is sent (after RFC 3389): noise like that behind the
  /// speaker; never digital silence, which recognizers cannot bear.
  func background(slots: Int) -> Sound {
    let rate = Self.rate
    let silence = Sound(silence: slots * rate.samples(in: Self.frame), rate: rate)
    if noise != nil { return withNoise(silence, at: 0) }
    var track = NoiseTrack(.quiet, key: key.entity("comfort", 0))
    let factor = SoundLevel.rootMeanSquare(decibels: -66)
    return Sound(
      rate: rate,
      samples: track.mixed(into: silence.samples[...], at: 0, factor: factor)
    )
  }

  private func samples(
    of part: SpokenSpurt.Part,
    slot: Int
  ) throws(SpeechError) -> [Int16] {
    switch part.content {
    case .words(let words):
      let line = try bank.line(words.joined(separator: " "), voice, filling: part.duration)
      return line?.speech.samples ?? []
    case .number:
      let sine = Tone.Sine(hertz: 1_000, level: -20)
      return Tone.sound(of: [Tone([sine], part.duration)], rate: Self.rate).samples
    case .noise: return burst(part.duration, slot: slot)
    }
  }

  /// A sound without words: it comes at once, and dies away.
  private func burst(_ duration: Duration, slot: Int) -> [Int16] {
    let count = Self.rate.samples(in: duration)
    var track = NoiseTrack(.quiet, key: key.entity("burst", UInt64(max(slot, 0))))
    let peak = Float(SoundLevel.rootMeanSquare(decibels: -20))
    return track.samples(0..<count).enumerated().map { place, value in
      Int16(saturating: value * peak * Float(count - place) / Float(count))
    }
  }

  /// The noise goes on from stretch to stretch.
  private func withNoise(_ sound: Sound, at slot: Int) -> Sound {
    guard let noise else { return sound }
    var track = talkers.track(of: noise.kind, key: key)
    let first = Self.rate.samples(in: begin + Self.frame * slot)
    return Sound(
      rate: sound.rate,
      samples: track.mixed(into: sound.samples[...], at: first, factor: noise.factor)
    )
  }
}

extension SpeechBank {
  /// A line of a duration, or as long as the voice needs where no pace makes it fit; nil where
  /// there is nothing to say.
  func line(
    _ text: String,
    _ voice: Voice,
    filling duration: Duration
  ) throws(SpeechError) -> SpokenLine? {
    do {
      return try line(text, voice, lasting: duration)
    } catch .durationOutOfReach {
      return try line(text, voice)
    } catch .nothingToSay {
      return nil
    }
  }
}

extension BabbleTalkers {
  /// The noise behind a caller, which goes on from stretch to stretch; `key` is the call's.
  func track(of kind: NoiseKind, key: DrawKey) -> NoiseTrack {
    let key = key.entity("noise", 0)
    return kind == .babble ? NoiseTrack(self, key: key) : NoiseTrack(kind, key: key)
  }
}
