/// Names one pending event of a cell, so that it can be cancelled.
///
/// A cell never gives the same identity twice: cancelling an event that has fired does nothing,
/// even when its memory serves another event by then.
@usableFromInline
package struct TimerID: Sendable, Hashable, BitwiseCopyable {
  let ticket: UInt64
}
