import Experiments
import MediaCodecs
import RunReports
import SimCore
import VoicePipeline

/// `simrun bench audio`: what each stage of the audio tier costs, in processor time.
enum AudioSuite: BenchmarkSuite {
  static let name = "audio"
  static let summary = "codecs, filters, detectors and whole calls of the audio tier; a minute"

  /// One stage with the sound that it is given.
  private struct Stage {
    let key: String
    let label: String
    let sound: Sound
    let work: (Sound) throws(AudioError) -> Int
  }

  static func run(
    _ request: BenchmarkRequest,
    progress: (String) -> Void
  ) throws(RunFailure) -> BenchmarkReport {
    let title = "how many seconds of sound a second of processor time is enough for"
    guard MediaLibraries.isPresent else {
      let notes = ["This build has no audio libraries: make audio, then make build."]
      return BenchmarkReport(tables: [BenchmarkTable(title: title, figures: [], notes: notes)])
    }
    let seconds = max(1, min(60, (request.events ?? 1_000) / 50))
    var figures: [BenchmarkFigure] = []
    var legs: [BenchmarkFigure] = []
    do {
      for stage in try stages(seconds) where request.wants(stage.key) {
        try request.checkInterruption()
        progress(stage.label)
        figures += try Self.figures(of: stage, runs: request.runs ?? 3)
      }
      for leg in AudioLegs.all where request.wants(leg.key) {
        try request.checkInterruption()
        progress(leg.label)
        legs.append(try figure(of: leg, calls: max(1, seconds / 2), runs: request.runs ?? 3))
      }
    } catch let failure as RunFailure {
      throw failure
    } catch {
      throw RunFailure(code: "INT-001", class: .internalError, message: "\(error)")
    }
    let notes = ["Speech-like sound of \(seconds) s, in frames of 20 ms."]
    return BenchmarkReport(tables: [
      BenchmarkTable(title: title, figures: figures, notes: notes),
      BenchmarkTable(
        title: "how many seconds of a call a second of processor time is enough for",
        figures: legs,
        notes: [
          "Calls of a minute, 24 s of it the caller's speech and as much the agent's on both legs; "
            + "2 % of the frames lost; all speech in the bank."
        ]
      ),
    ])
  }

  /// Where the speech of the calls is kept between the two times that it is needed.
  private static let folder = "Reports/.speech"

  private static func figure(
    of leg: AudioLegs.Leg,
    calls: Int,
    runs: Int
  ) throws -> BenchmarkFigure {
    let bench = try AudioLegs(leg, calls: calls, folder: folder)
    var spent: [Double] = []
    for _ in 0..<runs {
      let start = HostClock.cpuNanoseconds()
      let result = try bench.run()
      precondition(result > 0, "something was said")
      spent.append(Double(HostClock.cpuNanoseconds() - start))
    }
    return BenchmarkFigure(
      key: "audio.\(leg.key).call_seconds",
      label: leg.label,
      column: "call-s / CPU-s",
      value: bench.seconds * 1_000_000_000 / spent.median,
      unit: ""
    )
  }

  private static func figures(
    of stage: Stage,
    runs: Int
  ) throws(AudioError) -> [BenchmarkFigure] {
    var spent: [Double] = []
    for _ in 0..<runs {
      let start = HostClock.cpuNanoseconds()
      let result = try stage.work(stage.sound)
      precondition(result >= 0, "a stage counts what it made")
      spent.append(Double(HostClock.cpuNanoseconds() - start))
    }
    let sound = Double(stage.sound.samples.count) / Double(stage.sound.rate.hertz)
    return [
      BenchmarkFigure(
        key: "audio.\(stage.key).real_time",
        label: stage.label,
        column: "x real time",
        value: sound * 1_000_000_000 / spent.median,
        unit: "x"
      ),
      BenchmarkFigure(
        key: "audio.\(stage.key).frame_us",
        label: stage.label,
        column: "us a frame",
        value: spent.median / sound / 50 / 1_000,
        unit: "us"
      ),
    ]
  }
}

