/// The file that says when people called in.
package struct ArrivalTraceFacts: Sendable, Hashable {
  /// As the scenario names it.
  package var file: String
  /// SHA-256 of its bytes, hexadecimal.
  package var digest: String
  /// Its arrivals, those after the end of the run included.
  package var rows: Int

  package init(file: String, digest: String, rows: Int) {
    self.file = file
    self.digest = digest
    self.rows = rows
  }
}
