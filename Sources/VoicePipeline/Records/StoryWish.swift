/// Which calls of a run are to be kept with all that was said, when, and how it was carried.
///
/// It changes no byte of what the run leaves behind, unless calls are raised to packets.
package struct StoryWish: Sendable, Hashable {
  /// How a call is named.
  package enum Calls: Sendable, Hashable {
    /// By its number in the run.
    case number(Int)
    /// By its key: it stays the same where other calls come and go.
    case key(UInt64)
    case every
  }

  package var calls: Calls
  /// Whether these calls are lived at the packet tier, whatever tier the run has.
  package var raisesToPackets: Bool
  /// Whether they are rendered as sound besides, and heard by a real recognizer.
  package var raisesToSound: Bool

  package init(_ calls: Calls, raisesToPackets: Bool = false, raisesToSound: Bool = false) {
    self.calls = calls
    self.raisesToPackets = raisesToPackets
    self.raisesToSound = raisesToSound
  }

  package func includes(_ call: CallID) -> Bool {
    switch calls {
    case .number(let number): call.number == number
    case .key(let key): call.key == key
    case .every: true
    }
  }
}
