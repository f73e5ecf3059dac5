package import SimCore
internal import VoicePipeline

/// A conversation as it has been followed through a script, and what the agent does next.
struct DialogueReading {
  private(set) var state: DialogueState
  private(set) var move = DialogueMove.proceed
  /// How far it has come.
  private(set) var mark: ConversationMark?
  private var turns = 0

  init(_ script: GoalScript, _ conversation: Conversation, isDistracted: (Int) -> Bool) {
    state = DialogueState(script)
    read(conversation, isDistracted: isDistracted)
  }

  /// Reads on from where it has come to.
  mutating func read(_ conversation: Conversation, isDistracted: (Int) -> Bool) {
    let script = state.script
    var turn: TurnScan?
    conversation.forEachPiece(after: mark) { piece, text in
      if piece == .word {
        turn?.add(text, in: script)
        return
      }
      close(&turn, isDistracted)
      switch piece {
      case .callerTurn: turn = TurnScan()
      case .sentence:
        if let line = script.line(saying: text) { state.said(line) }
        move = .proceed
      case .toolResult: move = state.toolEnded(isFailed: text.isFailure)
      case .summary, .word: break
      }
    }
    close(&turn, isDistracted)
    mark = conversation.mark
  }

  private mutating func close(_ turn: inout TurnScan?, _ isDistracted: (Int) -> Bool) {
    guard let heard = turn else { return }
    turn = nil
    turns += 1
    let steps = state.script.steps
    let isComplex = state.step < steps.count && steps[state.step].complex
    move = state.heard(heard, isDistracted: isComplex && isDistracted(turns))
  }
}

/// The latest readings of the calls of a cell, so that a long conversation is not read from its
/// start for every reply: that would take time with the square of its length.
///
/// A store of fixed size: calls that share a place take it from each other, and read anew. What is
/// in it changes how fast an answer is found, never the answer.
package actor DialogueReadings: CellActor {
  private final class Kept {
    let call: CallID
    let tier: ModelTier
    var reading: DialogueReading

    init(_ request: borrowing GenerationRequest, _ reading: consuming DialogueReading) {
      call = request.call
      tier = request.tier
      self.reading = reading
    }

    /// Whether it was read of the same conversation, for the same purpose.
    func serves(_ request: borrowing GenerationRequest, _ script: GoalScript) -> Bool {
      guard call == request.call, tier == request.tier, reading.state.script === script,
        let mark = reading.mark
      else { return false }
      return request.conversation.goesOn(from: mark)
    }
  }

  /// A power of two, several times the calls of a busy cell.
  private static let places = 4_096

  package nonisolated let cell: Cell
  private var kept = [Kept?](repeating: nil, count: DialogueReadings.places)

  package init(cell: Cell) { self.cell = cell }

  /// Reads a request's conversation, from where it was read before if that is known.
  nonisolated func reading(
    of request: GenerationRequest,
    in script: GoalScript,
    isDistracted: @Sendable (Int) -> Bool
  ) -> DialogueReading {
    onCell { $0.read(request, script, isDistracted) }
  }

  private func read(
    _ request: borrowing GenerationRequest,
    _ script: GoalScript,
    _ isDistracted: @Sendable (Int) -> Bool
  ) -> DialogueReading {
    let place = request.call.number & (Self.places - 1)
    if let known = kept[place], known.serves(request, script) {
      known.reading.read(request.conversation, isDistracted: isDistracted)
      return known.reading
    }
    let reading = DialogueReading(script, request.conversation, isDistracted: isDistracted)
    kept[place] = Kept(request, reading)
    return reading
  }
}

extension Span<UInt8> {
  /// Whether a tool's result tells of a failure.
  fileprivate var isFailure: Bool { begins(with: "error") || begins(with: "{\"error") }

  private func begins(with head: StaticString) -> Bool {
    let head = head.description.utf8.span
    return count >= head.count && head.indices.allSatisfy { self[$0] == head[$0] }
  }
}

extension GoalScript {
  /// The line that a sentence belongs to, as far as it was said.
  func line(saying text: Span<UInt8>) -> Int? {
    var walk = LineIndex.Walk()
    var hash: UInt64 = 0
    for place in text.indices {
      let byte = text[place]
      if let letter = WordTable.letter(byte) {
        hash = WordTable.fold(hash, letter)
      } else if byte == 0x20 {
        let goesOn = index.step(&walk, hash)
        hash = 0
        if !goesOn { break }
      }
    }
    if hash != 0 { _ = index.step(&walk, hash) }
    let line = index.line(of: walk)
    return line >= 0 ? Int(line) : nil
  }
}
