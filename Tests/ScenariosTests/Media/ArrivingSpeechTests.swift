import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Arriving speech")
struct ArrivingSpeechTests {
  private static let traits = SpeechTraits(snrDecibels: 30, errorOddsFactor: 1)

  /// Five words of 300 ms that are said from 1 s on, whose first sound takes `first` and whose last
  /// takes `last`; what has arrived at each instant, all of it said unless they are cut.
  private func words(
    first: Duration,
    last: Duration,
    cutAfter said: Duration = .milliseconds(1_500),
    at instants: [Duration]
  ) -> (counts: [Int], isComplete: [Bool]) {
    let cell = Cell(seed: 1)
    let start = Duration.seconds(1)
    let utterance = Utterance(
      words: ["one", "two", "three", "four", "five"],
      wordDuration: .milliseconds(300),
      traits: Self.traits,
      index: 0,
      kind: .turn,
      completesTurn: true
    )
    let speech = cell.enter {
      ArrivingSpeech(
        utterance,
        onset: .zero.advanced(by: start + first),
        arrival: SpurtArrival(delay: first, lastDelay: last),
        on: cell
      )
    }
    let ear = WordEar(on: cell)
    cell.enter {
      cell.after(start + said) {
        speech.onCell { $0.stop(at: .zero.advanced(by: start + said + last)) }
      }
      for instant in instants {
        cell.after(instant) { ear.listen(to: speech) }
      }
    }
    _ = cell.run()
    return cell.enter { ear.onCell { ($0.counts, $0.isComplete) } }
  }

  @Test func `words arrive one after the other, each when it is whole`() {
    let delay = Duration.milliseconds(50)
    let instants = [1_349, 1_350, 1_650, 2_549, 2_550, 9_000].map(Duration.milliseconds)
    let heard = words(first: delay, last: delay, at: instants)
    #expect(heard.counts == [0, 1, 2, 4, 5, 5])
    #expect(heard.isComplete == [false, false, false, false, true, true])
  }

  @Test func `an end that is faster than its beginning brings all that was said`() {
    // By the pace of the beginning, the fifth word would be whole at 2.7 s.
    let instants = [2_499, 2_539, 2_540, 9_000].map(Duration.milliseconds)
    let heard = words(first: .milliseconds(200), last: .milliseconds(40), at: instants)
    #expect(heard.counts == [4, 4, 5, 5])
    #expect(heard.isComplete == [false, false, true, true])
  }

  @Test func `words that were not whole when the caller broke off never come`() {
    let heard = words(
      first: .milliseconds(200),
      last: .milliseconds(40),
      cutAfter: .milliseconds(1_000),
      at: [.milliseconds(2_039), .milliseconds(2_040), .seconds(9)]
    )
    #expect(heard.counts == [2, 3, 3])
    #expect(heard.isComplete == [false, false, false])
  }
}

/// Counts what has arrived of a stretch of speech.
private actor WordEar: CellActor {
  nonisolated let cell: Cell
  private(set) var counts: [Int] = []
  private(set) var isComplete: [Bool] = []

  init(on cell: Cell) { self.cell = cell }

  nonisolated func listen(to speech: ArrivingSpeech) {
    onCell { ear in
      let now = ear.cell.now
      ear.counts.append(speech.words(at: now).count)
      ear.isComplete.append(speech.soundsComplete(at: now))
    }
  }
}
