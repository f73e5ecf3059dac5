internal import VoicePipeline

extension ScenarioFormat {
  static let records = Section(
    title: "records",
    summary: "Of how many calls the large tables of a run have the rows. Histograms, counts and "
      + "thresholds have those of all calls.",
    fields: [
      Field(
        "turns",
        .value(ShareNotation()),
        .assumed("100%"),
        "Calls whose turns stand in turns.csv."
      ),
      Field(
        "model_calls",
        .value(ShareNotation()),
        .assumed("10%", "50 rows a call, which few read; a call that is replayed has them all"),
        "Calls whose requests to models stand in model-calls.csv."
      ),
    ]
  )
}
