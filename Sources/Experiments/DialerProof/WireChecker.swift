internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// Judges a run by its wires alone: who was invited when, and what was said.
struct WireChecker {
  private let truth: ProofTruth
  private(set) var violations: [ProofViolation] = []
  private var legs: [LegKey: WireLeg] = [:]
  /// The legs of each call, in the order of their INVITEs.
  private var tried: [Int: [String]] = [:]
  /// Texts of numbers.
  private var texts: [UInt64: [SimInstant]] = [:]
  /// First INVITEs: of numbers, and by carrier the last one.
  private var dials: [UInt64: [SimInstant]] = [:]
  private var lastDial: [String: SimInstant] = [:]
  /// From when and until when carriers asked to be left alone, as far as the dialer has heard.
  private var quiet: [String: (heard: SimInstant, end: SimInstant)] = [:]
  /// Calls of a number that are not over, as far as the dialer's side shows.
  private var order: [LegKey] = []

  /// The statuses that went over the wires, each once, in the order of their coming.
  private(set) var statuses: [Int] = []

  static func check(_ sights: [WireSight], _ truth: ProofTruth) -> WireChecker {
    var checker = WireChecker(truth: truth)
    for sight in sights {
      switch sight {
      case .message(let event): checker.see(event)
      case .text(let text): checker.see(text)
      }
    }
    checker.end()
    return checker
  }

  private init(truth: ProofTruth) { self.truth = truth }

  private mutating func see(_ event: WireEvent) {
    let key = LegKey(call: event.call, carrier: event.carrier)
    if let status = event.message.status, !statuses.contains(status) { statuses.append(status) }
    switch (event.moment, event.message.from, event.message.method, event.message.status) {
    case (.sent, .dialer, .invite, nil) where legs[key] == nil:
      invite(key, event)
    case (.sent, .dialer, .cancel, nil):
      cancel(key, event)
    case (.sent, .dialer, .bye, nil), (.received, .carrier, .bye, nil):
      legs[key]?.isReleased = true
    case (.received, .carrier, .invite, let status?):
      respond(key, status, event)
    default:
      break
    }
  }

  private mutating func add(_ invariant: ProofInvariant, _ event: WireEvent, _ text: String) {
    let second = Self.seconds(event.at)
    violations.append(
      ProofViolation(
        invariant: invariant,
        text: "call \(event.call) over \(event.carrier) at \(second) s: \(text)"
      )
    )
  }

  private static func seconds(_ instant: SimInstant) -> String {
    FixedDecimal.text(Double(instant.nanoseconds) / 1e9, decimals: 3)
  }

  private mutating func respond(_ key: LegKey, _ status: Int, _ event: WireEvent) {
    guard let leg = legs[key] else { return }
    legs[key]?.heard = leg.heard ?? event.at
    switch status {
    // 182 is no ring: the carrier has queued the call.
    case 180, 183: legs[key]?.ringing = leg.ringing ?? event.at
    case 200: legs[key]?.answered = leg.answered ?? event.at
    case 300...: fail(key, status, event)
    default: break
    }
  }

  private mutating func fail(_ key: LegKey, _ status: Int, _ event: WireEvent) {
    guard legs[key]?.failed == nil else { return }
    legs[key]?.failed = event.at
    guard let spec = truth.scenario.carriers.first(where: { $0.name == key.carrier }),
      // What is said for other reasons too may be without the header.
      let pause = spec.retryAfter, status == spec.throttle.refusal.status, status != 503,
      spec.channels == nil || spec.overChannels.status != status
    else { return }
    let end = event.at.advanced(by: pause)
    let before = quiet[key.carrier]
    quiet[key.carrier] = (before?.heard ?? event.at, max(before?.end ?? end, end))
    if let before, before.end <= event.at { quiet[key.carrier] = (event.at, end) }
  }

  /// An answered call that was given up is released; one that rings is not given up early.
  private mutating func cancel(_ key: LegKey, _ event: WireEvent) {
    legs[key]?.isCancelled = true
    guard let leg = legs[key], leg.failed == nil, leg.answered == nil, let ringing = leg.ringing
    else { return }
    // What was given up in silence and rings after all is another matter.
    guard let heard = leg.heard,
      leg.invited.duration(to: heard) <= truth.scenario.routing.inviteTimeout
    else { return }
    if ringing.duration(to: event.at) < .seconds(15) {
      add(.ringTime, event, "given up after \(ringing.duration(to: event.at)) of ringing")
    }
  }

  private mutating func end() {
    for key in order {
      guard let leg = legs[key], let answered = leg.answered, !leg.isReleased else { continue }
      let second = Self.seconds(answered)
      violations.append(
        ProofViolation(
          invariant: .release,
          text: "call \(key.call) over \(key.carrier), answered at \(second) s, is never released"
        )
      )
    }
  }
}

