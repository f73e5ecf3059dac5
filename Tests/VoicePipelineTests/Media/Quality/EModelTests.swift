import SimCore
import Testing
import VoicePipeline

/// Vectors: a second implementation of ITU-T G.107 whose defaults give the published 93.2.
@Suite("E-model")
struct EModelTests {
  @Test func `a line without loss is rated by its delay`() {
    let model = EModel(codec: .g711)
    let vectors: [(Int, Double, Double)] = [
      (0, 93.21, 4.41), (50, 91.76, 4.38), (100, 90.66, 4.35), (150, 89.54, 4.33),
      (200, 85.80, 4.22), (250, 79.18, 3.99), (300, 72.67, 3.72), (400, 62.25, 3.22),
      (500, 54.80, 2.83),
    ]
    for (delay, rating, score) in vectors {
      let r = model.rating(delay: .milliseconds(delay), loss: 0)
      #expect(abs(r - rating) < 0.01, "\(delay) ms: \(r)")
      #expect(abs(OpinionScore(rating: r).value - score) < 0.006, "\(delay) ms")
    }
  }

  @Test func `loss costs what each codec makes of it`() {
    let rows: [(CodecImpairment, [Double])] = [
      (.g711, [72.74, 60.51, 39.59]), (.g711Concealed, [87.02, 83.65, 74.88]),
      (.g729A, [75.46, 71.66, 62.16]), (.gsmEnhanced, [77.48, 70.66, 55.66]),
    ]
    for (codec, ratings) in rows {
      for (loss, rating) in zip([0.01, 0.02, 0.05], ratings) {
        let r = EModel(codec: codec).rating(delay: .milliseconds(100), loss: loss)
        #expect(abs(r - rating) < 0.01, "\(codec) at \(loss): \(r)")
      }
    }
  }

  @Test func `bursts cost more than lost packets that lie apart`() {
    for (loss, rating) in [(0.01, 86.95), (0.02, 83.38), (0.05, 73.45)] {
      let model = EModel(codec: .g711Concealed)
      let r = model.rating(delay: .milliseconds(100), loss: loss, burstRatio: 2)
      #expect(abs(r - rating) < 0.01, "\(loss): \(r)")
    }
  }

  @Test func `a rating below 0 is the worst score, not a better one`() {
    let r = EModel(codec: .g711).rating(delay: .milliseconds(500), loss: 0.1, burstRatio: 4)
    #expect(r < 0)
    #expect(OpinionScore(rating: r).value == 1)
    #expect(OpinionScore(rating: 100).value == 4.5)
    #expect(OpinionScore(rating: 3).value == 1, "the cubic dips below 1 near 0")
  }

  @Test func `the table is as good as the equations from 20 ms on`() {
    for codec in [CodecImpairment.g711, .g711Concealed, .opusUncalibrated] {
      let table = RatingTable(codec: codec)
      let model = EModel(codec: codec)
      for micros in stride(from: 20_000, through: 1_000_000, by: 997) {
        let exact = model.rating(delay: .microseconds(micros), loss: 0.03, burstRatio: 1.94)
        let quick = table.rating(delay: micros, concealed: 3, bursts: 1, frames: 100)
        let burstRatio = RatingTable.burstRatio(concealed: 3, bursts: 1, frames: 100)
        let same = model.rating(delay: .microseconds(micros), loss: 0.03, burstRatio: burstRatio)
        #expect(abs(quick - same) < 0.005, "\(micros) µs")
        #expect(exact > same, "2.91 times the bursts of random loss are worse than 1.94 times")
      }
    }
  }

  @Test func `scores have the bands of G 107 annex B`() {
    #expect(OpinionScore(4.35).satisfaction == .verySatisfied)
    #expect(OpinionScore(4.1).satisfaction == .satisfied)
    #expect(OpinionScore(3.7).satisfaction == .someDissatisfied)
    #expect(OpinionScore(3.2).satisfaction == .manyDissatisfied)
    #expect(OpinionScore(2.6).satisfaction == .nearlyAllDissatisfied)
    #expect(OpinionScore(2.5).satisfaction == .unusable)
  }
}
