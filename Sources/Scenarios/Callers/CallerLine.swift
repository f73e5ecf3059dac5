/// A synthetic caller's side of the telephone line.
package protocol CallerLine: AnyObject, Sendable {
  func callerStarted(_ utterance: Utterance)
  func callerStopped()
  /// The caller puts the receiver down.
  func callerHungUp()
}
