package import SimCore
internal import VoicePipeline

/// Keeps what the lines of wanted calls are told; other calls pay for one comparison.
package actor LineRecorder: CellActor {
  package nonisolated let cell: Cell
  private nonisolated let wish: StoryWish
  private var taps: [LineTap] = []

  init(_ wish: StoryWish, on cell: Cell) {
    self.wish = wish
    self.cell = cell
  }

  /// Whether a call is lived at the packet tier for its own.
  nonisolated func raises(_ call: CallID) -> Bool {
    wish.raisesToPackets && wish.includes(call)
  }

  /// Whether a call is heard as sound for its own.
  nonisolated func rendersSound(_ call: CallID) -> Bool {
    wish.raisesToSound && wish.includes(call)
  }

  /// What listens on a line that is laid now; nil for a call that nobody wants.
  nonisolated func tap(
    _ call: CallID,
    _ network: CallNetwork,
    draws: DrawKey,
    distance: Duration,
    accent: String
  ) -> LineTap? {
    guard wish.includes(call) else { return nil }
    let tap = LineTap(
      RecordedLine(
        story: LineStory(call: call, answered: cell.now),
        network: network,
        draws: draws,
        distance: distance,
        accent: accent
      ),
      on: cell
    )
    onCell { $0.taps.append(tap) }
    return tap
  }

  /// In the order in which the lines were laid.
  package var lines: [RecordedLine] { taps.map { tap in tap.onCell { $0.line } } }
}

/// Listens on one line.
package actor LineTap: CellActor {
  package nonisolated let cell: Cell
  private(set) var line: RecordedLine

  init(_ line: RecordedLine, on cell: Cell) {
    self.line = line
    self.cell = cell
  }

  nonisolated func note(_ event: LineStory.Event) {
    onCell { $0.line.story.add(event, at: $0.cell.now) }
  }
}
