import Scenarios
import VoicePipeline

/// Every error that a user can meet: its code, what causes it, what to do about it.
enum ErrorCatalogue {
  struct Entry {
    let code: String
    /// A sentence.
    let cause: String
    /// A sentence.
    let remedy: String
  }

  static let all: [Entry] =
    commandLine + files + scenarios + leads + leadRows + arrivals + directories + runs + traces
    + live + fits + audits + seals + zooms + sounds

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
    Entry(
      code: "CLI-014",
      cause: "There is no benchmark suite, or program of one, of that name.",
      remedy: "simrun help bench lists the suites; a scenario file's name ends in .yaml."
    ),
    Entry(
      code: "CLI-015",
      cause: "Two words of the command line do not go together.",
      remedy: "Leave one of them out; simrun help VERB says what belongs to what."
    ),
    Entry(
      code: "CLI-016",
      cause: "The value of an option is no decimal number, or out of its limits.",
      remedy: "Write a number like 10 or 0.5, within the limits that the message names."
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

  private static let leads = [
    (
      "001", "The lead file cannot be opened.", "Check the path, which starts at the scenario file."
    ),
    ("002", "The lead file's path leads to a folder.", "Name the file in it."),
    ("003", "The lead file is empty.", "Give it a header and rows."),
    ("004", "The lead file is UTF-32.", "Save it as UTF-8, or as UTF-16."),
    ("005", "The header of the lead file cannot be read.", "Write it as the message says."),
    ("006", "The header lacks a column that is needed.", "Name the columns in the first line."),
    ("007", "The header has a column that is not known.", "Correct its name, or remove it."),
    ("008", "The header has a column twice.", "Remove or rename one of the two."),
    ("009", "The lead file has a header, but no rows.", "Give it rows."),
    ("010", "The lead file has more rows than can be counted.", "Split it."),
    (
      "011", "The lead file is of another kind: .xls, encrypted, PDF, HTML, gzip and the like.",
      "Save it as .xlsx or as CSV UTF-8."
    ),
    (
      "012", "A part of the workbook cannot be read.",
      "Save it again in the spreadsheet, as .xlsx or as CSV UTF-8."
    ),
    (
      "013", "A part of the workbook is larger than any lead file's, or swells to it.",
      "Keep the leads alone in a workbook, or save their sheet as CSV UTF-8."
    ),
    (
      "014", "The workbook has no sheet with cells, or its first sheet is hidden.",
      "Put the leads on the first sheet, and show it."
    ),
    (
      "015", "The lead file ends in the middle of a character of UTF-16.",
      "Copy or export it again: its end is missing."
    ),
    (
      "016", "The header of the lead file has more columns than are read.",
      "Leave out what no campaign needs."
    ),
  ].map { Entry(code: "LEAD-\($0)", cause: $1, remedy: $2) }

  private static let arrivals =
    [
      Entry(
        code: "ARR-001",
        cause: "The trace of arrivals cannot be opened.",
        remedy: "Check the path, which starts at the scenario file, and who may read it."
      )
    ]
    + ArrivalFault.Kind.allCases.map { kind in
      Entry(
        code: kind.code,
        cause: "A trace of arrivals is wrong: \(kind.text).",
        remedy: FailureText.sentence(kind.remedy)
      )
    }

  /// Each is counted in the report, and fatal with `--strict-leads` only.
  private static let leadRows = RejectReason.allCases.map { reason in
    Entry(
      code: reason.code,
      cause: "A row of the lead file is refused: \(reason.text).",
      remedy: FailureText.sentence(reason.remedy)
    )
  }

  private static let directories = [
    Entry(
      code: "OUT-001",
      cause: "Another run's directory stands where this one is to be.",
      remedy: "Name another with --out, or replace it with --force."
    ),
    Entry(
      code: "OUT-002",
      cause: "Something that is no run directory stands where it is to be.",
      remedy: "Name another place with --out; --force does not remove it."
    ),
    Entry(
      code: "OUT-003",
      cause: "The run directory cannot be written.",
      remedy: "Name a place that you may write with --out."
    ),
    Entry(
      code: "OUT-004",
      cause: "The disk is full.",
      remedy: "Free some space, or name a place on another disk with --out."
    ),
    Entry(
      code: "OUT-005",
      cause: "A directory has a log of who read its words, which is evidence.",
      remedy: "Name another place with --out, or move the directory away."
    ),
  ]

  private static let traces = [
    Entry(
      code: "TRC-001",
      cause: "Another build of simrun made a run, and only that can make it again.",
      remedy: "Run its scenario again with this build."
    ),
    Entry(
      code: "TRC-002",
      cause: "The lead file has changed since a run was made.",
      remedy: "Put the file back that the run was made with, or run its scenario again."
    ),
    Entry(
      code: "TRC-003",
      cause: "A run comes to other events when it is simulated again.",
      remedy: "simrun replay says what differs."
    ),
    Entry(
      code: "TRC-004",
      cause: "Neither of two runs has the call.",
      remedy: "Name a number of the first column of calls.csv.gz."
    ),
  ]

  private static let runs = [
    Entry(
      code: "RUN-001",
      cause: "The command was interrupted; nothing half-written is left.",
      remedy: "Start it again."
    ),
    Entry(
      code: "RUN-004",
      cause: "A directory is no run directory, or a file of it cannot be read.",
      remedy: "Name the directory that simrun run printed as its report's place."
    ),
    Entry(
      code: "RUN-005",
      cause: "The event loop that paces a run cannot be opened.",
      remedy: "Allow more open files (ulimit -n), or run without --pace; it needs Linux 5.11."
    ),
    Entry(
      code: "RUN-006",
      cause: "A live run cannot be repeated: what was at its other ends is not on record.",
      remedy: "Run its scenario again, live, or without --live to simulate it."
    ),
    Entry(
      code: "RUN-007",
      cause: "Zones that share nothing are several worlds, and one was asked for.",
      remedy: "Set platform.zones to 1, with a part of the load."
    ),
    Entry(
      code: "INT-001",
      cause: "simrun broke one of its own rules: a defect of the program.",
      remedy: "Please report it with the seed and the command line that were printed."
    ),
    Entry(
      code: "INT-002",
      cause: "A simulated run came to its end while tasks of it still waited for something.",
      remedy: "Please report it with the seed and the command line that were printed."
    ),
  ]
}
