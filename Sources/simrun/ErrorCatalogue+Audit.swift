extension ErrorCatalogue {
  static let audits = [
    (
      "001", "simrun audit knows no such action, or an option of it cannot be.",
      "Write simrun audit verify PATH; simrun help audit shows the others."
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
    (
      "005", "A run has no file with the words of the call: it never had one, or it was removed.",
      "Its directory's calls folder has the calls that were kept, and access.csv what was removed."
    ),
    (
      "006", "An access log is not as it was written; nothing is added to it.",
      "simrun audit verify names the line; look for an untouched copy, and keep both."
    ),
    (
      "007", "An access log cannot be read or written, so that the words stay closed.",
      "Look who may write in the run's directory, and for space on its disk."
    ),
    (
      "008", "A run does not say for how long the words of its calls are kept.",
      "An older simrun made it: run its scenario again, or remove the directory as a whole."
    ),
    (
      "009", "Words whose retention is over could not be removed; the access log tells of them.",
      "Look who may write in the run's directory, and purge it again."
    ),
    (
      "010", "Words were to be removed as of a day that has not come.",
      "Name a day that has come, or see with --dry-run what would go."
    ),
  ].map { Entry(code: "AUD-\($0)", cause: $1, remedy: $2) }

  static let seals = [
    (
      "001", "A key stands on the command line, where every process of the host can read it.",
      "Make a new one, in a file that only you may read, or in a variable: --seal-key env:NAME."
    ),
    (
      "002", "The key's file cannot be read, or its variable is not set.",
      "Check the path or the name; openssl rand -hex 32 makes a key."
    ),
    (
      "003", "Others than its user may read or write the file of a key.",
      "Give it mode 0600, with chmod 600, and make a new key if somebody may have read it."
    ),
    (
      "004", "A key is not 32 bytes, in 64 hexadecimal digits or in base64.",
      "openssl rand -hex 32 makes one."
    ),
    (
      "005", "This build has no encryption: it was built without the trait Live.",
      "Build simrun with its default traits."
    ),
    (
      "006", "A file is sealed under another key.",
      "Find the key whose fingerprint the message tells; run.json has it too."
    ),
    (
      "007", "A sealed file is not as it was written, or was put in another's place.",
      "Look for an untouched copy of the file."
    ),
  ].map { Entry(code: "SEAL-\($0)", cause: $1, remedy: $2) }
}
