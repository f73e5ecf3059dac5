package import SimCore

/// Something that a dashboard shows: a call that began or ended, an agent that joined, a reply.
package struct DashboardEvent: Sendable, Hashable {
  /// Whose events stay in order.
  package var call: Int
  package var happened: SimInstant

  package init(call: Int, happened: SimInstant) {
    self.call = call
    self.happened = happened
  }
}

/// Takes events in batches, and shows each in the end.
package protocol EventBus: Sendable {
  /// Tells once that the bus has taken the batch; the events are shown after that.
  func publish(
    _ batch: [DashboardEvent],
    from producer: Int,
    _ taken: @escaping @Sendable () -> Void
  )
}

/// How producers collect events.
package struct PublisherSettings: Sendable, Hashable {
  /// From the first event of a batch to its being sent.
  package var linger: Duration
  /// Events that one producer holds at most, those on their way included.
  package var bufferMax: Int

  package init(linger: Duration, bufferMax: Int) {
    precondition(bufferMax > 0, "a producer holds an event")
    self.linger = linger
    self.bufferMax = bufferMax
  }
}

/// Sends what happens in calls to a bus: each pod is a producer, and the dialer is one.
///
/// ```
/// Call ──event──▶ buffer of its pod ──linger──▶ EventBus ──▶ dashboards
///                      └ pod killed: what was not taken is lost
/// ```
/// A producer has one batch under way; what happens meanwhile makes the next one, so that a slow
/// bus gets fewer and larger ones.
package actor EventPublisher: CellActor {
  private struct Producer {
    var events: [DashboardEvent] = []
    var underway = 0
    var isArmed = false
    /// Raised when the process is killed: what belongs to an earlier one is nobody's any more.
    var life = 0
  }

  package nonisolated let cell: Cell
  private let settings: PublisherSettings
  private let bus: any EventBus
  /// The dialer, and behind it the pods.
  private var producers = [Producer()]
  private var counts = EventAccount()

  package init(cell: Cell, settings: PublisherSettings, bus: any EventBus) {
    self.cell = cell
    self.settings = settings
    self.bus = bus
  }

  /// What producers know: offered, lost, and batches.
  package var account: EventAccount { counts }

  /// Tells of something that has happened now; `pod` is nil where no pod has the call.
  package func tell(call: Int, on pod: Int?) {
    let place = pod.map { $0 + 1 } ?? 0
    while producers.count <= place { producers.append(Producer()) }
    counts.offered += 1
    guard producers[place].events.count + producers[place].underway < settings.bufferMax else {
      counts.lostForRoom += 1
      return
    }
    producers[place].events.append(DashboardEvent(call: call, happened: cell.now))
    if producers[place].underway == 0 { arm(place) }
  }

  /// A pod dies, and with it what the bus has not taken; another takes its place at once.
  package func kill(pod: Int) {
    let place = pod + 1
    guard place < producers.count else { return }
    counts.lostWithPods += producers[place].events.count
    producers[place] = Producer(life: producers[place].life + 1)
  }

  private func arm(_ place: Int) {
    guard !producers[place].isArmed else { return }
    producers[place].isArmed = true
    let life = producers[place].life
    after(settings.linger) { publisher in
      guard publisher.producers[place].life == life else { return }
      publisher.producers[place].isArmed = false
      publisher.send(place)
    }
  }

  private func send(_ place: Int) {
    let batch = producers[place].events
    guard !batch.isEmpty else { return }
    producers[place].events = []
    producers[place].underway = batch.count
    counts.batches += 1
    let life = producers[place].life
    // What was sent before its producer died is the bus's.
    bus.publish(batch, from: place) { [weak self] in self?.onCell { $0.taken(place, life) } }
  }

  private func taken(_ place: Int, _ life: Int) {
    guard producers[place].life == life else { return }
    producers[place].underway = 0
    // What has waited for the batch before goes at once.
    if !producers[place].events.isEmpty { send(place) }
  }
}
