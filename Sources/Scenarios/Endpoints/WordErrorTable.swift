package import SimCore
package import VoicePipeline

/// Word error rates of a recognizer by what makes words hard to understand, as they were measured
/// on calls that were rendered as sound.
///
/// Each cell holds the rate of the words under one combination of accent, noise, signal-to-noise
/// ratio, codec and gap in the line; combinations that were not measured follow an additive model
/// on the log odds. The rates are those of the recognizer that is named, and of no other.
package final class WordErrorTable: Sendable {
  /// A band of signal-to-noise ratios, in decibels.
  package struct Band: Sendable, Hashable {
    /// From one edge to below the next; the first and the last have one end only.
    package static let edges: [Double] = [0, 5, 10, 15, 20, 25]
    package static let count = edges.count + 1

    package let index: Int

    package init(decibels: Double) { index = Self.edges.prefix { $0 <= decibels }.count }

    private init(index: Int) { self.index = index }

    package static let all = (0..<count).map { Band(index: $0) }

    /// As a table names it: `10-15`.
    package var text: String {
      if index == 0 { return "<\(Int(Self.edges[0]))" }
      let low = Int(Self.edges[index - 1])
      return index < Self.edges.count ? "\(low)-\(Int(Self.edges[index]))" : "\(low)+"
    }
  }

  /// A combination of conditions.
  package struct Condition: Sendable, Hashable {
    package var accent: String
    package var noise: NoiseKind
    package var band: Band
    package var codec: LineCodec
    package var gap: GapCurve.Length

    package init(
      accent: String,
      noise: NoiseKind,
      band: Band,
      codec: LineCodec,
      gap: GapCurve.Length
    ) {
      self.accent = accent
      self.noise = noise
      self.band = band
      self.codec = codec
      self.gap = gap
    }
  }

  /// What was measured under one combination.
  package struct Cell: Sendable, Hashable {
    package var condition: Condition
    package var calls: Int
    package var words: Int
    /// Substitutions, deletions and insertions.
    package var errors: Int
    /// The rate to draw with: what was measured, drawn towards the additive model the more, the
    /// fewer the words.
    package var rate: Double

    package init(condition: Condition, calls: Int, words: Int, errors: Int, rate: Double) {
      self.condition = condition
      self.calls = calls
      self.words = words
      self.errors = errors
      self.rate = rate
    }
  }

  /// Whose errors they are: `pocketsphinx, bigram`.
  package let recognizer: String
  package let mix: ErrorMix
  /// The levels that the additive model knows, in the order of its effects.
  package let accents: [String]
  package let noises: [NoiseKind]
  package let codecs: [LineCodec]
  /// Effects of accents, noises, bands, codecs and gaps.
  package let model: AdditiveLogit
  package let cells: [Cell]
  private let accentKeys: [UInt64]
  /// By accent (the last being one that is not known), noise, band, codec and gap.
  private let rates: [Double]

  package init(
    recognizer: String,
    mix: ErrorMix,
    accents: [String],
    noises: [NoiseKind],
    codecs: [LineCodec],
    model: AdditiveLogit,
    cells: [Cell]
  ) {
    precondition(
      model.effects.map(\.count)
        == [accents.count, noises.count, Band.count, codecs.count, GapCurve.Length.allCases.count],
      "a table of word errors has one effect for each level"
    )
    self.recognizer = recognizer
    self.mix = mix
    self.accents = accents
    self.noises = noises
    self.codecs = codecs
    self.model = model
    self.cells = cells
    accentKeys = accents.map { SpeechTraits.key(ofAccent: $0) }
    rates = Self.rates(accents, noises, codecs, model, cells)
  }

  private static func rates(
    _ accents: [String],
    _ noises: [NoiseKind],
    _ codecs: [LineCodec],
    _ model: AdditiveLogit,
    _ cells: [Cell]
  ) -> [Double] {
    var rates: [Double] = []
    for accent in 0...accents.count {
      for noise in NoiseKind.allCases {
        for band in Band.all {
          for codec in LineCodec.allCases {
            for gap in GapCurve.Length.allCases {
              let levels = [
                accent < accents.count ? accent : nil, noises.firstIndex(of: noise), band.index,
                codecs.firstIndex(of: codec.heard), gap.rawValue,
              ]
              rates.append(model.share(levels))
            }
          }
        }
      }
    }
    for cell in cells {
      let condition = cell.condition
      guard let accent = accents.firstIndex(of: condition.accent) else { continue }
      let first = place(accent, condition.noise, condition.band, condition.codec)
      rates[first + condition.gap.rawValue] = cell.rate
    }
    return rates
  }

  /// Where the rates of a combination begin, one for each length of gap.
  private static func place(
    _ accent: Int,
    _ noise: NoiseKind,
    _ band: Band,
    _ codec: LineCodec
  ) -> Int {
    let noise = NoiseKind.allCases.firstIndex(of: noise) ?? 0
    let codec = LineCodec.allCases.firstIndex(of: codec.heard) ?? 0
    let row = (accent * NoiseKind.allCases.count + noise) * Band.count + band.index
    return (row * LineCodec.allCases.count + codec) * GapCurve.Length.allCases.count
  }
}

extension WordErrorTable {
  /// The word errors to be expected of a stretch of speech: those of words without a gap, and what
  /// gaps add.
  func expectedErrors(of speech: SpeechTraits) -> ExpectedErrors {
    let accent = accentKeys.firstIndex(of: speech.accentKey) ?? accents.count
    let band = Band(decibels: speech.snrDecibels)
    let first = Self.place(accent, speech.noise, band, speech.codec)
    let whole = rates[first]
    let added = { (length: GapCurve.Length) -> Double in
      guard whole < 1 else { return 0 }
      return min(1, max(0, (self.rates[first + length.rawValue] - whole) / (1 - whole)))
    }
    let gaps = GapCurve(one: added(.one), two: added(.two), few: added(.few), many: added(.many))
    let lost = speech.lossErrors(gaps) * max(0, 1 - whole)
    return ExpectedErrors(rate: whole + lost, mix: mix, gaps: gaps, lossMix: mix)
  }

  /// The rate to draw with under a combination.
  package func rate(_ condition: Condition) -> Double {
    let accent = accents.firstIndex(of: condition.accent) ?? accents.count
    let first = Self.place(accent, condition.noise, condition.band, condition.codec)
    return rates[first + condition.gap.rawValue]
  }
}

extension LineCodec {
  /// What it sounds like to a recognizer, among those that sound is coded with.
  var heard: LineCodec { self == .g729 ? .muLaw : self }
}

extension WordErrorTable: Hashable {
  package static func == (left: WordErrorTable, right: WordErrorTable) -> Bool {
    left === right
      || left.recognizer == right.recognizer && left.mix == right.mix
        && left.accents == right.accents && left.noises == right.noises
        && left.codecs == right.codecs && left.model == right.model && left.cells == right.cells
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(recognizer)
    hasher.combine(model)
    hasher.combine(cells)
  }
}
