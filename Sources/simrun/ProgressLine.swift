import Experiments
import SimCore

/// One line on the terminal that says how far a run has come, and is gone when the run is done.
struct ProgressLine {
  private let console: Console
  private let isShown: Bool
  private let start = HostClock.wallNanoseconds()
  private var lastDrawn: Int64 = 0
  private var phase: RunProgress.Phase?
  private var isOnScreen = false

  /// Between two drawings, in nanoseconds.
  private static let pause: Int64 = 100_000_000

  init(_ console: Console, isQuiet: Bool) {
    self.console = console
    isShown = console.showsProgress && !isQuiet
  }

  mutating func show(_ progress: RunProgress) {
    let now = HostClock.wallNanoseconds()
    guard isShown, progress.phase != phase || now - lastDrawn >= Self.pause else { return }
    phase = progress.phase
    lastDrawn = now
    isOnScreen = true
    let text = Self.text(progress, elapsed: .nanoseconds(now - start))
    console.progress("\r\(text.prefix(79))\u{1B}[K")
  }

  /// Shows what is being done, where no part of it can be counted.
  mutating func show(_ text: String) {
    guard isShown else { return }
    isOnScreen = true
    console.progress("\r\(text.prefix(79))\u{1B}[K")
  }

  /// Gives the line back to the shell.
  mutating func clear() {
    if isOnScreen { console.progress("\r\u{1B}[K") }
    isOnScreen = false
  }

  /// `simulating 0:23:10 of 1:00:00 | 7,712 calls, 18,450 calls/s | 2 s left`, of a claim's runs
  /// `arm 3 of 9, seed 12 of 20 | 312 calls, 9,002 calls/s | 5 s left`, and of a paced run
  /// `simulating 0:23:10 of 1:00:00 | 7,712 calls | 221 s left | lag p99 1.2 ms`.
  static func text(_ progress: RunProgress, elapsed: Duration) -> String {
    let seconds = elapsed / .seconds(1)
    var parts = [progress.phase.rawValue]
    if progress.phase == .simulating {
      parts[0] =
        progress.part ?? "simulating \(clock(progress.simulated)) of \(clock(progress.total))"
      var calls = "\(FixedDecimal.grouped(progress.calls)) calls"
      if progress.timerLag == nil, seconds >= 0.2 {
        let rate = Double(progress.calls) / seconds
        calls += ", \(FixedDecimal.grouped(rate)) calls/s"
      }
      parts.append(calls)
      let share = progress.total > .zero ? progress.simulated / progress.total : 0
      if seconds >= 0.5, share > 0.01 {
        let left = seconds / share - seconds
        parts.append("\(FixedDecimal.text(left, decimals: 0)) s left")
      }
      if let lag = progress.timerLag {
        parts.append("lag p99 \(FixedDecimal.text(lag / .milliseconds(1), decimals: 1)) ms")
      }
    }
    return parts.joined(separator: " | ")
  }

  private static func clock(_ duration: Duration) -> String {
    let seconds = Int(duration.components.seconds)
    let pairs = [seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(seconds / 3_600):\(pairs[0]):\(pairs[1])"
  }
}
