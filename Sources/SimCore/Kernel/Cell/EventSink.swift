/// Receives timer events without a task: the cheapest way to be woken.
///
/// `fire` runs on the cell's thread, between two events. An actor implements it with `onCell`.
@usableFromInline
package protocol EventSink: AnyObject, Sendable {
  /// Called once for each event; code and argument are the ones that were scheduled.
  func fire(_ code: UInt32, _ argument: UInt64)
}
