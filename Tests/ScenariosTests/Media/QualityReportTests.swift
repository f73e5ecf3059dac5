import Scenarios
import SimCore
import Testing
import VoicePipeline

/// A line whose windows are known beforehand, in milliseconds of the stretch that they end in.
private final class WindowedMedia: LineMedia {
  private let ends: [Int64]
  private let rating: Double
  private var begun = SimInstant.zero
  private(set) var closedWindows = 0
  let setUp = Duration.zero

  init(ends: [Int64], rating: Double) {
    self.ends = ends
    self.rating = rating
  }

  func callerBegins(_ utterance: Utterance, at now: SimInstant) -> SpurtArrival {
    begun = now
    closedWindows = ends.count
    let windows = ends.map {
      ArrivingWindow(
        window: RatedWindow(rating: rating, concealed: 40),
        after: .milliseconds($0 + 40)
      )
    }
    return SpurtArrival(delay: .milliseconds(40), lastDelay: .milliseconds(40), windows: windows)
  }

  func callerStops(at now: SimInstant) -> Duration {
    closedWindows = ends.count { begun.advanced(by: .milliseconds($0)) <= now }
    return .milliseconds(40)
  }

  func agentPlays(from start: SimInstant, for length: Duration) -> SpurtArrival { SpurtArrival() }
  func agentStops(at now: SimInstant) {}
  func account() -> CallMedia? { nil }
}

@Suite("Reports of quality")
struct QualityReportTests {
  /// What an agent hears of 2 s of speech that are broken off at an instant.
  private func heard(
    windowsAt ends: [Int64],
    rating: Double = 50,
    alarm: QualityAlarmRule?,
    until end: Int64 = 2_000
  ) -> [String] {
    let cell = Cell(seed: 1)
    let path = FlowMediaPath(
      cell: cell,
      timing: SeamBench.timing,
      media: WindowedMedia(ends: ends, rating: rating),
      alarm: alarm
    ) {}
    let listener = LineListener(cell: cell)
    let recorder = SeamRecorder(name: "listener", log: SeamLog(cell: cell))
    let utterance = Utterance(
      words: (0..<20).map { "word\($0)" },
      wordDuration: .milliseconds(100),
      traits: SpeechTraits(snrDecibels: 20, errorOddsFactor: 1),
      index: 0
    )
    cell.enter {
      path.attach(listener, observer: RecordedObserver(recorder: recorder))
      path.say(utterance)
      _ = cell.after(.milliseconds(end)) { path.fallSilent() }
    }
    cell.run()
    return cell.enter { listener.onCell { $0.heard } }.filter { $0.contains("line") }
  }

  private let rule = QualityAlarmRule(scoreMin: 3.1)

  @Test func `an agent is told when the last frame of a bad window has been played`() {
    #expect(heard(windowsAt: [700, 1_500], alarm: rule) == ["740 line bad"])
  }

  @Test func `what is broken off before a window's end closes none`() {
    #expect(heard(windowsAt: [700], alarm: rule, until: 699).isEmpty)
    #expect(heard(windowsAt: [700], alarm: rule, until: 700) == ["740 line bad"])
  }

  @Test func `a good window, and a line that nobody watches, tell nothing`() {
    #expect(heard(windowsAt: [700], rating: 90, alarm: rule).isEmpty)
    #expect(heard(windowsAt: [700], alarm: nil).isEmpty)
  }
}
