/// What a codec takes from the quality of speech, alone and with packets lost (ITU-T G.113).
package struct CodecImpairment: Sendable, Hashable {
  /// Equipment impairment factor Ie: without any loss.
  package var equipment: Double
  /// Packet-loss robustness factor Bpl: the higher, the less each lost packet costs.
  package var lossRobustness: Double

  package init(equipment: Double, lossRobustness: Double) {
    precondition(lossRobustness > 0, "some loss is always survived")
    self.equipment = equipment
    self.lossRobustness = lossRobustness
  }

  /// G.711 with zeros in place of lost packets (G.113 Appendix I, from memory).
  package static let g711 = CodecImpairment(equipment: 0, lossRobustness: 4.3)
  /// G.711 with the concealment of its Appendix I (G.113 Appendix I, from memory).
  package static let g711Concealed = CodecImpairment(equipment: 0, lossRobustness: 25.1)
  /// G.729A with its voice activity detection (G.113 Appendix I, from memory).
  package static let g729A = CodecImpairment(equipment: 11, lossRobustness: 19)
  /// GSM enhanced full rate (G.113 Appendix I, from memory).
  package static let gsmEnhanced = CodecImpairment(equipment: 5, lossRobustness: 10)
  /// Opus at 11 kbit/s narrowband, random loss (Alahmadi, Pocta and Melvin 2021).
  ///
  /// Stands for Opus at any rate and bandwidth: nobody has published values that fit the
  /// narrowband scale of G.107, so whatever rests on these is uncalibrated.
  package static let opusUncalibrated = CodecImpairment(equipment: 2.03, lossRobustness: 15.95)
}
