import VoicePipeline

/// `junit.xml`: one test case for each threshold and validity check, and one for the claim.
///
/// A threshold that cannot be judged is an error, not a pass: continuous integration shows it red.
package enum JUnitReport {
  package static func text(_ facts: RunFacts) -> String {
    let suites = [
      Suite(name: "thresholds", cases: facts.thresholds.map(threshold)),
      Suite(name: "validity", cases: facts.checks.map(check)),
      Suite(name: "claim", cases: facts.claim.map { [claim($0)] } ?? []),
    ].filter { !$0.cases.isEmpty }
    let all = suites.flatMap(\.cases)
    let body = suites.map { $0.markup(of: facts) }.joined()
    let markup: Markup = """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="simrun \(facts.scenario.name)" \(counts(all))>
      \(body)</testsuites>

      """
    return markup.text
  }

  /// What a test case came to, with its message and details.
  fileprivate enum Result {
    case passed
    case failed(String)
    case unjudged(String)
  }

  fileprivate struct Case {
    var name: String
    var result: Result
  }

  fileprivate struct Suite {
    var name: String
    var cases: [Case]

    func markup(of facts: RunFacts) -> Markup {
      let body = cases.map { $0.markup(suite: name, facts) }.joined()
      return """
          <testsuite name="\(name)" \(JUnitReport.counts(cases))>
        \(body)  </testsuite>

        """
    }
  }
}

extension JUnitReport.Case {
  fileprivate func markup(suite: String, _ facts: RunFacts) -> Markup {
    let open: Markup = """
      <testcase classname="simrun.\(facts.scenario.name).\(suite)" name="\(name)" time="0"
      """
    let replay = facts.replayCommand.map { "Replay: \($0)\n" } ?? ""
    let details = replay + "Make it again: \(facts.runCommand)"
    return switch result {
    case .passed: "    \(open)/>\n"
    case .failed(let message):
      """
          \(open)>
            <failure message="\(message)" type="\(suite)">\(message)
      \(details)</failure>
          </testcase>

      """
    case .unjudged(let message):
      """
          \(open)>
            <error message="\(message)" type="\(suite)">\(message)
      \(details)</error>
          </testcase>

      """
    }
  }
}

extension JUnitReport {
  fileprivate static func counts(_ cases: [Case]) -> Markup {
    var failures = 0
    var errors = 0
    for each in cases {
      switch each.result {
      case .passed: break
      case .failed: failures += 1
      case .unjudged: errors += 1
      }
    }
    return "tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"\(errors)\" time=\"0\""
  }

  private static func threshold(_ facts: ThresholdFacts) -> Case {
    let sentence = Figures.plain("\(facts.sentence.dropLast()) (\(Figures.samples(facts.count))).")
    let result: Result =
      switch facts.verdict {
      case .pass: .passed
      case .fail: .failed(sentence)
      case .inconclusive: .unjudged(sentence)
      }
    return Case(name: facts.expression, result: result)
  }

  private static func check(_ facts: ValidityCheck) -> Case {
    Case(name: facts.text, result: facts.passed ? .passed : .unjudged("not met: \(facts.text)"))
  }

  private static func claim(_ facts: ClaimFacts) -> Case {
    let name = "\(facts.id): \(facts.expected.rawValue)"
    if facts.finding == facts.expected { return Case(name: name, result: .passed) }
    if facts.finding == .undecided { return Case(name: name, result: .unjudged(facts.sentence)) }
    let message = "found \(facts.finding.rawValue), expected \(facts.expected.rawValue): "
    return Case(name: name, result: .failed(message + facts.sentence))
  }
}
