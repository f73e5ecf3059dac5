import SimCore
import Testing
import VoicePipeline

@Suite("Quality monitor")
struct QualityMonitorTests {
  /// A window of a rating; the score of R = 50 is 2.6, that of 70 is 3.6.
  private func window(_ rating: Double, concealed: Int = 0) -> RatedWindow {
    RatedWindow(rating: rating, concealed: concealed)
  }

  private func changes(_ rule: QualityAlarmRule, _ ratings: [Double]) -> String {
    var monitor = QualityMonitor(rule)
    return ratings.map { rating in
      switch monitor.take(window(rating)) {
      case .dropped: "!"
      case .recovered: "+"
      case nil: "."
      }
    }.joined()
  }

  @Test func `one bad window raises the alarm once, and a good one ends it`() {
    let rule = QualityAlarmRule(scoreMin: 3.1)
    #expect(changes(rule, [90, 50, 50, 90, 90, 50]) == ".!.+.!")
  }

  @Test func `several windows in a row are needed where the rule says so, either way`() {
    let rule = QualityAlarmRule(scoreMin: 3.1, windows: 2)
    #expect(changes(rule, [50, 90, 50, 50, 90, 50, 90, 90, 50]) == "...!...+.")
  }

  @Test func `a score that is just the least one is good`() {
    let score = OpinionScore(rating: 60)
    #expect(changes(QualityAlarmRule(scoreMin: score.value), [60, 59.99]) == ".!")
  }

  @Test func `alarms are held against what was made up in truth`() {
    var monitor = QualityMonitor(QualityAlarmRule(scoreMin: 3.1, windows: 2, concealedMax: 0.05))
    // Delay alone makes the first alarm; 20 of 400 frames are not more than the share, 21 are.
    for _ in 0..<2 { _ = monitor.take(window(50, concealed: 20)) }
    #expect(monitor.alarms.raised == 1 && monitor.alarms.unfounded == 1)
    _ = monitor.take(window(50, concealed: 21))
    #expect(monitor.alarms.badWindows == 1 && monitor.alarms.missed == 0)
    for _ in 0..<2 { _ = monitor.take(window(90)) }
    _ = monitor.take(window(50, concealed: 40))
    #expect(monitor.alarms.missed == 1, "one bad window of two is no alarm yet")
    _ = monitor.take(window(50, concealed: 40))
    #expect(monitor.alarms.raised == 2 && monitor.alarms.unfounded == 1)
    #expect(monitor.alarms.missed == 1 && monitor.alarms.badWindows == 3)
    #expect(monitor.alarms.windows == 7)
  }

  @Test func `the counts of calls add up`() {
    var monitor = QualityMonitor(QualityAlarmRule(scoreMin: 3.1))
    _ = monitor.take(window(50, concealed: 400))
    let twice = monitor.alarms + monitor.alarms
    #expect(twice.raised == 2 && twice.badWindows == 2 && twice.windows == 2)
    #expect(twice.unfounded == 0 && twice.missed == 0)
  }
}
