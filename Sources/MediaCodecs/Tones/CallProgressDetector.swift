package import VoicePipeline

/// Hears call-progress tones and the beep of an answering machine in a stream of mono sound.
///
/// The stream may be cut into pieces anywhere. A tone is reported as soon as it is certain: ringing
/// after half a second, busy after its second burst, a beep when it is over. Times are right to
/// 60 ms.
package struct CallProgressDetector: Sendable {
  /// A tone that was heard, in samples from the start of the stream.
  package struct Finding: Sendable, Hashable {
    package let tone: CallProgressTone
    /// Where it began; of a tone that repeats, the burst with which it became certain.
    package let start: Int
    /// The end of the sound that made it certain.
    package let end: Int
  }

  /// Quieter blocks are silence, in dBm0: tones of a network are 20 dB louder.
  private static let levelMin = -45.0

  /// Blocks without a tone after which what was heard is judged: two may hold the change from one
  /// sine to the next.
  private static let patience = 3

  private let bank: ToneBank
  private let step: Int
  private let levelMin: Double
  private var pending: [Int16] = []
  /// Blocks looked at so far.
  private var block = 0
  private var run: ToneRun?
  /// Sines that followed each other without a pause, and are not judged yet.
  private var chain: [ToneRun] = []
  private var quietBlocks = 0
  private var lastBurst: Burst?

  /// A burst of busy or reorder tone, which says something with the next one only.
  private struct Burst {
    let tone: CallProgressTone
    let end: Int
  }

  /// A detector at the start of a stream of a rate of which 40 ms are whole samples.
  package init(rate: SampleRate = .narrowband) {
    bank = ToneBank(rate: rate)
    step = bank.blockSamples / 2
    levelMin = TelephoneAudio.rootMeanSquare(dBm0: Self.levelMin)
  }

  /// Listens to the next piece of the stream.
  package mutating func process(_ piece: Span<Int16>) -> [Finding] {
    for index in piece.indices { pending.append(piece[index]) }
    var findings: [Finding] = []
    var start = 0
    while pending.count - start >= bank.blockSamples {
      let spectrum = bank.spectrum(pending, from: start, levelMin: levelMin)
      hear(spectrum?.kind, &findings)
      block += 1
      start += step
    }
    pending.removeFirst(start)
    return findings
  }

  /// What is heard in a whole sound, followed by silence.
  package static func findings(in sound: Sound) -> [Finding] {
    var detector = CallProgressDetector(rate: sound.rate)
    let rest = Sound(silence: 4 * detector.bank.blockSamples, rate: sound.rate)
    return detector.process(sound.samples.span) + detector.process(rest.samples.span)
  }

  private mutating func hear(_ kind: ToneRun.Kind?, _ findings: inout [Finding]) {
    if let kind, var current = run, current.takes(kind) {
      run = current
      return goOn(current, &findings)
    }
    if let ended = run { end(ended, &findings) }
    run = kind.map { ToneRun($0, block: block) }
    quietBlocks = kind == nil ? quietBlocks + 1 : 0
    if quietBlocks == Self.patience { judgeChain(&findings) }
  }

  /// Reports what is certain before the tone has ended.
  private func goOn(_ run: ToneRun, _ findings: inout [Finding]) {
    // One block reaches the length first.
    guard run.milliseconds >= 500, run.milliseconds < 540 else { return }
    switch run.kind {
    case .ringback: findings.append(finding(.ringback, run.blocks))
    case .sine(let hertz) where Self.faxAnswer.contains(hertz):
      findings.append(finding(.faxAnswering, run.blocks))
    case .busy, .sine: break
    }
  }

  private mutating func end(_ run: ToneRun, _ findings: inout [Finding]) {
    switch run.kind {
    case .sine: if run.milliseconds >= 100 { chain.append(run) }
    case .ringback: lastBurst = nil
    case .busy: endBurst(run, &findings)
    }
  }

  /// Two bursts of one length with a pause of about as long are a busy or a reorder tone.
  private mutating func endBurst(_ run: ToneRun, _ findings: inout [Finding]) {
    let length = run.milliseconds
    let tone: CallProgressTone? =
      switch length {
      case 150..<375: .reorder
      case 375...650: .busy
      default: nil
      }
    let previous = lastBurst
    lastBurst = tone.map { Burst(tone: $0, end: run.blocks.upperBound) }
    guard let tone, previous?.tone == tone, let end = previous?.end,
      (run.blocks.lowerBound - end) * 40 <= 700
    else { return }
    findings.append(finding(tone, run.blocks))
  }

  /// Decides what one sine, or several in a row, have been.
  private mutating func judgeChain(_ findings: inout [Finding]) {
    defer { chain.removeAll() }
    guard let first = chain.first, let last = chain.last else { return }
    let blocks = first.blocks.lowerBound..<last.blocks.upperBound
    if chain.count == 3, zip(chain, Self.information).allSatisfy({ $0.is($1, 180...450) }) {
      return findings.append(finding(.specialInformation, blocks))
    }
    guard chain.count == 1 else { return }
    if first.is(Self.faxCall, 400...650) {
      findings.append(finding(.faxCalling, blocks))
    } else if first.is(Self.beep, 150...1_500), !first.is(Self.faxCall, 0...Int.max) {
      findings.append(finding(.answeringBeep, blocks))
    }
  }

  private func finding(_ tone: CallProgressTone, _ blocks: Range<Int>) -> Finding {
    // The first block that counts is filled from its second fifth on, the last to its third.
    let margin = bank.blockSamples / 5
    return Finding(
      tone: tone,
      start: blocks.lowerBound * step + margin,
      end: (blocks.upperBound - 1) * step + bank.blockSamples - margin
    )
  }

  /// Tolerances of ITU-T E.180 (50 Hz), T.30 (38 Hz) and T.30 (15 Hz), in hertz.
  private static let information = [900.0...1_000, 1_350...1_450, 1_750...1_850]
  private static let faxCall = 1_062.0...1_138
  private static let faxAnswer = 2_085.0...2_115
  /// Machines beep at anything between; assumed.
  private static let beep = 440.0...2_000
}

extension ToneRun {
  /// Whether the run is a sine of some frequencies and lasted so many milliseconds.
  fileprivate func `is`(_ hertz: ClosedRange<Double>, _ length: ClosedRange<Int>) -> Bool {
    guard case .sine(let frequency) = kind else { return false }
    return hertz.contains(frequency) && length.contains(milliseconds)
  }
}
