internal import SimCore
internal import VoicePipeline

/// A table of measured word errors, as `simrun calibrate` writes it.
struct WordErrorNotation: Notation {
  var form: String { "a table of word errors, as `simrun calibrate` writes it" }
  var schema: SchemaValue {
    .object(
      required: Self.keys.map { ($0, .anything) },
      optional: []
    )
  }

  private static let keys = [
    "recognizer", "mix", "base", "accents", "noises", "snr_db", "codecs", "gaps", "cells",
  ]
  private static let effect = NumberNotation(range: -40...40, unit: "log odds")
  private static let count = IntegerNotation(range: 0...1_000_000_000)
  private static let rate = NumberNotation(range: 0...10, unit: "")
  private static let cellsMax = 4_000

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    guard case .mapping = node.content else {
      throw ValueProblem(.wrongType, "expected \(form), found \(node.kindName)")
    }
    let fields = try ValueFields(node, known: Self.keys)
    let text = TextNotation(lengthMax: 200)
    let recognizer = try fields.required("recognizer", as: text, String.self)
    let base = try fields.required("base", as: Self.effect, Double.self)
    let accents = try Self.effects(node, "accents") { $0.isEmpty ? nil : $0 }
    let noises = try Self.effects(node, "noises", NoiseKind.init(rawValue:))
    let codecs = try Self.effects(node, "codecs", LineCodec.init(rawValue:))
    let bands = try Self.effects(node, "snr_db", Self.band)
    let gaps = try Self.effects(node, "gaps", Self.gap)
    try Self.require(bands.map(\.level), WordErrorTable.Band.all, node, "snr_db")
    try Self.require(gaps.map(\.level), GapCurve.Length.allCases, node, "gaps")
    let table = WordErrorTable(
      recognizer: recognizer.value,
      mix: try Self.mix(node),
      accents: accents.map(\.level),
      noises: noises.map(\.level),
      codecs: codecs.map(\.level),
      model: AdditiveLogit(
        base: base.value,
        effects: [
          accents.map(\.value), noises.map(\.value), bands.map(\.value), codecs.map(\.value),
          gaps.map(\.value),
        ]
      ),
      cells: try Self.cells(node)
    )
    var value = ReadValue(table, table.yaml)
    value.display = "\(table.cells.count) cells, relative to \(table.recognizer)"
    return value
  }

  private static func effects<Level>(
    _ node: YAMLNode,
    _ key: String,
    _ level: (String) -> Level?
  ) throws(ValueProblem) -> [(level: Level, value: Double)] {
    guard let value = node[key], let entries = value.entries, !entries.isEmpty else {
      let found = node[key]?.mark ?? node.mark
      throw problem("\(key) is a mapping of levels to effects", found)
    }
    var effects: [(level: Level, value: Double)] = []
    for entry in entries {
      guard let level = level(entry.key) else {
        throw problem("\(key) has no level '\(entry.key)'", entry.keyMark)
      }
      effects.append((level, try number(entry.value, effect, "\(key) \(entry.key)")))
    }
    return effects
  }

  private static func require<Level: Equatable>(
    _ found: [Level],
    _ all: [Level],
    _ node: YAMLNode,
    _ key: String
  ) throws(ValueProblem) {
    guard found != all else { return }
    throw problem("\(key) has each of \(all.count) levels once, in order", node[key]?.mark)
  }

  private static func mix(_ node: YAMLNode) throws(ValueProblem) -> ErrorMix {
    let keys = ["substitutions", "deletions", "insertions"]
    guard let value = node["mix"], value.entries != nil else {
      throw problem("mix has the shares \(keys.joined(separator: ", "))", node.mark)
    }
    let fields = try ValueFields(value, known: keys)
    var shares: [Double] = []
    for key in keys {
      shares.append(try fields.required(key, as: ShareNotation(), Double.self).value)
    }
    guard abs(shares.reduce(0, +) - 1) < 0.001 else {
      throw problem("the shares of mix make 100%", value.mark)
    }
    return ErrorMix(substitutions: shares[0], deletions: shares[1], insertions: shares[2])
  }

  private static func cells(_ node: YAMLNode) throws(ValueProblem) -> [WordErrorTable.Cell] {
    guard let elements = node["cells"]?.elements, elements.count <= cellsMax else {
      throw problem("cells is a list of up to \(cellsMax)", node["cells"]?.mark ?? node.mark)
    }
    var cells: [WordErrorTable.Cell] = []
    for element in elements { cells.append(try cell(element)) }
    return cells
  }

  private static let cellKeys = [
    "accent", "noise", "snr_db", "codec", "gap", "calls", "words", "errors", "rate",
  ]

  private static func cell(_ node: YAMLNode) throws(ValueProblem) -> WordErrorTable.Cell {
    guard node.entries != nil else { throw problem("a cell is a mapping", node.mark) }
    let fields = try ValueFields(node, known: cellKeys)
    let words = try ["accent", "noise", "snr_db", "codec", "gap"].map { key throws(ValueProblem) in
      try fields.required(key, as: TextNotation(lengthMax: 200), String.self).value
    }
    guard let noise = NoiseKind(rawValue: words[1]), let band = band(words[2]),
      let codec = LineCodec(rawValue: words[3]), let gap = gap(words[4])
    else { throw problem("a cell has a noise, snr_db, codec and gap of the table", node.mark) }
    return WordErrorTable.Cell(
      condition: WordErrorTable.Condition(
        accent: words[0],
        noise: noise,
        band: band,
        codec: codec,
        gap: gap
      ),
      calls: try fields.required("calls", as: count, Int.self).value,
      words: try fields.required("words", as: count, Int.self).value,
      errors: try fields.required("errors", as: count, Int.self).value,
      rate: try fields.required("rate", as: rate, Double.self).value
    )
  }

  private static func band(_ text: String) -> WordErrorTable.Band? {
    WordErrorTable.Band.all.first { $0.text == text }
  }

  private static func gap(_ text: String) -> GapCurve.Length? {
    GapCurve.Length.allCases.first { $0.text == text }
  }

  private static func number(
    _ node: YAMLNode,
    _ notation: NumberNotation,
    _ what: String
  ) throws(ValueProblem) -> Double {
    do {
      return try notation.decimal(node).double
    } catch {
      throw problem("\(what): \(error.message)", node.mark)
    }
  }

  private static func problem(_ message: String, _ mark: YAMLMark?) -> ValueProblem {
    ValueProblem(
      .badValue,
      message,
      remedy: "Write the table anew with `simrun calibrate`.",
      mark: mark
    )
  }
}

