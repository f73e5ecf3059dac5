import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Recognizer difficulty")
struct RecognizerDifficultyTests {
  private func spec(_ more: String = "") throws -> RecognizerSpec {
    let stt = "agent: {stt: {word_error_rate: 6.34%\(more)}}"
    return try Loading.load(Loading.minimal + "\n" + stt + "\n").agent.stt
  }

  private func speech(_ snr: Double) -> SpeechTraits {
    SpeechTraits(snrDecibels: snr, errorOddsFactor: 1)
  }

  /// Published for parakeet-v3 in MUSAN noise, from memory; the defaults are fitted to them.
  @Test(arguments: [(60, 0.0634), (10, 0.0712), (5, 0.0823), (0, 0.1166), (-5, 0.1988)])
  func `the curve passes the figures that it was fitted to`(snr: Double, rate: Double) throws {
    let found = try spec().expectedErrors(of: speech(snr)).rate
    #expect((found - rate).magnitude < 0.003, "\(found)")
  }

  @Test func `babble is as bad as 4 dB more of other noise`() throws {
    let spec = try spec()
    for snr in [-10, 0, 8.5] {
      var babble = speech(snr)
      babble.noise = .babble
      let shifted = spec.expectedErrors(of: speech(snr - 4))
      #expect((spec.expectedErrors(of: babble).rate - shifted.rate).magnitude < 1e-12)
    }
  }

  @Test func `an accent multiplies the odds, a narrow band the rate`() throws {
    let spec = try spec()
    let plain = spec.expectedErrors(of: speech(0)).rate
    var accented = speech(0)
    accented.errorOddsFactor = 2.5
    let odds = plain / (1 - plain) * 2.5
    #expect((spec.expectedErrors(of: accented).rate - odds / (1 + odds)).magnitude < 1e-12)
    var narrow = speech(0)
    narrow.codec = .muLaw
    #expect((spec.expectedErrors(of: narrow).rate / plain - 1.04).magnitude < 1e-12)
  }

  @Test func `the mix is that of what causes the errors`() throws {
    let spec = try spec()
    let clean = spec.expectedErrors(of: speech(80)).mix
    #expect((clean.deletions - ErrorMix.clean.deletions).magnitude < 1e-6)
    let drowned = spec.expectedErrors(of: speech(-60)).mix
    #expect((drowned.deletions - ErrorMix.noise.deletions).magnitude < 0.02)
    var broken = speech(80)
    broken.loss = LineLoss(ratio: 0.5, burstFrames: 20)
    #expect(spec.expectedErrors(of: broken).mix.deletions > 0.5)
    for mix in [clean, drowned] {
      #expect((mix.shares.reduce(0, +) - 1).magnitude < 1e-12)
    }
  }

  @Test func `noise kinds can be set one by one`() throws {
    let spec = try spec(", noise_shift_db: {car: 7}")
    #expect(spec.noiseShiftDecibels[.car] == 7)
    #expect(spec.noiseShiftDecibels[.babble] == 4)
    #expect(NoiseKind.allCases.map { spec.noiseShiftDecibels[$0] } == [0, 7, 0, 1, 4, 1, 2])
  }

  @Test func `a caller's noise is of the kind of its name, unless another is said`() throws {
    let kinds = try ["noise: babble", "noise: paris", "noise: paris, noise_kind: street"].map {
      let callers = "callers: [{share: 100%, \($0)}]"
      return try Loading.load(Loading.minimal + "\n" + callers + "\n").callers[0]
        .traits(wordsPerMinute: 165).noise
    }
    #expect(kinds == [.babble, .quiet, .street])
  }

  /// A Gilbert-Elliott line frame by frame: the lengths of the bursts that touch each word.
  private func simulated(_ loss: LineLoss, words: Int, frames: Int) -> Double {
    let draws = DrawKey(seed: 11)
    let recovery = 1 / loss.burstFrames
    let failure = recovery * loss.ratio / (1 - loss.ratio)
    var isLost = [Bool](repeating: false, count: words * frames)
    for frame in 1..<isLost.count {
      let luck = draws.uniform(.frame, UInt64(frame))
      isLost[frame] = isLost[frame - 1] ? luck >= recovery : luck < failure
    }
    var lengths = [Int](repeating: 0, count: isLost.count)
    for frame in isLost.indices where isLost[frame] {
      lengths[frame] = (frame > 0 ? lengths[frame - 1] : 0) + 1
    }
    for frame in isLost.indices.reversed().dropFirst() where isLost[frame] && isLost[frame + 1] {
      lengths[frame] = lengths[frame + 1]
    }
    let misheard = [0, 0.02, 0.06, 0.25, 0.25, 0.25]
    var understood = 0.0
    for word in 0..<words {
      var share = 1.0
      for frame in word * frames..<(word + 1) * frames where isLost[frame] {
        let isFirst = frame == word * frames || !isLost[frame - 1]
        let length = lengths[frame]
        if isFirst { share *= 1 - (length < misheard.count ? misheard[length] : 0.7) }
      }
      understood += share
    }
    return 1 - understood / Double(words)
  }

  @Test(arguments: [(0.01, 1.0), (0.02, 2), (0.02, 5), (0.05, 3)])
  func `words are lost as on a line frame by frame`(ratio: Double, burst: Double) {
    let loss = LineLoss(ratio: ratio, burstFrames: burst)
    let model = loss.wordErrors(framesPerWord: 18)
    let found = simulated(loss, words: 60_000, frames: 18)
    // The model lets a word be touched once: more bursts in one word are left out.
    #expect((model / found - 1).magnitude < 0.15, "\(model) \(found)")
  }

  @Test func `slow speech is touched more often`() {
    let loss = LineLoss(ratio: 0.02, burstFrames: 4)
    #expect(loss.wordErrors(framesPerWord: 25) > loss.wordErrors(framesPerWord: 12))
  }
}

extension Purpose {
  fileprivate static let frame = Purpose("test.frame")
}
