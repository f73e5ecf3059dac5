internal import SimCore

/// Music on hold: broken chords of a four-chord turn that begins anew every eight seconds.
struct HoldMusic: NoiseSource {
  /// Where in the piece, and in which key, the call is.
  private let offset: Int
  private let transposition: Double

  /// Samples of a note: a quarter of a second.
  private static let note = 4_000
  private static let notesInChord = 8
  /// C, A minor, F and G: half-tones above the middle C.
  private static let chords = [[0, 4, 7, 12], [-3, 0, 4, 9], [-7, -3, 0, 5], [-5, -1, 2, 7]]
  private static let pattern = [0, 1, 2, 3, 2, 1, 2, 1]
  private static let middleC = 261.625_565

  init(key: DrawKey) {
    offset = key.below(Self.note * Self.notesInChord * Self.chords.count, .music, 0)
    transposition = Double(key.below(7, .music, 1) - 3)
  }

  func samples(_ block: Range<Int>) -> [Float] {
    var samples = [Float](repeating: 0, count: block.count)
    // A note rings on while the next two begin.
    let first = (block.lowerBound + offset).flooredQuotient(Self.note) - 2
    let last = (block.upperBound - 1 + offset).flooredQuotient(Self.note)
    for index in first...last { add(index, to: &samples, from: block.lowerBound) }
    return samples
  }

  private func add(_ index: Int, to samples: inout [Float], from start: Int) {
    let count = Self.chords.count
    let bar = index.flooredQuotient(Self.notesInChord)
    let chord = Self.chords[bar - bar.flooredQuotient(count) * count]
    let beat = index - bar * Self.notesInChord
    ring(chord[Self.pattern[beat]], 1, index, to: &samples, from: start)
    if beat % 4 == 0 { ring(chord[0] - 12, 0.8, index, to: &samples, from: start) }
  }

  /// A plucked tone of three harmonics, by a rotating phasor each.
  private func ring(
    _ halftones: Int,
    _ loudness: Double,
    _ index: Int,
    to samples: inout [Float],
    from start: Int
  ) {
    let begin = index * Self.note - offset
    let places = max(begin, start)..<min(begin + 3 * Self.note, start + samples.count)
    guard !places.isEmpty else { return }
    let pitch = Self.middleC * Elementary.pow(2, (Double(halftones) + transposition) / 12)
    for (harmonic, share) in [(1.0, 1.0), (2.0, 0.4), (3.0, 0.15)] {
      let angle = 2 * Double.pi * pitch * harmonic / 16_000
      let age = Double(places.lowerBound - begin)
      let decay = Elementary.exp(-1 / (16_000 * 0.22))
      let loudnessNow = loudness * share * Elementary.exp(-age / (16_000 * 0.22))
      var (sine, cosine) = Elementary.sinCos(angle * age)
      (sine, cosine) = (sine * loudnessNow, cosine * loudnessNow)
      let (turnSine, turnCosine) = Elementary.sinCos(angle)
      for place in places {
        // Three milliseconds of attack, against clicks.
        let attack = min(1, Float(place - begin) / 48)
        samples[place - start] += attack * Float(sine)
        (sine, cosine) = (
          decay * (sine * turnCosine + cosine * turnSine),
          decay * (cosine * turnCosine - sine * turnSine)
        )
      }
    }
  }
}

extension Purpose {
  fileprivate static let music = Purpose("noise.music")
}
