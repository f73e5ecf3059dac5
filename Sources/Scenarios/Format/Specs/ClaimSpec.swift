package import VoicePipeline

/// A published figure that a scenario tests.
package struct ClaimSpec: Sendable, Hashable, Decodable {
  /// The row of the claims book, such as `A3`.
  package var id: String
  package var quote: String
  package var source: String
  var figure: MetricFigure
  var published: FigureRange
  /// What the scenario's author expects; another finding fails the run.
  package var expected: ClaimFinding

  package var metric: MetricName { figure.metric }
  package var statistic: Threshold.Statistic { figure.statistic }
  /// The published figure in the metric's unit, as in `Threshold.bound`.
  package var range: ClosedRange<Double> { published.range }
}
