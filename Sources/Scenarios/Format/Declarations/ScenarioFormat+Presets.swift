internal import VoicePipeline

extension ScenarioFormat {
  static let presets = Field(
    "presets",
    .list(of: .section(userPreset), count: 0...1_000),
    .absent,
    isAssumption: false,
    "Presets of your own, which the scenario can name as those of simrun; `simrun fit` writes them."
  )

  /// A preset as a scenario or a file of presets states it.
  static let userPreset = Section(
    title: "presets[]",
    summary: "A preset of your own, or the path of a file of them, relative to the scenario file.",
    fields: [
      Field(
        "name",
        .value(NameNotation(code: .badName)),
        .required(example: "our-gateway"),
        isAssumption: false,
        "What the scenario names it by; none of simrun's own names."
      ),
      Field(
        "family",
        .value(ChoiceNotation(choices: PresetCatalogue.families.map(\.word))),
        .required(example: "language_model"),
        isAssumption: false,
        "The section that it fills."
      ),
      Field(
        "summary",
        .value(TextNotation(lengthMax: 500)),
        .absent,
        isAssumption: false,
        "What it is, for `simrun presets`."
      ),
      Field(
        "values",
        .list(of: .section(userPresetValue), count: 1...100),
        .required(example: "[{key: latency, value: 300ms, grade: default, source: a guess}]"),
        isAssumption: false,
        "The parameters that it sets; the others keep simrun's defaults."
      ),
    ],
    takesPathAlone: true
  )

  private static let userPresetValue = Section(
    title: "presets[].values[]",
    summary: "A parameter of a preset, with where it comes from.",
    fields: [
      Field(
        "key",
        .value(TextNotation(lengthMax: 100)),
        .required(example: "time_to_first_token"),
        isAssumption: false,
        "A key of the section that the preset fills, such as `failures.hang`."
      ),
      Field(
        "value",
        .value(WrittenValueNotation()),
        .required(example: "{median: 400ms, sigma: 0.4}"),
        isAssumption: false,
        "As it would stand in that section."
      ),
      Field(
        "grade",
        .value(ChoiceNotation(choices: Grade.allCases.map(\.rawValue))),
        .required(example: "computed"),
        isAssumption: false,
        "How far it can be trusted, as in `provenance`."
      ),
      Field(
        "source",
        .value(TextNotation(lengthMax: 500)),
        .required(example: "our call log, March"),
        isAssumption: false,
        "The publication or measurement."
      ),
      Field(
        "date",
        .value(DateNotation()),
        .absent,
        isAssumption: false,
        "When it was measured or read."
      ),
    ]
  )

  /// The version of the form that files of presets have.
  static let presetVersion = 1

  /// A file of presets; what is in its list is checked where the scenario has taken it in.
  static let presetFile = Section(
    title: "a file of presets",
    summary: "Presets for several scenarios.",
    fields: [
      Field(
        "presets_version",
        .value(IntegerNotation(range: 1...1_000)),
        .required(example: "\(presetVersion)"),
        isAssumption: false,
        "The version of the form."
      ),
      Field(
        "presets",
        .value(WrittenValueNotation()),
        .required(example: "[{name: our-gateway, family: language_model, values: []}]"),
        isAssumption: false,
        "The presets, as in a scenario."
      ),
    ]
  )
}

extension Section {
  /// The section that presets of a family fill, here or below.
  func filled(by family: PresetFamily) -> Section? {
    if presets?.path == family.path { return self }
    for field in fields {
      if let found = field.shape.innerSection?.filled(by: family) { return found }
    }
    return nil
  }

  /// The notation of every value that a preset can set, by its path from here.
  func settable(_ prefix: String = "") -> [(path: String, notation: any Notation)] {
    fields.flatMap { field -> [(path: String, notation: any Notation)] in
      let path = prefix + field.key
      if field.isRequired || field.key == presets?.key { return [] }
      switch field.shape {
      case .value(let notation): return [(path, notation)]
      case .section(let section): return section.settable(path + ".")
      case .list, .either: return []
      }
    }
  }
}

extension Field.Shape {
  /// The section of a mapping, or of the elements of a list.
  var innerSection: Section? {
    switch self {
    case .value: nil
    case .section(let section): section
    case .list(let element, _): element.innerSection
    case .either(_, let section): section
    }
  }
}
