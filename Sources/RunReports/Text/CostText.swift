import VoicePipeline

/// What a run cost, in a sentence.
struct CostText {
  let sentence: String

  init(_ facts: CostFacts) {
    let money = MetricName.Kind.money
    var text = "\(money.quantity(facts.account.total.dollars)) in all"
    let parts = [
      (facts.perCall, "a call"), (facts.perAnswer, "an answered call"),
      (facts.perResolved, "a resolved one"),
    ]
    for (dollars, noun) in parts {
      if let dollars { text += ", \(money.quantity(dollars)) \(noun)" }
    }
    let total = facts.account.total.dollars
    let dearest = CostGroup.allCases.max {
      facts.account.total(of: $0) < facts.account.total(of: $1)
    }
    if let dearest {
      let share = facts.account.total(of: dearest).dollars / total
      let percent = Figures.fixed(share * 100, decimals: 0)
      text += "; \(percent)\(Figures.space)% for \(dearest.rawValue)"
    }
    sentence = text
  }
}
