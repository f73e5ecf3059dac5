package import Scenarios
package import SimCore

/// Puts real connections in the place of simulated parts, as a scenario's bindings say.
///
/// The experiments know no adapter: the command line injects them.
package protocol LiveBinder: Sendable {
  /// Binds the parts of one run to a live cell; called before the run starts.
  func bind(_ scenario: Scenario, to live: LiveCell) throws(RunFailure) -> any BoundWorld
}

/// The bindings of one live run, until it is over.
package protocol BoundWorld: Sendable {
  var bindings: WorldBindings { get }
  /// Closes what is still open; called once, when the run is over.
  func close()
}
