/// Fills lost frames of 8 kHz sound by repeating its pitch (after ITU-T G.711, Appendix I).
///
/// The library's method: the last pitch period is repeated, fades out within 50 ms, and is blended
/// into the frame that comes next. Unlike the appendix's own it delays nothing.
package final class G711Concealment {
  private let state: ConcealmentState

  package init() throws(AudioError) { state = try ConcealmentState() }

  /// Takes a frame that has come; after a lost one its start is blended.
  package func hear(_ frame: [Int16]) -> [Int16] {
    var frame = frame
    if !frame.isEmpty { state.hear(&frame) }
    return frame
  }

  /// Sound in the place of a frame that has not come.
  package func conceal(samples: Int = 160) -> [Int16] {
    var frame = [Int16](repeating: 0, count: samples)
    if samples > 0 { state.fill(&frame) }
    return frame
  }
}
