package import SimCore
package import VoicePipeline

/// A type that its notation makes: decoding only takes it out of the resolved node.
package protocol MadeByNotation: Decodable {}

extension MadeByNotation {
  /// Takes the value out of the resolved node.
  package init(from decoder: any Decoder) throws {
    guard let resolved = decoder as? ResolvedDecoder else {
      let text = "only a resolved scenario holds a \(Self.self)"
      throw DecodingError.typeMismatch(
        Self.self,
        .init(codingPath: decoder.codingPath, debugDescription: text)
      )
    }
    self = try resolved.made(Self.self)
  }
}

extension DurationDistribution: MadeByNotation {}
extension UnixInstant: MadeByNotation {}
extension LogNormalNumber: MadeByNotation {}
extension HazardTier: MadeByNotation {}
extension ThrottleBehaviour: MadeByNotation {}
extension LimitRefusal: MadeByNotation {}
extension Nanodollars: MadeByNotation {}
extension Threshold: MadeByNotation {}
extension Fidelity: MadeByNotation {}
extension MetricFigure: MadeByNotation {}
extension FigureRange: MadeByNotation {}
extension PublishedRange: MadeByNotation {}
extension ClaimFormula: MadeByNotation {}
extension ClaimSettings: MadeByNotation {}
extension SettingPath: MadeByNotation {}
extension SettingValue: MadeByNotation {}

extension InputPath: Decodable {
  /// Takes the path out of the resolved node and makes it absolute.
  package init(from decoder: any Decoder) throws {
    written = try decoder.singleValueContainer().decode(String.self)
    let directory = (decoder as? ResolvedDecoder)?.directory ?? ""
    absolute = written.hasPrefix("/") ? written : directory + "/" + written
  }
}
