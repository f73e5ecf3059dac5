internal import SimCore

/// Finds the first event that two runs do not share.
///
/// The digests of the runs' windows say in which window they part; both runs are lived again up to
/// the end of that window, with its events kept, and compared event by event.
package struct TraceSearch {
  private let first: TraceSide
  private let second: TraceSide
  /// Events that are kept of each run at a time.
  private let keptLimit: Int
  /// Equal events that are shown before the first that differs.
  private let context = 6

  package init(first: TraceSide, second: TraceSide, keptLimit: Int = 1 << 20) {
    self.first = first
    self.second = second
    self.keptLimit = keptLimit
  }

  /// Compares all events.
  package func verdict(
    progress: (RunProgress) -> Void = { _ in }
  ) throws(RunFailure) -> TraceVerdict {
    let windows = TwoTables(try windows(first, progress), try windows(second, progress))
    guard let window = windows.firstDifference else {
      let last = windows.first.rows.last
      return .equal(
        first: first.run.name,
        second: second.run.name,
        events: last?.events ?? 0,
        records: last?.records ?? 0
      )
    }
    let all = try lived(window, of: windows, kernel: true, progress: progress)
    let at = all.events.parting ?? 0
    let shared = all.events.first[..<at]
    let kernel = UInt64(shared.count { $0.isKernel })
    let before = windows.first.row(all.firstWindow - 1)
    var difference = TraceDifference(
      runs: (first.run, second.run),
      parting: try parting(of: all, kernel: true, progress: progress),
      recorded: nil,
      before: Array(shared.suffix(context)),
      equal: (
        (before?.events ?? 0) + kernel + all.skippedEvents,
        (before?.records ?? 0) + UInt64(shared.count) - kernel + all.skippedRecords
      ),
      window: windows.first.span(window),
      calls: []
    )
    if let window = windows.firstRecordedDifference {
      let calls = try lived(window, of: windows, kernel: false, progress: progress)
      difference.recorded = try parting(of: calls, kernel: false, progress: progress)
      difference.calls = calls.events.entitiesThatDiffer
      difference.window = windows.first.span(window)
    }
    return .different(difference)
  }

  /// Compares the events of one call.
  package func verdict(
    call: Int,
    progress: (RunProgress) -> Void = { _ in }
  ) throws(RunFailure) -> TraceVerdict {
    let retention = TraceRetention(.first(keptLimit), entity: UInt64(call))
    let pair = TracePair(
      first: try first.simulate(keeping: retention, progress: progress).kept,
      second: try second.simulate(keeping: retention, progress: progress).kept
    )
    if pair.first.isEmpty && pair.second.isEmpty {
      throw RunFailure(
        code: "TRC-004",
        class: .badInput,
        message: "neither run has a call \(call)",
        remedy: "name a number of the first column of calls.csv.gz"
      )
    }
    guard let at = pair.parting else {
      return .equal(
        first: first.run.name,
        second: second.run.name,
        events: nil,
        records: UInt64(pair.first.count)
      )
    }
    return .different(
      TraceDifference(
        runs: (first.run, second.run),
        parting: pair.entries(at: at),
        recorded: nil,
        before: Array(pair.first[max(0, at - context)..<at]),
        equal: nil,
        window: nil,
        calls: []
      )
    )
  }

  private func windows(
    _ side: TraceSide,
    _ progress: (RunProgress) -> Void
  ) throws(RunFailure) -> TraceWindows {
    if let recorded = side.recorded { return recorded }
    return try side.simulate(keeping: .none, progress: progress).windows
  }

  /// Both runs lived up to the end of a window, with the events around their parting.
  ///
  /// Events are kept from one window earlier on, to be shown as what came before. When there are
  /// more than may be kept, they are walked through piece by piece.
  private func lived(
    _ window: Int,
    of windows: TwoTables,
    kernel: Bool,
    progress: (RunProgress) -> Void
  ) throws(RunFailure) -> LivedWindows {
    let firstWindow = max(0, window - 1)
    let span =
      windows.first.span(firstWindow).lowerBound..<windows.first.span(window).upperBound
    var lived = LivedWindows(firstWindow: firstWindow, end: span.upperBound)
    while true {
      let skipped = Int(lived.skippedEvents + lived.skippedRecords)
      let retention = TraceRetention(
        .span(span, skipping: skipped, limit: keptLimit),
        includesKernel: kernel
      )
      let lives = (
        try first.simulate(keeping: retention, until: span.upperBound, progress: progress),
        try second.simulate(keeping: retention, until: span.upperBound, progress: progress)
      )
      try check(lives.0, first, against: windows.first, at: window)
      try check(lives.1, second, against: windows.second, at: window)
      lived.events = TracePair(first: lives.0.kept, second: lives.1.kept)
      if lived.events.parting != nil { return lived }
      // The windows differ, so more events must follow.
      guard lived.events.first.count == keptLimit else { throw .unrepeatable(first.run.name) }
      let kernelEvents = UInt64(lived.events.first.count { $0.isKernel })
      lived.skippedEvents += kernelEvents
      lived.skippedRecords += UInt64(keptLimit) - kernelEvents
    }
  }

  /// What each side has where they part; the next event of all, where a window holds no more.
  private func parting(
    of lived: LivedWindows,
    kernel: Bool,
    progress: (RunProgress) -> Void
  ) throws(RunFailure) -> TraceDifference.Parting {
    var parting = lived.events.entries(at: lived.events.parting ?? 0)
    if parting.first == nil {
      parting.first = try first.next(from: lived.end, kernel: kernel, progress: progress)
    }
    if parting.second == nil {
      parting.second = try second.next(from: lived.end, kernel: kernel, progress: progress)
    }
    return parting
  }

  /// A run that is lived again has to come to what its first life came to.
  private func check(
    _ lived: TraceLife,
    _ side: TraceSide,
    against windows: TraceWindows,
    at window: Int
  ) throws(RunFailure) {
    let again = lived.windows.widened(to: windows.length)
    guard again.row(window) == windows.row(window) else {
      throw .unrepeatable(side.run.name)
    }
  }
}

/// The events of both runs up to the end of the window where they part.
private struct LivedWindows {
  /// The window that the events begin with.
  let firstWindow: Int
  let end: SimInstant
  var events = TracePair(first: [], second: [])
  /// Equal kernel events that were walked through before those that are kept.
  var skippedEvents: UInt64 = 0
  var skippedRecords: UInt64 = 0
}

/// The windows of both runs, at one length.
private struct TwoTables {
  let first: TraceWindows
  let second: TraceWindows

  init(_ first: TraceWindows, _ second: TraceWindows) {
    let length = max(first.length, second.length)
    self.first = first.widened(to: length)
    self.second = second.widened(to: length)
  }

  var firstDifference: Int? { first.firstDifference(from: second)?.window }

  /// The first window by whose end other events were recorded.
  var firstRecordedDifference: Int? {
    (0..<max(first.rows.count, second.rows.count)).first { window in
      let (one, other) = (first.row(window), second.row(window))
      return one?.trace != other?.trace || one?.records != other?.records
    }
  }
}

extension RunFailure {
  /// A simulation did not come to what was recorded.
  static func unrepeatable(_ name: String) -> RunFailure {
    RunFailure(
      code: "TRC-003",
      class: .invalidRun,
      file: name,
      message: "simulated again it comes to other events than before",
      remedy: "simrun replay says what differs; a defect of this build is likely if nothing does"
    )
  }
}
