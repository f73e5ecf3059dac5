/// `report.html`: the run as one self-contained page.
package enum HTMLReport {
  package static func text(_ facts: RunFacts) -> String { "" }
}
