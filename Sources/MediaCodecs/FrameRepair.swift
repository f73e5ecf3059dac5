/// What is heard in the place of a lost frame.
package enum FrameRepair: Sendable, Hashable, CaseIterable {
  /// Digital silence: the control of the other two.
  case silence
  /// The codec's continuation of what was heard before (PLC).
  case concealment
  /// The copy that the next packet carries where it has come (FEC), else concealment.
  case correction
}
