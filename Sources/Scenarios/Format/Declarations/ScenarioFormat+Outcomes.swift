internal import SimCore
internal import VoicePipeline

extension ScenarioFormat {
  static let outcomes = Section(
    title: "outcomes",
    summary: "The outcome of each finished call is written to a CRM or a call log, in one batch "
      + "per pod and interval; calls that nobody answered in batches of the dialer's own.",
    fields: [
      Field(
        "batch_interval",
        .value(DurationNotation(range: .zero ... .seconds(60))),
        .text(
          "250ms",
          .recalled("a vendor claims a batch of 250 ms per pod (S2)")
        ),
        "From the first row of a batch to its write; 0s writes each row by itself, at once."
      ),
      Field(
        "buffer",
        .value(IntegerNotation(range: 1...10_000_000)),
        .assumed("10000"),
        "Rows that a pod holds at most, those on their way included; more are lost, and counted."
      ),
      Field(
        "attempts",
        .value(IntegerNotation(range: 1...1_000)),
        .assumed("5"),
        "How often a batch is tried before it is given up, the first time included."
      ),
      Field(
        "retry_after",
        .value(DurationNotation(range: .milliseconds(1) ... .seconds(3_600))),
        .assumed("1s"),
        "From a failed write to the next attempt."
      ),
      Field("store", .section(outcomeStore), .assumed("{}"), "The database that takes them."),
    ]
  )

  private static let outcomeStore = Section(
    title: "outcomes.store",
    summary: "A database with a hot row: each transaction raises the counter of each campaign that "
      + "has a call in it, and holds its row until the commit.",
    fields: [
      Field(
        "latency",
        .value(DistributionNotation(range: .zero ... .seconds(60))),
        .assumed("{median: 2ms, sigma: 0.5}", "a database in the same region"),
        "The way there and back."
      ),
      Field(
        "row_time",
        .value(DurationNotation(range: .zero ... .seconds(1))),
        .assumed("100us"),
        "To insert one row, before any lock is taken."
      ),
      Field(
        "row_lock",
        .value(DurationNotation(range: .zero ... .seconds(60))),
        .assumed("5ms", "an update and a commit that waits for its disc"),
        "For how long a transaction holds the counter of a campaign."
      ),
      Field(
        "lock_timeout",
        .value(DurationNotation(range: .milliseconds(1) ... .seconds(3_600))),
        .text(
          "10s",
          Provenance(
            grade: .memory,
            source: "Salesforce gives a locked row up after 10 s (UNABLE_TO_LOCK_ROW), InnoDB "
              + "after 50 s"
          )
        ),
        "How long a transaction waits for a counter before it fails."
      ),
      Field(
        "failure_share",
        .value(ShareNotation()),
        .assumed("0%"),
        "Transactions that fail; they are tried again."
      ),
    ]
  )
}
