internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// Every call of a run rendered as sound, and looked at for whether each voice is there when the
/// story has it, and nowhere else.
///
/// What is looked at are samples, before the network has had its part: the story of a call is not
/// asked what it is, but the sound whether it agrees. The noise behind callers is left out, for it
/// would hide where their voices end.
package struct StoryProof: Sendable {
  package private(set) var calls = 0
  /// Calls in which every stretch begins and ends where it should.
  package private(set) var kept = 0
  /// Stretches of speech, and those of them that were broken off.
  package private(set) var stretches = 0
  package private(set) var cuts = 0
  /// Of conversation.
  package private(set) var length = Duration.zero
  /// What is not as it should be, in the order of the calls.
  package private(set) var findings: [String] = []
  /// Whether the run is the same one when nobody listens.
  package private(set) var isUnchanged = false

  /// Simulates a scenario, and renders so many of the calls in which somebody speaks.
  package static func prove(
    scenario path: String,
    calls most: Int,
    audio: AudioBinding,
    isInterrupted: @escaping @Sendable () -> Bool = { false },
    progress: (String) -> Void = { _ in }
  ) throws(RunFailure) -> StoryProof {
    let scenario = try ScenarioFile.load(path)
    let source = ZoomSource(
      scenario: scenario,
      leads: try LoadedLeads.read(scenario, strict: false),
      audio: audio,
      isInterrupted: isInterrupted
    )
    let told = try source.life(of: StoryWish(.every), progress: { _ in })
    let silent = try source.life(of: StoryWish(.number(.max)), progress: { _ in })
    let renderer = try audio.renderer(of: scenario, scenario.callers.map(\.codec))
    var proof = StoryProof()
    proof.isUnchanged = told.traceDigest == silent.traceDigest && silent.lines.isEmpty
    for line in told.lines {
      guard proof.calls < most else { break }
      guard !isInterrupted() else { throw RunFailure.interrupted }
      try proof.look(at: line, renderer)
      progress("\(proof.calls) calls rendered")
    }
    return proof
  }

  private mutating func look(
    at line: RecordedLine,
    _ renderer: any CallRenderer
  ) throws(RunFailure) {
    let frames = line.frames()
    let script = CallScript(line.story)
    guard !frames.uplink.frames.isEmpty else { return }
    let end = line.story.closing?.at ?? line.story.answered
    var spoken = script.spoken(
      frames,
      as: line.codec,
      by: line.voice,
      from: line.story.answered,
      to: end
    )
    for place in spoken.uplink.spurts.indices { spoken.uplink.spurts[place].traits = nil }
    let sound: CallSound
    do {
      sound = try renderer.render(spoken)
    } catch {
      throw RunFailure(error)
    }
    calls += 1
    length += line.story.answered.duration(to: end)
    let before = findings.count
    look(
      script.caller,
      spoken.uplink,
      frames.uplink,
      sound.uplink,
      "call \(line.story.call.number)"
    )
    look(script.agent, spoken.downlink, frames.downlink, sound.downlink, "its agent")
    if findings.count == before { kept += 1 }
  }
}

// One direction.
extension StoryProof {
  /// A voice counts from this part of the loudest sample of its call on: -60 dB.
  private static let threshold = 1_000
  /// Soft sounds at the head of a word, and pauses that belong to a line.
  private static let onsetMax = Duration.milliseconds(80)
  private static let tailMax = Duration.milliseconds(250)
  /// What the telephone's band rings on: its sharper half at 300 Hz decays with a time constant of
  /// 2 Q / (2 pi 300 Hz), 1.39 ms, and so by 60 dB in 9.6 ms.
  private static let ringing = Duration.milliseconds(10)
  /// Instants are whole nanoseconds, and words are not.
  private static let exact = Duration.microseconds(1)

  private mutating func look(
    _ stretches: [CallScript.Stretch],
    _ leg: SpokenLeg,
    _ frames: LegFrames,
    _ sound: LegSound,
    _ name: String
  ) {
    let (rate, samples) = (sound.sent.rate, sound.sent.samples)
    let peak = samples.reduce(0) { max($0, Int($1.magnitude)) }
    let isLoud = { (place: Int) in Int(samples[place].magnitude) * Self.threshold > peak }
    for (spurt, sent) in zip(leg.spurts, frames.spurts) {
      let stretch = stretches[sent.number]
      guard case .words = spurt.parts.first?.content else { continue }
      self.stretches += 1
      let isCut = spurt.parts.last.map { $0.start + $0.duration > spurt.end + Self.exact } ?? false
      if isCut { cuts += 1 }
      let slot = CallScript.frame * spurt.slot
      // Where frames wait for those before them, the stretch waits too.
      let begin = max(stretch.start, slot)
      let end = begin + (stretch.end - stretch.start)
      let place = "\(name), \(begin)"
      let first = rate.samples(in: slot)
      let range =
        first..<min(first + rate.samples(in: CallScript.frame * spurt.frames), samples.count)
      guard stretch.end - stretch.start > Self.onsetMax else { continue }
      guard let on = range.first(where: isLoud), let off = range.last(where: isLoud) else {
        findings.append("\(place): nothing sounds")
        continue
      }
      let heard = Self.time(on, rate)..<Self.time(off + 1, rate)
      if heard.lowerBound < begin - Self.ringing || heard.lowerBound > begin + Self.onsetMax {
        findings.append("\(place): sounds from \(heard.lowerBound) on")
      }
      if heard.upperBound > end + Self.ringing {
        findings.append("\(place): sounds until \(heard.upperBound), and is over at \(end)")
      }
      if !isCut, heard.upperBound < end - Self.tailMax - CallScript.frame {
        findings.append("\(place): sounds until \(heard.upperBound) only, and is over at \(end)")
      }
    }
    lookBetween(leg, sound.sent, name)
  }

  /// Nothing is sent between stretches.
  private mutating func lookBetween(_ leg: SpokenLeg, _ sent: Sound, _ name: String) {
    let size = sent.rate.samples(in: CallScript.frame)
    var silent = 0
    for spurt in leg.spurts {
      let range = silent..<max(silent, min(spurt.slot * size, sent.samples.count))
      if sent.samples[range].contains(where: { $0 != 0 }) {
        findings.append("\(name): something sounds before slot \(spurt.slot)")
      }
      silent = min((spurt.slot + spurt.frames) * size, sent.samples.count)
    }
    if sent.samples[silent...].contains(where: { $0 != 0 }) {
      findings.append("\(name): something sounds behind the last stretch")
    }
  }

  private static func time(_ sample: Int, _ rate: SampleRate) -> Duration {
    Sound(silence: sample, rate: rate).duration
  }
}
