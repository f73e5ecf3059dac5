package import SimCore
package import VoicePipeline

/// Where two stories of one call part.
package struct StoryDivergence: Sendable {
  /// What both stories have at one place; nil on the side of a story that is over.
  package struct Parting: Sendable {
    package var first: LineStory.Entry?
    package var second: LineStory.Entry?
    /// How many events come before.
    package var place: Int
  }

  /// The first event that only one of them has, or has at another instant.
  package var first: Parting
  /// The first event that is another one, whenever it happens; nil when only instants differ.
  package var other: Parting?
  /// When the line was laid.
  let answered: SimInstant

  /// Nil when the stories are equal.
  package init?(of first: LineStory, and second: LineStory) {
    let parting = Self.parting(first, second) { one, two in
      one.at == two.at && one.event.isSame(as: two.event)
    }
    guard let parting else { return nil }
    self.first = parting
    other = Self.parting(first, second) { $0.event.isSame(as: $1.event) }
    answered = first.answered
  }

  private static func parting(
    _ first: LineStory,
    _ second: LineStory,
    isSame: (LineStory.Entry, LineStory.Entry) -> Bool
  ) -> Parting? {
    let (mine, theirs) = (first.entries, second.entries)
    let common = min(mine.count, theirs.count)
    let place = (0..<common).first { !isSame(mine[$0], theirs[$0]) } ?? common
    guard place < max(mine.count, theirs.count) else { return nil }
    return Parting(
      first: place < mine.count ? mine[place] : nil,
      second: place < theirs.count ? theirs[place] : nil,
      place: place
    )
  }

  /// The earlier of the two instants at which they part.
  package var instant: SimInstant {
    [first.first?.at, first.second?.at].compactMap(\.self).min() ?? answered
  }

  /// Lines for a terminal; without words where they may not be shown.
  func lines(hidesWords: Bool) -> [String] {
    var lines = [
      "the stories part \(Self.seconds(answered.duration(to: instant))) after the answer, behind "
        + "\(first.place) equal events"
    ]
    lines += sides(first, hidesWords)
    if let other, other.place > first.place {
      lines.append("the first event that is another one, behind \(other.place) others")
      lines += sides(other, hidesWords)
    } else if other == nil {
      lines.append("the same is said and cut in both, at other instants")
    }
    return lines
  }

  private func sides(_ parting: Parting, _ hidesWords: Bool) -> [String] {
    [
      "  run      \(line(parting.first, hidesWords))",
      "  live-in  \(line(parting.second, hidesWords))",
    ]
  }

  private func line(_ entry: LineStory.Entry?, _ hidesWords: Bool) -> String {
    guard let entry else { return "nothing: the line is closed" }
    let time = Self.seconds(answered.duration(to: entry.at))
    return "\(time)  \(entry.event.sentence(since: answered, hidesWords: hidesWords))"
  }

  static func seconds(_ duration: Duration) -> String {
    FixedDecimal.text(Double(duration.nanoseconds) / 1e9, decimals: 6) + " s"
  }
}

extension LineStory.Event {
  /// What happened, for a reader; numbers that were said are masked.
  func sentence(since answered: SimInstant, hidesWords: Bool) -> String {
    switch self {
    case .callerBegan(let utterance):
      let length = StoryDivergence.seconds(utterance.duration)
      guard !utterance.words.isEmpty else { return "a noise of \(length) from the caller" }
      let words = SaidDigits.masked(utterance.words).joined(separator: " ")
      return "the caller begins \(hidesWords ? "to speak" : "“\(words)”"), \(length)"
    case .callerStopped: return "the caller falls silent"
    case .agentPlayed(let speech, let start):
      let words = hidesWords ? "a sentence" : "“\(SaidDigits.masked(speech.text))”"
      let (from, length) = (
        StoryDivergence.seconds(answered.duration(to: start)),
        StoryDivergence.seconds(speech.duration)
      )
      return "the agent queues \(words), from \(from) on, \(length)"
    case .agentCut: return "the agent drops its audio"
    case .pressed: return "the caller presses a key"
    case .closed(let end): return "the \(end.rawValue) closes the line"
    }
  }
}
