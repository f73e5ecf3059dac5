internal import SimCore
internal import VoicePipeline

/// What the callers of a scenario may say: sentences of which a recognizer learns its language.
///
/// They are those of the scenario and of no run: every seed has the same ones.
package enum CallerCorpus {
  /// Conversations that are talked through for each goal.
  private static let dialogues = 150
  private static let turnsMax = 40

  package static func sentences(of scenario: Scenario) -> [[String]] {
    var corpus = PhraseBook.smallTalk
    if scenario.goals.isEmpty { return corpus + PhraseBook.appointments.all }
    let mix = GoalMix(scenario.goals)
    let key = DrawKey(seed: 0).entity("caller corpus", 0)
    for (place, share) in scenario.goals.enumerated() {
      guard let script = mix.script(named: share.goal.name) else { continue }
      for number in 0..<Self.dialogues {
        let draws = key.entity("goal", UInt64(place)).entity("dialogue", UInt64(number))
        corpus += dialogue(CallerMatter(script, draws: draws))
      }
    }
    return corpus
  }

  /// All turns of a matter that goes by the order of its script.
  private static func dialogue(_ matter: CallerMatter) -> [[String]] {
    var matter = matter
    var said: [[String]] = []
    for _ in 0..<turnsMax {
      guard let answer = matter.answer(usesKeypad: false) else { break }
      if !answer.words.isEmpty { said.append(answer.words) }
      if matter.isOver { break }
    }
    said.append(matter.interruption(usesKeypad: false).words)
    return said
  }
}

extension PhraseBook {
  /// Every phrase of the book.
  fileprivate var all: [[String]] { byLength.flatMap(\.self) }

  /// What callers say beside their matter.
  fileprivate static var smallTalk: [[String]] {
    hello + backchannels + holds + asides + interruptions + [["yes", "hello"]]
  }
}
