internal import SimCore

/// Places the calls of `DialingWorkload.callbacks`.
actor SteppedDesk: TimedActor {
  enum Due: UInt32, Sendable {
    case arrival
  }

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

  nonisolated func begin() {
    cell.enter { onCell(with: ()) { desk, _ in desk.awaitArrival(0) } }
  }

  private func awaitArrival(_ index: UInt64) {
    guard index < calls else { return }
    schedule(.arrival, after: times.gap.sample(times.key.bits(.dialGap, index)), index)
  }

  func fired(_ due: Due, _ argument: UInt64) {
    book.began()
    SteppedCall(self, argument).begin(after: pace.delay(at: cell.now))
    awaitArrival(argument + 1)
  }

  nonisolated func ended(after duration: Duration) {
    onCell(with: duration) { $0.book.ended(after: $1) }
  }
}

/// One call; the step that is due names what has just ended.
private actor SteppedCall: TimedActor, ResourceUser {
  enum Due: UInt32, Sendable {
    case setUp
    case ring
    case answer
    case speech
    case endpointing
    case recognition
    case model
    case synthesis
    case playback
  }

  nonisolated let cell: Cell
  private let desk: SteppedDesk
  private let key: DrawKey
  private let start: SimInstant
  private var turn: UInt64 = 0
  private var claim: Claim?

  init(_ desk: SteppedDesk, _ index: UInt64) {
    cell = desk.cell
    self.desk = desk
    key = desk.times.key.entity("call", index)
    start = desk.cell.now
  }

  /// The carrier's delay and the set-up are one timer.
  nonisolated func begin(after delay: Duration) {
    schedule(.setUp, after: delay + desk.times.setUp.sample(key.bits(.dialSetUp)))
  }

  func fired(_ due: Due, _ argument: UInt64) {
    let times = desk.times
    switch due {
    case .setUp: wait(.ring, times.ring, .dialRing)
    case .ring: wait(.answer, times.answer, .dialAnswer)
    case .answer: wait(.speech, times.speech, .dialSpeech)
    case .speech: wait(.endpointing, times.endpointing, .dialEndpointing)
    case .endpointing: wait(.recognition, times.recognition, .dialRecognition)
    case .recognition:
      if case .granted(let claim) = desk.model.request(for: self) { generate(claim) }
    case .model:
      if let claim { desk.model.release(claim) }
      wait(.synthesis, times.synthesis, .dialSynthesis)
    case .synthesis: wait(.playback, times.playback, .dialPlayback)
    case .playback:
      turn += 1
      if turn < Dialing.turns {
        wait(.speech, times.speech, .dialSpeech)
      } else {
        desk.ended(after: start.duration(to: cell.now))
      }
    }
  }

  nonisolated func heard(_ news: ResourceNews, code: UInt32, argument: UInt64) {
    if case .granted(let claim) = news { onCell(with: claim) { $0.generate($1) } }
  }

  private func generate(_ claim: Claim) {
    self.claim = claim
    wait(.model, desk.times.model, .dialModel)
  }

  private func wait(_ due: Due, _ times: DurationDistribution, _ purpose: Purpose) {
    schedule(due, after: times.sample(key.bits(purpose, turn)))
  }
}
