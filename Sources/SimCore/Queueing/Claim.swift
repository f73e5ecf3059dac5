/// One request to a resource, from its arrival to its release.
///
/// A claim is never given twice by one resource, so a late release harms nobody.
package struct Claim: Sendable, Hashable, BitwiseCopyable {
  /// Slot and generation.
  let bits: UInt64
  /// Time in the queue, in nanoseconds.
  private let waitedNanoseconds: Int64

  init(slot: Int, generation: UInt32, waited: Int64) {
    bits = UInt64(generation) << 32 | UInt64(UInt32(truncatingIfNeeded: slot))
    waitedNanoseconds = waited
  }

  var slot: Int { Int(truncatingIfNeeded: bits & 0xFFFF_FFFF) }

  /// From the request to the grant; zero until then.
  package var waited: Duration { .nanoseconds(waitedNanoseconds) }

  /// Equal claims name the same request, before and after its grant.
  package static func == (left: Claim, right: Claim) -> Bool { left.bits == right.bits }

  package func hash(into hasher: inout Hasher) { hasher.combine(bits) }
}

/// What became of a request that a task made.
package enum Admission: Sendable, Hashable {
  /// The units are held until the claim is released.
  case granted(Claim)
  /// The patience was over first.
  case reneged(waited: Duration)
  /// The queue was full.
  case refused
  /// The task was cancelled while it waited, and has left the queue.
  case cancelled(waited: Duration)
}

/// What became of a request that was made with a callback, so far.
package enum Entry: Sendable, Hashable {
  /// The units are held at once; no event follows.
  case granted(Claim)
  /// An event will say more.
  case waiting(Claim)
  /// The queue was full; no event follows.
  case refused
}

/// How the time ended that a task meant to hold its units for.
package enum Tenure: Sendable, Hashable {
  case completed
  /// The units were taken away, with this much of the time left.
  case preempted(left: Duration)
  /// The task was cancelled; it still holds its units.
  case cancelled(left: Duration)
}

/// What a resource tells those that use it without a task; each piece of news is its own event.
package enum ResourceNews: Sendable, Hashable {
  /// A waiting request has its units now.
  case granted(Claim)
  /// The patience was over; the claim is void.
  case reneged(waited: Duration)
  /// The time given to `hold` is over; the units are still held.
  case completed(Claim)
  /// The units went to a more urgent request; the claim is void. What is left of the time given to
  /// `hold`; nil if there was none.
  case preempted(Claim, left: Duration?)
}

/// Uses resources without a task and without a closure.
///
/// Code and argument are those of the request: a user of many resources, or of one for many calls,
/// tells them apart by these. An actor implements it with `onCell`.
package protocol ResourceUser: AnyObject, Sendable {
  /// Called as an event of its own.
  func heard(_ news: ResourceNews, code: UInt32, argument: UInt64)
}

/// How a resource orders those that wait.
package enum QueueDiscipline: Sendable, Hashable {
  /// First come, first served; priorities are ignored.
  case arrival
  /// The lowest priority number first, as in SimPy, salabim and Ciw; equals by arrival.
  case priority
  /// The same, and a request may take units from holders of a higher priority number.
  case preemptive
}
