extension ErrorCatalogue {
  /// What goes wrong when one call of a run is looked into.
  static let zooms = [
    Entry(
      code: "ZOM-001",
      cause: "The run has no such call, or nobody spoke in it.",
      remedy: "Take a number of the first column of calls.csv.gz, of a call that was answered."
    ),
    Entry(
      code: "ZOM-002",
      cause: "The scenario or its trace of arrivals is not the one that the run was made with.",
      remedy: "Put the file back, run the scenario again, or zoom in with --force."
    ),
    Entry(
      code: "ZOM-003",
      cause: "The words of a run were removed: no file of a call is put there again.",
      remedy: "Name another place with --out."
    ),
    Entry(
      code: "ZOM-004",
      cause: "This build cannot render the sound of a call: it has no audio libraries.",
      remedy: "Run make audio, then make build; or ask for --fidelity packet."
    ),
    Entry(
      code: "ZOM-005",
      cause: "A call cannot be shown in that fidelity.",
      remedy: "Write --fidelity packet or --fidelity audio."
    ),
    Entry(
      code: "ZOM-006",
      cause:
        "The words of a run are sealed or were removed, and the sound of a call would say them.",
      remedy: "Ask for --fidelity packet: packets without speech in them."
    ),
  ]
}
