import Scenarios
import SimCore
import VoicePipeline

/// The jitter buffer, written for one frame after the other: the oracle of the one with masks.
///
/// It keeps the order of frames: what is reordered is checked by its own properties.
struct FramewiseBuffer {
  let policy: PlayoutPolicy
  var playoutDelay = 0
  var jitter16 = 0
  var lastDelay: Int?
  var histogram = [Int](repeating: 0, count: 128)
  var floor: Int?
  /// Concealed frames in a row within the spurt.
  var run = 0
  var counts = PlayoutCounts()

  init(policy: PlayoutPolicy) { self.policy = policy }

  mutating func beginSpurt(after silence: Int) {
    run = 0
    let before = playoutDelay
    defer { playoutDelay = max(playoutDelay, before - silence) }
    if histogram.reduce(0, +) >= 2_048 { histogram = histogram.map { $0 / 2 } }
    let total = histogram.reduce(0, +)
    guard total >= 16, let lowest = histogram.firstIndex(where: { $0 > 0 }) else { return }
    let allowed = max(1, total * policy.lateShare / 1_024)
    var bin = 127
    var above = 0
    while bin > 0 {
      above += histogram[bin]
      if above > allowed { break }
      bin -= 1
    }
    floor = min(lowest, bin) * 4_096
    let depth = (bin + 1) * 4_096 - min(lowest, bin) * 4_096
    playoutDelay = min(lowest, bin) * 4_096 + min(max(depth, policy.depthMin), policy.depthMax)
  }

  /// Nil for a frame that does not arrive; returns whether the frame is concealed.
  mutating func take(_ delay: Int?) -> Bool {
    counts.frames += 1
    guard let delay else {
      counts.lost += 1
      return note(isConcealed: true)
    }
    if floor == nil {
      floor = delay
      playoutDelay = delay + policy.depthStart
    }
    if let lastDelay { jitter16 += abs(delay - lastDelay) - (jitter16 + 8) / 16 }
    lastDelay = delay
    histogram[min(delay / 4_096, 127)] += 1
    guard delay > playoutDelay else { return note(isConcealed: false) }
    counts.late += 1
    if run >= 3 {
      let target = min(delay + 20_000, (floor ?? 0) + policy.depthMax)
      if target > playoutDelay {
        counts.stretches += 1
        counts.stretchedMicros += target - playoutDelay
        playoutDelay = target
      }
    }
    return note(isConcealed: true)
  }

  private mutating func note(isConcealed: Bool) -> Bool {
    if isConcealed {
      counts.concealed += 1
      if run == 0 { counts.bursts += 1 }
      run += 1
    } else {
      run = 0
    }
    return isConcealed
  }
}

/// The ratings of windows of 400 frames, one frame after the other.
struct FramewiseWindows {
  var frames = 0
  var concealed = 0
  var bursts = 0
  var wasConcealed = false
  var ratings: [Double] = []

  mutating func beginSpurt() { wasConcealed = false }

  mutating func take(isConcealed: Bool, delay: Int, table: RatingTable) {
    if isConcealed {
      concealed += 1
      if !wasConcealed || frames == 0 { bursts += 1 }
    }
    wasConcealed = isConcealed
    frames += 1
    guard frames == 400 else { return }
    ratings.append(
      table.rating(delay: delay, concealed: concealed, bursts: bursts, frames: frames)
    )
    frames = 0
    concealed = 0
    bursts = 0
  }
}
