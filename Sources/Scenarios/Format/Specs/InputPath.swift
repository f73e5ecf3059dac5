/// A file that a scenario names, relative to the scenario's own file.
package struct InputPath: Sendable, Hashable {
  package var written: String
  package var absolute: String
}
