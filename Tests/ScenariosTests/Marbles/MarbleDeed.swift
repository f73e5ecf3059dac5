import SimCore
import VoicePipeline

/// Something that the caller of a picture does at the start of a column.
struct MarbleDeed: Sendable {
  enum Kind: Sendable {
    case says(Utterance)
    case fallsSilent
    case presses(Character)
    case hangsUp
  }

  let column: Int
  let kind: Kind

  /// Reads the caller's track.
  static func deeds(of track: String) -> [MarbleDeed] {
    var deeds: [MarbleDeed] = []
    var run: (letter: Character, start: Int)?
    var stretches = 0
    let columns = Array(track) + ["-"]
    for (column, mark) in columns.enumerated() {
      if let (letter, start) = run, letter != mark {
        let utterance = Self.utterance(letter, columns: column - start, index: stretches)
        deeds.append(MarbleDeed(column: start, kind: .says(utterance)))
        deeds.append(MarbleDeed(column: column, kind: .fallsSilent))
        stretches += 1
        run = nil
      }
      switch mark {
      case "X": deeds.append(MarbleDeed(column: column, kind: .hangsUp))
      case _ where mark.isNumber: deeds.append(MarbleDeed(column: column, kind: .presses(mark)))
      case _ where mark.isLetter: if run == nil { run = (mark, column) }
      default: break
      }
    }
    return deeds
  }

  private static func utterance(_ letter: Character, columns: Int, index: Int) -> Utterance {
    let traits = SpeechTraits(snrDecibels: 40, errorOddsFactor: 1)
    guard letter != "n" else {
      return Utterance(noise: .milliseconds(100) * columns, traits: traits, index: index)
    }
    return Utterance(
      words: [String](repeating: letter.lowercased(), count: columns),
      wordDuration: .milliseconds(100),
      traits: traits,
      index: index,
      kind: letter == "m" ? .backchannel : .turn,
      completesTurn: !letter.isUppercase
    )
  }
}