// What is asked of a first INVITE.
extension WireChecker {
  private mutating func invite(_ key: LegKey, _ event: WireEvent) {
    oneCarrier(key, event)
    legs[key] = WireLeg(phone: event.phone, invited: event.at)
    order.append(key)
    pace(key, event)
    let isFirst = tried[key.call] == nil
    tried[key.call, default: []].append(key.carrier)
    guard let person = truth.person(event.phone) else {
      add(.leads, event, "the number is nobody's")
      return
    }
    if !person.hasConsent { add(.consent, event, "without consent") }
    if isFirst { first(person, event) }
  }

  /// What is decided when a call is dialled; another carrier goes on with it.
  private mutating func first(_ person: ProofTruth.Person, _ event: WireEvent) {
    if person.barred <= event.at { add(.doNotCall, event, "on a do-not-call list") }
    if truth.isForbidden(person, at: event.at) { add(.callingHours, event, "at a forbidden hour") }
    if let stopped = truth.stopped(person), event.at > stopped {
      add(.stop, event, "its campaigns were stopped")
    }
    let before = dials[event.phone] ?? []
    dials[event.phone] = before + [event.at]
    if before.count >= truth.attemptsMax(of: person) {
      add(.attempts, event, "dial \(before.count + 1) of the number")
    }
    let recent = contacts(of: event.phone, at: event.at)
    if truth.isCollection, recent > 7 {
      add(.callFrequency, event, "contact \(recent) of the number in seven days")
    }
    if person.campaigns.count == 1 { overlap(event) }
  }

  /// Dials and texts of a number within the seven days that end now.
  private func contacts(of phone: UInt64, at now: SimInstant) -> Int {
    let week = Duration.seconds(7 * 86_400)
    let all = (dials[phone] ?? []) + (texts[phone] ?? [])
    return all.count { $0.duration(to: now) < week }
  }

  /// The only campaign of a lead has one call with it at a time.
  private mutating func overlap(_ event: WireEvent) {
    for key in order where key.call != event.call {
      guard let leg = legs[key], leg.phone == event.phone, leg.failed == nil, !leg.isReleased,
        leg.answered != nil
      else { continue }
      add(.leads, event, "the number is in call \(key.call) still")
    }
  }

  private mutating func oneCarrier(_ key: LegKey, _ event: WireEvent) {
    let before = tried[key.call] ?? []
    for carrier in before {
      guard let leg = legs[LegKey(call: key.call, carrier: carrier)] else { continue }
      if let rang = leg.ringing ?? leg.answered {
        add(.oneCarrier, event, "it rang over \(carrier) \(rang.duration(to: event.at)) ago")
      } else if leg.failed == nil, leg.heard != nil, !leg.isCancelled {
        add(.oneCarrier, event, "\(carrier) has it still")
      }
    }
  }

  private mutating func pace(_ key: LegKey, _ event: WireEvent) {
    // A dial of the very instant at which the refusal comes in has gone out before it is read.
    if let pause = quiet[key.carrier], event.at > pause.heard, event.at < pause.end {
      add(.retryAfter, event, "the carrier has asked to be left alone")
    }
    guard let spec = truth.scenario.carriers.first(where: { $0.name == key.carrier }) else {
      return
    }
    let calls = spec.dialCallsPerSecond ?? spec.callsPerSecond
    if let last = lastDial[key.carrier] {
      let gap = last.duration(to: event.at)
      if Double(gap.nanoseconds) < (1e9 / calls).rounded(.down) {
        add(.pace, event, "\(gap) after the dial before it, at \(calls) a second")
      }
    }
    lastDial[key.carrier] = event.at
  }
}

// What is asked of a text.
extension WireChecker {
  private mutating func see(_ text: OutgoingText) {
    texts[text.phone, default: []].append(text.at)
    guard let person = truth.person(text.phone) else {
      return add(.leads, text, "the number is nobody's")
    }
    if !truth.mayText(person, from: text.campaign) {
      add(.textConsent, text, "without consent to texts")
    }
    if person.barred <= text.at { add(.doNotCall, text, "on a do-not-call list") }
    if truth.isForbidden(person, at: text.at) { add(.callingHours, text, "at a forbidden hour") }
    let recent = contacts(of: text.phone, at: text.at)
    if truth.isCollection, recent > 7 {
      add(.callFrequency, text, "contact \(recent) of the number in seven days")
    }
  }

  private mutating func add(_ invariant: ProofInvariant, _ text: OutgoingText, _ finding: String) {
    let place = "text of campaign \(text.campaign) at \(Self.seconds(text.at)) s"
    violations.append(ProofViolation(invariant: invariant, text: "\(place): \(finding)"))
  }
}

/// A call over one carrier.
private struct LegKey: Hashable {
  var call: Int
  var carrier: String
}

/// What the wires have shown of it.
private struct WireLeg {
  var phone: UInt64
  var invited: SimInstant
  /// The first response that has reached the dialer.
  var heard: SimInstant?
  var ringing: SimInstant?
  var answered: SimInstant?
  var failed: SimInstant?
  var isCancelled = false
  /// A BYE has gone out, or has come in.
  var isReleased = false
}
