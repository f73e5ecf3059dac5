/// Who has asked for a connection, and hears what becomes of it.
package protocol ConnectionOwner: AnyObject, Sendable {
  /// It is there, and waits for a call.
  func connected(_ number: UInt64)
  /// It never was, or has gone while it waited.
  func disconnected(_ number: UInt64, _ failure: PortFailure)
}

/// A connection to a speech-to-speech model that belongs to no call yet.
package protocol RealtimeConnection: AnyObject, Sendable {
  /// Gives it to a call, whose session it is from now on; asked once, after `connected`.
  func begin(
    _ request: GenerationRequest,
    for agent: any AgentEventReceiver
  ) -> any RealtimeSession
  func close()
}

/// Makes connections to a speech-to-speech model ahead of calls.
package protocol RealtimeConnector: Sendable {
  /// The number is the owner's own, and unique among those of one place.
  func connect(
    _ number: UInt64,
    from place: Int,
    for owner: any ConnectionOwner
  ) -> any RealtimeConnection
}
