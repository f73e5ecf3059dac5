/// Reference texts that callers say, by length.
package struct PhraseBook: Sendable {
  /// Phrases of equal length in one place: `byLength[n]` holds those of n words.
  let byLength: [[[String]]]

  package init(_ phrases: [String]) {
    let split = phrases.map { $0.split(separator: " ").map(String.init) }
    let longest = split.map(\.count).max() ?? 0
    var byLength = [[[String]]](repeating: [], count: longest + 1)
    for words in split { byLength[words.count].append(words) }
    self.byLength = byLength
  }

  /// A phrase as near to `length` words as the book has, the shorter of two equally near.
  package func phrase(nearTo length: Int, choice: UInt64) -> [String] {
    let last = byLength.count - 1
    let wanted = min(max(length, 1), last)
    for distance in 0...last {
      for candidate in [wanted - distance, wanted + distance] where candidate > 0 {
        guard candidate <= last, !byLength[candidate].isEmpty else { continue }
        let phrases = byLength[candidate]
        return phrases[Int(choice.multipliedFullWidth(by: UInt64(phrases.count)).high)]
      }
    }
    return []
  }

  /// What callers say to an agent that books, moves and cancels appointments.
  package static let appointments = PhraseBook(appointmentLines)

  /// What a caller says into dead air.
  package static let hello = [["hello"]]
  /// That the agent is to go on.
  static let backchannels = [["mm-hm"], ["uh-huh"], ["okay"], ["yeah"], ["right"]]
  /// Before leaving the telephone for a while.
  static let holds = [
    ["wait", "a", "second"], ["hold", "on", "please"], ["one", "moment", "please"],
  ]
  /// To somebody beside the caller.
  static let asides = [
    ["no", "not", "now", "honey"], ["i", "am", "on", "the", "phone"],
    ["could", "you", "turn", "that", "down"], ["it", "is", "on", "the", "table"],
    ["just", "a", "minute", "i", "said"],
  ]
  /// Breaking in without a matter of one's own.
  static let interruptions = [
    ["sorry", "but"], ["yes", "but", "can", "i", "just", "ask"], ["okay", "okay", "i", "know"],
    ["wait", "what", "was", "that"], ["no", "no", "listen"],
  ]

  private static let appointmentLines = [
    "yes", "no", "sure", "right", "correct", "tuesday",
    "yes please", "no thanks", "that works", "friday morning", "not really", "my mistake",
    "that sounds good", "what about thursday", "can you repeat", "i think so", "in the afternoon",
    "yes that is right", "i am not sure", "could you say again", "is monday still free",
    "no i would rather not", "the twelfth would be fine", "do you have anything later",
    "i need to change my appointment", "which days do you have open", "my last name is peterson",
    "how long is it going to take", "i would like to move it please", "who am i going to see then",
    "could we make it a little bit earlier", "i have to pick up my daughter at four",
    "sorry the line was bad what did you say", "the morning is better for me than the evening",
    "i was told that somebody would call me back today",
    "can you tell me what i have to bring along with me",
    "i think it was the second of april but please check that",
    "we moved last month so the address that you have is no longer right",
    "before we do that i would like to know how much it is going to cost",
    "well i can come on wednesday but only after ten because of the school run",
    "let me see i am looking at my calendar and the only free day is the ninth",
    "i got a letter that says i missed the last one but i was there and nobody called my name",
    "if there is anything in the first week of may then please take that and send me a message",
    """
    my number has changed since the last time so could you please write down the new one before \
    we go on with this
    """,
    """
    the thing is that my insurance changed in january and i do not know whether the new one pays \
    for this kind of visit so i would rather ask first
    """,
  ]
}
