package import Scenarios
internal import SimCore
package import VoicePipeline

/// Word errors that were heard, as a table to draw from.
///
/// Main effects of accent, noise, signal-to-noise ratio, codec and gap are fitted on the log odds.
/// A cell's rate is its own as far as its words carry, and the additive model's for the rest:
/// (m r + k p) / (m + k), with m the cell's words over the design effect, r its rate, p the model's
/// and k the words that the model is worth (the mean of a beta-binomial, its correlation by the
/// method of moments).
package struct WordErrorFit: Sendable {
  package let table: WordErrorTable
  package let calls: Int
  package let errors: WordErrors
  /// By how much words of one call are alike: a rate's variance over that of independent words.
  package let designEffect: Double
  /// How many independent words the additive model is worth in a cell.
  package let modelWords: Double

  /// Bounds of the correlation between the words of a cell: the model is worth 1 to 2,000 words.
  private static let correlations = 1.0 / 2_001...0.5

  /// Fits at least one word.
  init(_ stretches: [HeardStretch], recognizer: String) {
    let cells = MeasuredCell.cells(of: stretches)
    precondition(cells.contains { $0.words > 0 }, "a fit needs words")
    let accents = Self.ordered(stretches.map(\.condition.accent)) { $0 < $1 }
    let noises = NoiseKind.allCases.filter { noise in
      stretches.contains { $0.condition.noise == noise }
    }
    let codecs = LineCodec.allCases.filter { codec in
      stretches.contains { $0.condition.codec == codec }
    }
    let levels = { (condition: WordErrorTable.Condition) in
      [
        accents.firstIndex(of: condition.accent) ?? 0, noises.firstIndex(of: condition.noise) ?? 0,
        condition.band.index, codecs.firstIndex(of: condition.codec) ?? 0, condition.gap.rawValue,
      ]
    }
    let effect = Self.designEffect(cells)
    let model = AdditiveLogit(
      levels: [
        accents.count, noises.count, WordErrorTable.Band.count, codecs.count,
        GapCurve.Length.allCases.count,
      ],
      cells: cells.map { cell in
        AdditiveLogit.Cell(
          levels: levels(cell.condition),
          trials: Double(cell.words) / effect,
          successes: Double(min(cell.errors, cell.words)) / effect
        )
      }
    )
    let expected = cells.map { model.share(levels($0.condition)) }
    let modelWords = Self.modelWords(cells, expected, effect)
    designEffect = effect
    self.modelWords = modelWords
    errors = stretches.reduce(into: WordErrors()) { $0 += $1.errors }
    calls = Self.ordered(stretches.map(\.call)) { $0 < $1 }.count
    table = WordErrorTable(
      recognizer: recognizer,
      mix: ErrorMix(errors),
      accents: accents,
      noises: noises,
      codecs: codecs,
      model: model,
      cells: zip(cells, expected).map { cell, expected in
        let words = Double(cell.words) / effect
        let rate = (words * cell.rate + modelWords * expected) / (words + modelWords)
        return WordErrorTable.Cell(
          condition: cell.condition,
          calls: cell.calls.count,
          words: cell.words,
          errors: cell.errors,
          rate: rate
        )
      }
    )
  }

  /// Each value once.
  private static func ordered<Value: Equatable>(
    _ values: [Value],
    by isBefore: (Value, Value) -> Bool
  ) -> [Value] {
    values.sorted(by: isBefore).reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }

  /// The variance of the cells' rates between calls over that of independent words (Rao and Scott
  /// 1992), over all cells; never under 1.
  private static func designEffect(_ cells: [MeasuredCell]) -> Double {
    var found = 0.0
    var binomial = 0.0
    for cell in cells where cell.calls.count > 1 {
      let rate = min(cell.rate, 1)
      let count = Double(cell.calls.count)
      let squares = cell.calls.reduce(0.0) { sum, call in
        let excess = Double(min(call.errors, call.count)) - rate * Double(call.count)
        return sum + excess * excess
      }
      found += count / (count - 1) * squares
      binomial += Double(cell.words) * rate * (1 - rate)
    }
    return binomial > 0 ? max(1, found / binomial) : 1
  }

  private static func modelWords(
    _ cells: [MeasuredCell],
    _ expected: [Double],
    _ effect: Double
  ) -> Double {
    var excess = 0.0
    var room = 0.0
    for (cell, share) in zip(cells, expected) where cell.words > 0 {
      let words = Double(cell.words) / effect
      let difference = min(cell.rate, 1) - share
      excess += words * difference * difference / (share * (1 - share)) - 1
      room += max(words - 1, 0)
    }
    let correlation = room > 0 ? excess / room : 0
    let bounded = min(max(correlation, correlations.lowerBound), correlations.upperBound)
    return 1 / bounded - 1
  }

  /// Wilson's 95 % interval of what was measured in a cell, of its words over the design effect.
  package func interval(_ cell: WordErrorTable.Cell) -> ClosedRange<Double>? {
    guard cell.words > 0, cell.errors <= cell.words else { return nil }
    let words = max(1, (Double(cell.words) / designEffect).rounded())
    let errors = (words * Double(cell.errors) / Double(cell.words)).rounded()
    return ProportionInterval.wilson(successes: Int(errors), of: Int(words))
  }
}

/// What was heard under one combination of conditions.
private struct MeasuredCell {
  let condition: WordErrorTable.Condition
  /// Of each call that has any.
  var calls: [HeardStretch.Words] = []

  var words: Int { calls.reduce(0) { $0 + $1.count } }
  var errors: Int { calls.reduce(0) { $0 + $1.errors } }
  var rate: Double { words > 0 ? Double(errors) / Double(words) : 0 }

  /// Those with words, in the order of their conditions; stretches come call by call.
  static func cells(of stretches: [HeardStretch]) -> [MeasuredCell] {
    var cells: [MeasuredCell] = []
    var places: [WordErrorTable.Condition: Int] = [:]
    var lastCalls: [UInt64] = []
    for stretch in stretches {
      for (gap, words) in zip(GapCurve.Length.allCases, stretch.words) where words.count > 0 {
        var condition = stretch.condition
        condition.gap = gap
        let place = places[condition] ?? cells.count
        if place == cells.count {
          places[condition] = place
          cells.append(MeasuredCell(condition: condition))
          lastCalls.append(stretch.call &+ 1)
        }
        if lastCalls[place] != stretch.call { cells[place].calls.append(.init()) }
        lastCalls[place] = stretch.call
        let last = cells[place].calls.count - 1
        cells[place].calls[last].count += words.count
        cells[place].calls[last].errors += words.errors
      }
    }
    return cells.sorted { $0.condition.isBefore($1.condition) }
  }
}

extension WordErrorTable.Condition {
  fileprivate func isBefore(_ other: Self) -> Bool {
    let order = { (condition: Self) in
      (
        condition.accent, NoiseKind.allCases.firstIndex(of: condition.noise) ?? 0,
        condition.band.index, LineCodec.allCases.firstIndex(of: condition.codec) ?? 0,
        condition.gap.rawValue
      )
    }
    return order(self) < order(other)
  }
}

extension ErrorMix {
  /// The shares among errors that were counted; those of clear speech where there was none.
  fileprivate init(_ errors: WordErrors) {
    guard errors.errors > 0 else {
      self = .clean
      return
    }
    let all = Double(errors.errors)
    self.init(
      substitutions: Double(errors.substitutions) / all,
      deletions: Double(errors.deletions) / all,
      insertions: Double(errors.insertions) / all
    )
  }
}
