/// What the pods of a platform do to the conversations on them.
package protocol PodHost: AnyObject, Sendable {
  /// What a conversation is expected to need, against a usual one.
  func weight(of call: CallID) -> Double
  /// A conversation begins on a pod; its audio goes through that pod's processor.
  func begin(_ call: CallID, on pod: Int, over media: any MediaPath) -> any MediaPath
  func end(_ call: CallID, on pod: Int)
}
