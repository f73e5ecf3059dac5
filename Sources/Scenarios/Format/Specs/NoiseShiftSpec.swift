package import VoicePipeline

/// How many decibels each kind of noise moves the curve of a recognizer's word errors to the worse.
package struct NoiseShiftSpec: Sendable, Hashable, Decodable {
  package var quiet: Double
  package var car: Double
  package var street: Double
  package var office: Double
  package var babble: Double
  package var construction: Double
  package var music: Double

  package subscript(kind: NoiseKind) -> Double {
    switch kind {
    case .quiet: quiet
    case .car: car
    case .street: street
    case .office: office
    case .babble: babble
    case .construction: construction
    case .music: music
    }
  }
}
