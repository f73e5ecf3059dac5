extension ErrorCatalogue {
  static let audits = [
    (
      "001", "simrun audit knows no such action, or an option of it cannot be.",
      "Write simrun audit verify PATH, or simrun audit show PATH --call N."
    ),
    (
      "002", "A file is no audit log, or a run directory has none.",
      "Name the directory that simrun run printed as its report's place, or its audit.csv.gz."
    ),
    (
      "003", "An audit log is not as it was written, so that nothing in it can be relied on.",
      "simrun audit verify names the first line that is wrong; look for an untouched copy."
    ),
    (
      "004", "An audit log does not have the call.",
      "Name a number of the first column of calls.csv.gz."
    ),
  ].map { Entry(code: "AUD-\($0)", cause: $1, remedy: $2) }
}
