/// Why an audio library could not do its work; neither case is worth a second attempt.
package enum AudioError: Error, Hashable, CustomStringConvertible {
  /// The build was made without the trait Audio, and has no such library.
  case absent(library: String)
  /// The library has refused an operation, for a reason in its own words.
  case refused(library: String, operation: String, reason: String)

  package var description: String {
    switch self {
    case .absent(let library):
      "this build has no \(library), because it was made without the trait Audio: "
        + "run scripts/setup.sh --audio, then build again"
    case .refused(let library, let operation, let reason):
      "\(library) cannot \(operation): \(reason)"
    }
  }
}
