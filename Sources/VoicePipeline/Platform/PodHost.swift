internal import SimCore

/// What the pods of a platform do to the conversations on them.
package protocol PodHost: AnyObject, Sendable {
  /// What a conversation is expected to need, against a usual one.
  func weight(of call: CallID) -> Double
  /// A conversation begins on a pod; its audio goes through that pod's processor.
  func begin(
    _ call: CallID,
    on pod: Int,
    over media: any MediaPath,
    from origin: CallOrigin
  ) -> any MediaPath
  func end(_ call: CallID, on pod: Int)
  /// Lets the pod see what the conversation is about, for faults that wait for a moment of it.
  func watch(_ call: CallID, on pod: Int, _ moment: @escaping @Sendable () -> ConversationMoment)
  /// How the call comes to another pod after so many of its pods have died; nil where it does not.
  func takeover(of call: CallID, losses: Int) -> PodTakeover?
  /// Somebody has heard an answer from a pod.
  func answered(_ turn: TurnRecord, on pod: Int)
  /// What agents on a pod speak through; nil where that is the same on all.
  func ports(on pod: Int) -> Shared<AgentPorts>?
}

extension PodHost {
  package func answered(_ turn: TurnRecord, on pod: Int) {}
  package func ports(on pod: Int) -> Shared<AgentPorts>? { nil }
}

/// How a call whose pod has died comes to another one.
///
/// ```
/// pod dies ──detection──▶ a slot elsewhere ──reconnection──▶ state from the store ──▶ resumed
///     └─────────── the caller hears silence, and may hang up ───────────┘
/// ```
package struct PodTakeover: Sendable {
  /// From the pod's death until whoever holds the call's media knows of it.
  package var detection: Duration
  /// Until the media goes to the other pod.
  package var reconnection: Duration
  /// Whether only the pod that has died will do, once it is there again.
  package var isSticky: Bool
  /// Whether the far end plays on what it had received.
  package var playsOn: Bool
  /// How long after the death a pod and the state are looked for.
  package var patience: Duration
  package var sessions: any SessionStore

  package init(
    detection: Duration,
    reconnection: Duration,
    isSticky: Bool,
    playsOn: Bool,
    patience: Duration,
    sessions: any SessionStore
  ) {
    self.detection = detection
    self.reconnection = reconnection
    self.isSticky = isSticky
    self.playsOn = playsOn
    self.patience = patience
    self.sessions = sessions
  }
}
