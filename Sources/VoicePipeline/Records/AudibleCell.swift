/// What a real recognizer made of calls of one kind that were rendered as sound.
package struct AudibleCell: Sendable, Hashable {
  package let label: CallerLabel
  package let loss: AudibleLoss
  package internal(set) var calls = 0
  package internal(set) var errors = WordErrors()

  init(label: CallerLabel, loss: AudibleLoss) {
    self.label = label
    self.loss = loss
  }
}

/// How much of a call's speech had to be made up.
package enum AudibleLoss: String, Sendable, Hashable, CaseIterable {
  case none = "under 0.1 %"
  case little = "0.1 to 2 %"
  case some = "2 to 5 %"
  case much = "5 % and more"

  init(_ ratio: Double) {
    self = ratio < 0.001 ? .none : ratio < 0.02 ? .little : ratio < 0.05 ? .some : .much
  }
}
