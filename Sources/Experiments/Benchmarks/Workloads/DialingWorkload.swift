internal import SimCore

/// Workload 3, 20,000 calls an hour, run until all have ended; all of it is timed.
enum DialingWorkload {
  /// A task and an actor for each call.
  static func actors(_ dialing: Dialing) -> WorkloadOutcome {
    measure("actors", dialing) { cell, model, dialing in
      let desk = CallingDesk(cell, model, dialing)
      cell.spawn { await desk.run() }
      return { desk.books }
    }
  }

  /// No task: an actor for each call is a state machine that timers drive.
  static func callbacks(_ dialing: Dialing) -> WorkloadOutcome {
    measure("callbacks", dialing) { cell, model, dialing in
      let desk = SteppedDesk(cell, model, dialing)
      desk.begin()
      return { desk.books }
    }
  }

  private static func measure(
    _ program: String,
    _ dialing: Dialing,
    _ begin: (Cell, Resource, Dialing) -> () -> DialingBook
  ) -> WorkloadOutcome {
    let start = HostClock.cpuNanoseconds()
    let cell = Cell(seed: 1)
    let model = Resource("model", cell: cell, capacity: dialing.modelSlots)
    let books = begin(cell, model, dialing)
    cell.run(until: dialing.horizon ?? .distantFuture)
    let spent = HostClock.cpuNanoseconds() - start
    let (book, delayed) = cell.enter { (books(), model.statistics.counts.delayed) }
    let outcome = WorkloadOutcome(
      .dialing,
      program: program,
      events: book.done * Dialing.stepsPerCall,
      cpuNanoseconds: spent,
      facts: [
        ("calls", Double(book.done)),
        ("duration_s", book.durationMean),
        ("waited", Double(delayed)),
        ("peak", Double(book.livePeak)),
        ("end_s", SimInstant.zero.duration(to: cell.now) / .seconds(1)),
        ("kernel_events", Double(cell.eventCount)),
        ("live", Double(book.live)),
        ("heap_kib", Double(HostClock.heapBytes() / 1_024)),
      ]
    )
    cell.shutdown()
    return outcome
  }
}

/// Places the calls of `DialingWorkload.actors`.
private actor CallingDesk: CellActor {
  nonisolated let cell: Cell
  nonisolated let model: Resource
  nonisolated let times: DialingTimes
  private let calls: Int
  private var pace: CarrierPace
  private var book = DialingBook()

  init(_ cell: Cell, _ model: Resource, _ dialing: Dialing) {
    self.cell = cell
    self.model = model
    times = DialingTimes(cell, dialing)
    calls = dialing.calls
    pace = CarrierPace(callsPerSecond: dialing.carrierLimit)
  }

  nonisolated var books: DialingBook { onCell(with: ()) { desk, _ in desk.book } }

  func run() async {
    do {
      for index in 0..<calls {
        let bits = times.key.bits(.dialGap, UInt64(index))
        try await clock.sleep(for: times.gap.sample(bits))
        let call = SleepingCall(self, UInt64(index))
        cell.spawn { await call.run() }
      }
    } catch {}
  }

  /// A call begins; gives the time until the carrier takes it.
  func began() -> Duration {
    book.began()
    return pace.delay(at: cell.now)
  }

  func ended(after duration: Duration) { book.ended(after: duration) }
}

private actor SleepingCall: CellActor {
  nonisolated let cell: Cell
  private let desk: CallingDesk
  private let key: DrawKey

  init(_ desk: CallingDesk, _ index: UInt64) {
    cell = desk.cell
    self.desk = desk
    key = desk.times.key.entity("call", index)
  }

  /// The whole call in one function, so that the task sleeps under few frames.
  func run() async {
    let times = desk.times
    let start = clock.now
    do {
      let delay = await desk.began()
      if delay > .zero { try await clock.sleep(for: delay) }
      try await clock.sleep(for: times.setUp.sample(key.bits(.dialSetUp)))
      try await clock.sleep(for: times.ring.sample(key.bits(.dialRing)))
      try await clock.sleep(for: times.answer.sample(key.bits(.dialAnswer)))
      for turn in 0..<UInt64(Dialing.turns) {
        try await clock.sleep(for: times.speech.sample(key.bits(.dialSpeech, turn)))
        try await clock.sleep(for: times.endpointing.sample(key.bits(.dialEndpointing, turn)))
        try await clock.sleep(for: times.recognition.sample(key.bits(.dialRecognition, turn)))
        guard case .granted(let claim) = await desk.model.acquire() else { return }
        try await clock.sleep(for: times.model.sample(key.bits(.dialModel, turn)))
        desk.model.release(claim)
        try await clock.sleep(for: times.synthesis.sample(key.bits(.dialSynthesis, turn)))
        try await clock.sleep(for: times.playback.sample(key.bits(.dialPlayback, turn)))
      }
      await desk.ended(after: start.duration(to: clock.now))
    } catch {
      // The run is over: what is left of the call does not happen.
    }
  }
}
