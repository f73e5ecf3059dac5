import Scenarios

/// Every error that a user can meet: its code, what causes it, what to do about it.
enum ErrorCatalogue {
  struct Entry {
    let code: String
    /// A sentence.
    let cause: String
    /// A sentence.
    let remedy: String
  }

  static let all: [Entry] = commandLine + files + scenarios + runs

  static func entry(_ code: String) -> Entry? { all.first { $0.code == code } }

  private static let commandLine = [
    Entry(
      code: "CLI-001",
      cause: "The verb is not one of simrun's.",
      remedy: "simrun help lists the verbs."
    ),
    Entry(
      code: "CLI-002",
      cause: "The verb has no option of that name.",
      remedy: "simrun help VERB lists its options."
    ),
    Entry(
      code: "CLI-003",
      cause: "An option that takes a value stands at the end of the command line.",
      remedy: "Write the value after it: --seed 7 or --seed=7."
    ),
    Entry(
      code: "CLI-004",
      cause: "A switch was given a value.",
      remedy: "Write the switch alone, without =VALUE."
    ),
    Entry(
      code: "CLI-005",
      cause: "A word that the verb needs is missing.",
      remedy: "simrun help VERB shows what it needs."
    ),
    Entry(
      code: "CLI-006",
      cause: "There are more words than the verb takes.",
      remedy: "Quote words with spaces, and check for a space in a path."
    ),
    Entry(
      code: "CLI-007",
      cause: "The value of an option is no whole number, or out of its limits.",
      remedy: "Write a number within the limits that the message names."
    ),
    Entry(
      code: "CLI-008",
      cause: "Standard output cannot be written.",
      remedy: "Free some space on the disk that it goes to, then run again."
    ),
    Entry(
      code: "CLI-009",
      cause: "An option that may stand once stands twice.",
      remedy: "Leave one of them out."
    ),
    Entry(
      code: "CLI-010",
      cause: "The catalogue has no such code.",
      remedy: "simrun errors lists the codes."
    ),
    Entry(
      code: "CLI-011",
      cause: "A file that a verb would write exists.",
      remedy: "Name another file, or replace it with --force."
    ),
    Entry(
      code: "CLI-012",
      cause: "A file that a verb writes cannot be written.",
      remedy: "Name a place that you may write."
    ),
    Entry(
      code: "CLI-013",
      cause: "No preset has the name.",
      remedy: "simrun presets lists them."
    ),
  ]

  private static let files = [
    Entry(
      code: "FIL-001",
      cause: "A file that the command line or a scenario names cannot be read.",
      remedy: "Check the path, which starts at the working directory, and who may read it."
    )
  ]

  private static let scenarios = ScenarioProblemCode.allCases.map {
    Entry(code: $0.rawValue, cause: $0.cause, remedy: $0.remedy)
  }

  private static let runs = [
    Entry(
      code: "INT-001",
      cause: "simrun broke one of its own rules: a defect of the program.",
      remedy: "Please report it with the seed and the command line that were printed."
    )
  ]
}
