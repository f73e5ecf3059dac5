import MediaCodecs
import SimCore
import VoicePipeline

/// Sounds and measures of the tests.
enum Signals {
  /// Speech-like sound: words of drawn length with pauses, and where they are, in samples.
  static func speech(
    seed: UInt64,
    words: Int = 12,
    rate: SampleRate = .narrowband,
    noiseFloor: Double? = nil
  ) throws -> (sound: Sound, words: [Range<Int>]) {
    let draws = DrawKey(seed: seed)
    var timed: [TimedWord] = []
    var end = 500
    for index in 0..<UInt64(words) {
      let start = end + (index % 3 == 0 ? 500 : 0)
      let length = 250 + draws.below(300, .length, index)
      timed.append(
        TimedWord(
          text: "word \(index)",
          start: .milliseconds(start),
          duration: .milliseconds(length)
        )
      )
      end = start + length
    }
    let shape = SpeechShape(words: timed, noiseFloor: noiseFloor, draws: draws)
    let count = TelephoneAudio.samples(in: .milliseconds(end + 500))
    let samples = shape.bytes(0..<count).map(MuLaw.decode)
    let sound = try Sound(rate: .narrowband, samples: samples).resampled(to: rate)
    let places = timed.map { word in
      rate.samples(in: word.start)..<rate.samples(in: word.start + word.duration)
    }
    return (sound, places)
  }

  /// White noise of a root mean square in dBm0.
  static func noise(_ level: Double, count: Int, rate: SampleRate, seed: UInt64) -> Sound {
    let draws = DrawKey(seed: seed)
    let peak = TelephoneAudio.rootMeanSquare(dBm0: level) * (3.0).squareRoot()
    let samples = (0..<count).map { index in
      Int16((peak * (2 * draws.uniform(.noise, UInt64(index)) - 1)).rounded())
    }
    return Sound(rate: rate, samples: samples)
  }

  /// Noise of a moving car: white noise through a low pass at 80 Hz, twice.
  static func carNoise(_ level: Double, count: Int, seed: UInt64) -> Sound {
    let white = noise(-20, count: count, rate: .wideband, seed: seed)
    var stages = [0.0, 0.0]
    let low = white.samples.map { sample in
      stages[0] += (Double(sample) - stages[0]) / 32
      stages[1] += (stages[0] - stages[1]) / 32
      return stages[1]
    }
    let energy = low.reduce(0) { $0 + $1 * $1 } / Double(count)
    let gain = TelephoneAudio.rootMeanSquare(dBm0: level) / energy.squareRoot()
    return Sound(rate: .wideband, samples: low.map { Int16(($0 * gain).rounded()) })
  }

  static func sine(
    _ hertz: Int,
    _ duration: Duration,
    rate: SampleRate,
    level: Double = -10
  ) -> Sound {
    Tone.sound(of: [Tone([Tone.Sine(hertz: hertz, level: level)], duration)], rate: rate)
  }

  /// Which of so many packets are lost: each one by itself, a share of them in all.
  static func losses(_ share: Double, count: Int, seed: UInt64) -> [Bool] {
    let draws = DrawKey(seed: seed)
    return (0..<UInt64(count)).map { draws.chance(share, .loss, $0) }
  }

  static func lose(_ packets: [[UInt8]], _ losses: [Bool]) -> [[UInt8]?] {
    zip(packets, losses).map { $1 ? nil : $0 }
  }

  /// How many decibels a sound is above its difference to another one, which may be late.
  static func ratio(_ original: Sound, _ other: Sound, delay: Int = 0) -> Double {
    var signal = 0.0
    var error = 0.0
    for (index, sample) in original.samples.enumerated()
    where index + delay < other.samples.count {
      let difference = Double(sample) - Double(other.samples[index + delay])
      signal += Double(sample) * Double(sample)
      error += difference * difference
    }
    return 10 * Elementary.log10(signal / max(error, 1))
  }

  /// How far apart two sounds are in their spectra, in decibels: the mean over frames of 20 ms of
  /// the root mean square difference over frequencies 200 Hz apart.
  ///
  /// Unlike a ratio it does not punish a repaired frame for the phase of its waves. Silence counts
  /// as noise of -60 dBm0.
  static func spectralDistance(_ one: Sound, _ other: Sound) -> Double {
    let turns = stride(from: 200, to: 3_600, by: 200).map { hertz in
      2 * .pi * Double(hertz) / Double(one.rate.hertz)
    }
    let pairs = Array(zip(frames(one), frames(other)))
    let distances = pairs.map { first, second in
      let squares = turns.map { turn in
        let difference = level(first, at: turn) - level(second, at: turn)
        return difference * difference
      }
      return (squares.reduce(0, +) / Double(turns.count)).squareRoot()
    }
    return distances.reduce(0, +) / Double(distances.count)
  }

  private static func level(_ frame: [Int16], at turn: Double) -> Double {
    var real = 0.0
    var imaginary = 0.0
    for (place, sample) in frame.enumerated() {
      let (sine, cosine) = Elementary.sinCos(turn * Double(place))
      real += Double(sample) * cosine
      imaginary += Double(sample) * sine
    }
    let floor = TelephoneAudio.rootMeanSquare(dBm0: -60)
    let energy = real * real + imaginary * imaginary + floor * floor * Double(frame.count)
    return 10 * Elementary.log10(energy)
  }

  static func sum(_ one: Sound, _ other: Sound) -> Sound {
    let samples = zip(one.samples, other.samples).map { Int16(clamping: Int($0) + Int($1)) }
    return Sound(rate: one.rate, samples: samples)
  }

  static func frames(_ sound: Sound) -> [[Int16]] {
    let frame = sound.rate.samples(in: .milliseconds(20))
    return stride(from: 0, through: sound.samples.count - frame, by: frame).map {
      Array(sound.samples[$0..<$0 + frame])
    }
  }
}

extension Purpose {
  static let length = Purpose("test.length")
  static let noise = Purpose("test.noise")
  static let loss = Purpose("test.loss")
  static let verdict = Purpose("test.verdict")
}