extension WordErrorTable {
  /// The table on one line of YAML: reading it gives this table again.
  package var yaml: String { lines.joined(separator: " ") }

  /// The same on a line for each cell, for a file.
  package func page(indent: String) -> String { lines.joined(separator: "\n" + indent) }

  private var lines: [String] {
    let effect = { (value: Double) in FixedDecimal.text(value, decimals: 4) }
    let levels = { (names: [String], effects: [Double]) -> String in
      "{"
        + zip(names, effects).map { "\(YAMLText.quoted($0)): \(effect($1))" }
        .joined(separator: ", ") + "}"
    }
    let percent = { (share: Double) in FixedDecimal.text(share * 100, decimals: 3) + "%" }
    // The last share is what is left, so that they make a whole as they are written.
    let shares = [mix.substitutions, mix.deletions].map { (($0 * 100_000).rounded()) / 100_000 }
    let last = max(0, 1 - shares[0] - shares[1])
    let effects = model.effects
    let head = [
      "{recognizer: \(YAMLText.quoted(recognizer)),",
      "mix: {substitutions: \(percent(shares[0])), deletions: \(percent(shares[1])), "
        + "insertions: \(percent(last))},",
      "base: \(effect(model.base)),", "accents: \(levels(accents, effects[0])),",
      "noises: \(levels(noises.map(\.rawValue), effects[1])),",
      "snr_db: \(levels(Band.all.map(\.text), effects[2])),",
      "codecs: \(levels(codecs.map(\.rawValue), effects[3])),",
      "gaps: \(levels(GapCurve.Length.allCases.map(\.text), effects[4])),", "cells: [",
    ]
    let rows = cells.map { cell -> String in
      let condition = cell.condition
      let words = [
        ("accent", condition.accent), ("noise", condition.noise.rawValue),
        ("snr_db", condition.band.text), ("codec", condition.codec.rawValue),
        ("gap", condition.gap.text),
      ]
      let named = words.map { "\($0): \(YAMLText.quoted($1))" }.joined(separator: ", ")
      let rate = FixedDecimal.text(cell.rate, decimals: 5)
      return "{\(named), calls: \(cell.calls), words: \(cell.words), errors: \(cell.errors), "
        + "rate: \(rate)}"
    }
    return head + rows.enumerated().map { $0 + 1 < rows.count ? $1 + "," : $1 } + ["]}"]
  }
}

extension WordErrorTable: Decodable {
  /// Never comes to an end: decoding takes the table out of the resolved node, where its notation
  /// has put it.
  package convenience init(from decoder: any Decoder) throws {
    let text = "only a resolved scenario holds a table of word errors"
    throw DecodingError.typeMismatch(
      WordErrorTable.self,
      .init(codingPath: decoder.codingPath, debugDescription: text)
    )
  }
}
