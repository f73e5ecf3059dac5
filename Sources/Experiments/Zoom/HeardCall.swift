internal import RunReports
internal import SimCore
internal import VoicePipeline

/// A call as sound, and what a real recognizer makes of the caller in it.
struct HeardCall {
  let sound: CallSound
  /// Of what the caller said for an answer, numbers and all.
  let errors: WordErrors
  /// Caller, agent and both: sound files with the ends of their names.
  let files: [(suffix: String, bytes: [UInt8])]

  init(_ call: ZoomedCall, by renderer: any CallRenderer) throws(RunFailure) {
    let script = CallScript(call.story)
    do {
      sound = try renderer.render(script.spoken(call))
      files = [
        ("caller.wav", renderer.file(of: [sound.uplink.heard])),
        ("agent.wav", renderer.file(of: [sound.downlink.heard])),
        ("mix.wav", renderer.file(of: [sound.uplink.heard, sound.downlink.sent])),
      ]
      let ear = try Self.ear(call, script, sound, renderer)
      errors = try Self.errors(call, script, in: ear, renderer)
    } catch {
      throw RunFailure(error)
    }
  }

  /// What the agent heard, and no file has: with the numbers that a tone stands for elsewhere.
  private static func ear(
    _ call: ZoomedCall,
    _ script: CallScript,
    _ sound: CallSound,
    _ renderer: any CallRenderer
  ) throws(AudioFailure) -> Sound {
    if script.caller.allSatisfy(\.isShown) { return sound.uplink.heard }
    var call = script.spoken(call, masksNumbers: false)
    call.downlink = SpokenLeg(spurts: [], frames: [])
    return try renderer.render(call).uplink.heard
  }

  private static func errors(
    _ call: ZoomedCall,
    _ script: CallScript,
    in ear: Sound,
    _ renderer: any CallRenderer
  ) throws(AudioFailure) -> WordErrors {
    var errors = WordErrors()
    var frames = call.frames.uplink.frames[...]
    for spurt in call.frames.uplink.spurts {
      let sent = frames.prefix(spurt.frames)
      frames = frames.dropFirst(spurt.frames)
      let stretch = script.caller[spurt.number]
      guard stretch.utterance?.kind.wantsAnswer == true, stretch.whole > 0 else { continue }
      errors += WordErrors(
        reference: Array(stretch.words.prefix(stretch.whole)),
        hypothesis: try renderer.words(heard: Self.cutOut(stretch, sent, of: ear))
      )
    }
    return errors
  }

  /// Around the words that were said whole, so that a recognizer knows the silence.
  private static let margin = Duration.milliseconds(300)

  /// The stretch as it was heard; what was broken off behind its last whole word is left out.
  private static func cutOut(
    _ stretch: CallScript.Stretch,
    _ sent: ArraySlice<SentFrame>,
    of heard: Sound
  ) -> Sound {
    let delays = sent.map { Duration.microseconds($0.playoutDelay) }
    let isWhole = stretch.whole == stretch.words.count
    let last = stretch.start + stretch.wordDuration * stretch.whole
    let from = stretch.start + (delays.first ?? .zero) - margin
    let to = last + (delays.last ?? .zero) + (isWhole ? margin : .zero)
    let first = min(heard.rate.samples(in: max(from, .zero)), heard.samples.count)
    let end = min(max(heard.rate.samples(in: to), first), heard.samples.count)
    return Sound(rate: heard.rate, samples: Array(heard.samples[first..<end]))
  }

  /// What a page shows of it.
  func facts(_ stem: String, run: WordErrors) -> ZoomSound {
    ZoomSound(
      uplink: sound.uplink.heard,
      downlink: sound.downlink.heard,
      errors: errors,
      told: run,
      files: files.map { "\(stem).\($0.suffix)" }
    )
  }
}

/// The frames of a call as its codec made them.
struct EncodedSpeech: FramePayload {
  /// By slot since the line was laid; nil where nothing was sent.
  private let agent: [[UInt8]?]
  private let caller: [[UInt8]?]
  private let others: ComfortNoise

  init(_ call: ZoomedCall, _ sound: CallSound) {
    agent = Self.bySlot(call.frames.downlink.frames, sound.downlink.payloads)
    caller = Self.bySlot(call.frames.uplink.frames, sound.uplink.payloads)
    others = ComfortNoise(call: call.story.call)
  }

  private static func bySlot(_ frames: [SentFrame], _ payloads: [[UInt8]]) -> [[UInt8]?] {
    let slots = (frames.last?.slot ?? -1) + 1
    var result = [[UInt8]?](repeating: nil, count: slots)
    for (frame, payload) in zip(frames, payloads) { result[frame.slot] = payload }
    return result
  }

  func bytes(of slot: Int, from end: LineStory.LineEnd, as codec: RTPCodec) -> [UInt8] {
    let mine = end == .agent ? agent : caller
    let known = mine.indices.contains(slot) ? mine[slot] : nil
    return known ?? others.bytes(of: slot, from: end, as: codec)
  }
}
