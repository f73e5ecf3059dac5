package import SimCore
package import VoicePipeline

/// What happens at the called number: drawn from the call, the same over every carrier.
package enum DestinationFate: Sendable, Hashable {
  case human(ring: Duration)
  case voicemail(ring: Duration)
  /// Rings until the dialer gives up.
  case noAnswer
  /// A final response instead of a ring.
  case refused(SIPResponse)
  /// Nobody answers, and the carrier says that somebody has.
  case falseAnswer(ring: Duration)
}

/// Draws the fate of calls from an answer mix.
package struct DestinationModel: Sendable {
  private let answers: AnswerSpec
  /// Upper ends of the shares of human, voicemail, busy, unobtainable and declined, in this order,
  /// so that a share that changes moves as few calls as can be.
  private let bounds: [Double]

  package init(answers: AnswerSpec) {
    self.answers = answers
    var sum = 0.0
    bounds = [
      answers.human, answers.voicemail, answers.busy, answers.unobtainable, answers.declined,
    ].map {
      sum += $0
      return sum
    }
  }

  package func fate(draws: DrawKey) -> DestinationFate {
    let luck = draws.uniform(.answer)
    switch bounds.firstIndex(where: { luck < $0 }) {
    case 0: return .human(ring: answers.ringHuman.sample(draws.bits(.ring)))
    case 1: return .voicemail(ring: answers.ringVoicemail.sample(draws.bits(.ring)))
    case 2: return .refused(.busyHere)
    case 3: return .refused(.notFound)
    case 4: return .refused(.decline)
    default: return .noAnswer
    }
  }
}

extension Purpose {
  fileprivate static let answer = Purpose("destination.answer")
  fileprivate static let ring = Purpose("destination.ring")
}
