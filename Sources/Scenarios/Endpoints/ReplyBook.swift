package import SimCore
package import VoicePipeline

/// What simulated language models answer; sentences of the length that phone agents use.
package struct ReplyBook: Sendable {
  private let replies: [PlannedReply]

  package init(_ texts: [String]) {
    replies = texts.map { PlannedReply($0) }
  }

  /// An agent that books, moves and cancels appointments.
  package static let appointments = ReplyBook([
    "Of course. Would a morning or an afternoon be better for you?",
    "I can offer you Tuesday at ten or Thursday at half past two.",
    "Thank you. May I have your date of birth to find your record?",
    "Let me check that for you. Yes, the ninth is still free at a quarter past eleven.",
    "I have moved your appointment to Friday at nine. You will get a message to confirm it.",
    "Could you tell me which clinic you would like to visit?",
    "Certainly. Please bring your insurance card and a list of the medicines that you take.",
    "The visit takes about forty minutes. Is there anything else that I can do for you?",
    "I am sorry about that. I have written down your new number.",
    "Just to be sure, you would like to see Doctor Miller again. Is that right?",
    "There is nothing free before noon. Would you like me to put you on the waiting list?",
    "That is fine. I have cancelled the old appointment and kept the new one.",
  ])
}

extension ReplyBook: ReplySource {
  package func reply(to request: GenerationRequest, draws: DrawKey) -> PlannedReply {
    let choice = draws.bits(.reply, UInt64(request.request))
    return replies[Int(choice.multipliedFullWidth(by: UInt64(replies.count)).high)]
  }
}

extension Purpose {
  fileprivate static let reply = Purpose("model.reply")
}
