/// Shifts beside arithmetic without parentheses: Swift's shifts bind tighter than `*` and `+`,
/// where C's bind looser, so `v &* 103 &>> 10` is `v &* (103 &>> 10)`.
enum Precedence {
  private static let shifts: Set<Substring> = ["<<", ">>", "&<<", "&>>"]
  private static let arithmetic: Set<Substring> = ["+", "-", "*", "/", "%", "&+", "&-", "&*"]

  static func findings(in files: [TextFile]) -> [Finding] {
    files.flatMap { file in
      file.numberedCode.compactMap { number, line in
        mixes(line) ? file.finding(number, "parenthesize the shift beside arithmetic") : nil
      }
    }
  }

  private static func isOperand(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_" || character == "."
  }

  /// Whether one operand-operator chain of one nesting depth holds both kinds of operator.
  private static func mixes(_ line: Substring) -> Bool {
    var chains: [(shift: Bool, arithmetic: Bool)] = [(false, false)]
    for token in tokens(of: line) {
      switch token {
      case "(", "[": chains.append((false, false))
      case ")", "]": if chains.count > 1 { chains.removeLast() }
      case _ where shifts.contains(token): chains[chains.count - 1].shift = true
      case _ where arithmetic.contains(token): chains[chains.count - 1].arithmetic = true
      case _ where token.allSatisfy(isOperand): break
      default: chains[chains.count - 1] = (false, false)
      }
      if let chain = chains.last, chain.shift && chain.arithmetic { return true }
    }
    return false
  }

  /// Operators between spaces, operands, and each bracket by itself.
  private static func tokens(of line: Substring) -> [Substring] {
    line.split(separator: " ").flatMap { word -> [Substring] in
      if shifts.contains(word) || arithmetic.contains(word) { return [word] }
      return word.reduce(into: [Substring]()) { tokens, character in
        if isOperand(character), let last = tokens.last, last.allSatisfy(isOperand) {
          tokens[tokens.count - 1] = last + String(character)
        } else {
          tokens.append(Substring(String(character)))
        }
      }
    }
  }
}
