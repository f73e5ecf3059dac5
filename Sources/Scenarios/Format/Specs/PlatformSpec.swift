/// The pods that hold the conversations.
package struct PlatformSpec: Sendable, Hashable, Decodable {
  package var pods: Int
  /// Concurrent calls in one pod.
  package var slotsPerPod: Int
}
