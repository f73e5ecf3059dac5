package import RunReports
package import VoicePipeline

extension RunFailure {
  /// The user stopped the run between two slices.
  static let interrupted = RunFailure(
    code: "RUN-001", class: .interrupted, message: "the run was interrupted; nothing was written")

  /// A lead file that cannot be used; named as the scenario names it.
  package init(_ error: LeadError, file: String) {
    self.init(
      code: error.code, class: .badInput, file: file, line: error.position?.line,
      column: error.position?.column, message: error.cause, remedy: error.remedy)
  }

  /// A run directory that could not be written.
  package init(_ error: RunDirectoryError) {
    self.init(
      code: "RUN-003", class: error.isTemporary ? .temporary : .badInput,
      message: error.description, remedy: error.remedy)
  }
}