// The stages, each a whole path through one library or detector of ours.
extension AudioSuite {
  private static func stages(_ seconds: Int) throws(AudioError) -> [Stage] {
    let narrow = speech(seconds)
    let wide = try narrow.resampled(to: .wideband)
    return try opus(wide) + plain(narrow) + filters(narrow, wide)
  }

  private static func speech(_ seconds: Int) -> Sound {
    let shape = SpeechShape(
      words: (0..<seconds * 2).map { "word \($0)" },
      wordDuration: .milliseconds(500),
      noiseFloor: -60,
      draws: DrawKey(seed: 1)
    )
    let bytes = shape.bytes(0..<seconds * TelephoneAudio.sampleRate)
    return Sound(rate: .narrowband, samples: bytes.map(MuLaw.decode))
  }

  private static func opus(_ sound: Sound) throws(AudioError) -> [Stage] {
    let careful = OpusSettings(correctsForward: true, expectedLossPercent: 10)
    let cheap = OpusSettings(
      complexity: 0,
      correctsForward: true,
      expectedLossPercent: 10
    )
    let packets = try OpusEncoder.packets(of: sound, careful)
    let lost = packets.enumerated().map { $0 % 10 == 5 ? nil : $1 }
    return [
      Stage(key: "opus_encode", label: "Opus encoder, complexity 5, FEC", sound: sound) {
        sound throws(AudioError) in try OpusEncoder.packets(of: sound, careful).count
      },
      Stage(key: "opus_encode_cheap", label: "Opus encoder, complexity 0, FEC", sound: sound) {
        sound throws(AudioError) in try OpusEncoder.packets(of: sound, cheap).count
      },
      Stage(key: "opus_decode", label: "Opus decoder, a tenth lost, FEC", sound: sound) {
        _ throws(AudioError) in
        try OpusDecoder.sound(of: lost, repair: .correction).samples.count
      },
    ]
  }

  private static func plain(_ sound: Sound) -> [Stage] {
    let packets = G711.muLaw.packets(of: sound)
    let lost = packets.enumerated().map { $0 % 10 == 5 ? nil : $1 }
    return [
      Stage(key: "mu_law_encode", label: "mu-law encoder", sound: sound) {
        sound throws(AudioError) in G711.muLaw.packets(of: sound).count
      },
      Stage(key: "a_law_encode", label: "A-law encoder", sound: sound) {
        sound throws(AudioError) in G711.aLaw.packets(of: sound).count
      },
      Stage(key: "g711_conceal", label: "mu-law decoder, a tenth lost, PLC", sound: sound) {
        _ throws(AudioError) in
        try G711.muLaw.sound(of: lost, repair: .concealment).samples.count
      },
    ]
  }

  private static func filters(_ narrow: Sound, _ wide: Sound) -> [Stage] {
    [
      Stage(key: "resample_8_16", label: "8 to 16 kHz", sound: narrow) {
        sound throws(AudioError) in try sound.resampled(to: .wideband).samples.count
      },
      Stage(key: "resample_16_8", label: "16 to 8 kHz", sound: wide) {
        sound throws(AudioError) in try sound.resampled(to: .narrowband).samples.count
      },
      Stage(key: "resample_16_48", label: "16 to 48 kHz", sound: wide) {
        sound throws(AudioError) in
        try sound.resampled(to: SampleRate(hertz: 48_000)).samples.count
      },
      Stage(key: "voice_activity", label: "noise suppression and voice activity", sound: wide) {
        sound throws(AudioError) in
        let detector = try VoiceActivityDetector()
        var events = 0
        for start in stride(from: 0, through: sound.samples.count - 320, by: 320) {
          events += try detector.process(Array(sound.samples[start..<start + 320])).count
        }
        return events
      },
      Stage(key: "digits", label: "dialled digits", sound: narrow) {
        sound throws(AudioError) in try DialDigitDetector.digits(in: sound).count
      },
      Stage(key: "call_progress", label: "call-progress tones", sound: narrow) {
        sound throws(AudioError) in CallProgressDetector.findings(in: sound).count
      },
    ]
  }
}
