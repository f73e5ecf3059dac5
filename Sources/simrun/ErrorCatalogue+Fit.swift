import Experiments
import RunReports
import SimCore

extension ErrorCatalogue {
  static let fits = [
    (
      "001", "The file of measurements is empty.",
      "Give it a header such as stt_ms,ttft_ms,tts_ms, and rows."
    ),
    (
      "002", "The header of the file of measurements cannot be read.",
      "Save the file as UTF-8, with the names of the columns in the first line."
    ),
    (
      "003", "No column names a stage that can be fitted.",
      "Name columns such as stt_ms, or say --column NAME=STAGE; simrun help fit lists the stages."
    ),
    (
      "004", "The unit of a column is not known.",
      "End its name in _ms, _s, _us or _ns, or say --unit ms."
    ),
    (
      "005",
      "Over \(FixedDecimal.text(FitExperiment.rejectedShareMax * 100, decimals: 0)) % of the "
        + "values of a column, or of the rows, cannot be used.",
      "Mend or remove them; --timeout TIME counts long values apart."
    ),
    (
      "006", "A column has too few usable values.",
      "Measure more: a fit needs \(FitChoice.samplesMin), a p95 59 and a p99 299."
    ),
    (
      "007", "All values of a column are equal, so that there is no distribution.",
      "Write the value into the scenario, or measure with a finer clock."
    ),
    (
      "008", "The file of measurements has no column of the name.",
      "Name one that the message lists."
    ),
    (
      "009", "The value of an option of simrun fit cannot be.",
      "Write it in the form that the message names."
    ),
    (
      "010", "Two columns measure the same stage.",
      "Choose one of them with --column NAME."
    ),
    ("011", "The file of measurements has a header, but no rows.", "Give it rows."),
    (
      "012", "A preset cannot have the name: it is one of simrun's own, or would occur twice.",
      "Choose another with --name."
    ),
  ].map { Entry(code: "FIT-\($0)", cause: $1, remedy: $2) }
}
